"""A course of learning: from examples to a model with its figures; and whether what an office adds
to the shipped examples makes it read better.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from bot.understanding.model import LABEL, Model
from bot.understanding.training.calibrate import FOLDS, OutOfFold, calibrated, folds
from bot.understanding.training.corpus import Corpus
from bot.understanding.training.examples import Example, axes_of
from bot.understanding.training.figures import Figures, Measure, Shares, measured, proportion
from bot.understanding.training.learn import OTHERS, OURS, Recipe, fit
from bot.understanding.training.safety import Safety, safety

LEAST_ADDED = 10
"""Fewer corrections tell nothing about better or worse."""

_STEPS = FOLDS + 1  # of one recipe
COMPARING_STEPS = FOLDS + 1  # of `compared`

Step = Callable[[], None]
"""Called after each step of work, for whoever shows progress."""


class Learned(Struct, frozen=True):
    """A model and what it does on texts held back from it; `safety` where it knows of danger."""

    model: Model
    figures: list[Figures]
    safety: Safety | None


class Comparison(Struct, frozen=True):
    """The part of right answers about added examples, without and with having learned from others
    of them."""

    before: Measure
    after: Measure

    @property
    def better(self) -> bool:
        return self.after.value > self.before.value


def corpus(examples: Sequence[Example]) -> Corpus:
    """Our cues count among the features unless the labels are other people's."""
    axes = axes_of(examples)
    return Corpus(examples, axes, cued=axes != (LABEL,))


def steps(table: Corpus) -> int:
    """How many steps `learned` takes."""
    return _STEPS * len(_recipes(table))


def learned(table: Corpus, step: Step) -> Learned:
    """A calibrated model of a whole corpus, measured on texts held back in turn: of the recipes
    for such labels, the one that answers most of these right."""
    made = (_learned(table, recipe, step) for recipe in _recipes(table))
    return max(made, key=lambda each: each.figures[0].strict.value)


def _recipes(table: Corpus) -> tuple[Recipe, ...]:
    return (OURS,) if table.cued else OTHERS


def _learned(table: Corpus, recipe: Recipe, step: Step) -> Learned:
    raw = fit(table, range(len(table.examples)), recipe)
    step()
    apart = OutOfFold(table, raw, recipe, step)
    model = calibrated(raw, apart)
    figures = [
        measured(
            axis,
            apart.shares(axis),
            apart.truth(axis),
            [table.examples[at].also.get(axis.name, ()) for at in apart.known(axis.name)],
        )
        for axis in model.header.axes
    ]

    def shares(at: int) -> dict[str, Shares]:
        return {name: axis.shares(apart.scores[at][name]) for name, axis in model.axes.items()}

    danger = safety(table.examples, shares, model.header.limits) if _ours(model) else None
    return Learned(model, figures, danger)


def on_dev(model: Model, examples: Sequence[Example]) -> Safety | None:
    """How danger is seen in a development set."""
    read: dict[int, Any] = {at: model.read(each.text) for at, each in enumerate(examples)}
    return safety(examples, read.__getitem__, model.header.limits) if _ours(model) else None


def compared(table: Corpus, added: int, step: Step) -> Comparison:
    """What the last `added` examples of a corpus are worth: each fifth of them is read by a model
    of the rest of the corpus, and by one that knows none of them."""
    first = len(table.examples) - added
    base = fit(table, range(first))
    step()
    before: list[bool] = []
    after: list[bool] = []
    for held in folds(table, range(first, len(table.examples))):
        kept = set(held)
        model = fit(table, [at for at in range(len(table.examples)) if at not in kept])
        for at in held:
            before += _right(base, table, at)
            after += _right(model, table, at)
        step()
    return Comparison(proportion(sum(before), len(before)), proportion(sum(after), len(after)))


def _right(model: Model, table: Corpus, at: int) -> list[bool]:
    """By axis that the example names, whether the model answers right."""
    shares = model.read_clean(table.cleaned[at])
    return [next(iter(shares[axis])) == label for axis, label in table.examples[at].labels.items()]


def _ours(model: Model) -> bool:
    return {"kind", "danger"} <= model.axes.keys()
