"""How far a model may be trusted, learned from texts it has not seen: every text is scored by a
model of the other folds, the very way texts are scored in earnest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from msgspec import structs

from bot.understanding.model import Axis, Model
from bot.understanding.training.corpus import Corpus
from bot.understanding.training.learn import Recipe, fit
from bot.understanding.urgency import LEAD, Label, danger, fear_of

FOLDS = 5
PRECISION = 0.96
"""Of the answers given without asking, by the strict labels. New texts cost it some points, labels
that would be right as well give some back: 0.95 remain."""

_TEMPERATURES = tuple(0.05 * 1.07**step for step in range(60))
_KEPT = {
    "lead": ("kind", 0.93),  # listed among the kinds, so that it stays confidential
    "lead.urgent": ("kind", 0.92),
}
"""By limit, the axis and the part of the true cases whose probability reaches it."""

FALSE_ALARMS = 0.06
"""Of held-back texts of no danger, a third of which were written to look like one. Of everyday
messages far fewer; and an alarm that cries wolf is not looked at."""

Scores = dict[str, list[float]]


class OutOfFold:
    """Scores by text and axis, each from a model that has not seen the text, with the labels in
    the order of a model of all texts. A label that a fold lacks scores very low there."""

    def __init__(
        self, corpus: Corpus, whole: Model, recipe: Recipe, step: Callable[[], None]
    ) -> None:
        self.corpus = corpus
        self.scores: list[Scores] = [{} for _ in corpus.examples]
        for held in folds(corpus, range(len(corpus.examples))):
            seen = set(held)
            rest = [at for at in range(len(corpus.examples)) if at not in seen]
            model = fit(corpus, rest, recipe)
            for at in held:
                self.scores[at] = _aligned(model, whole, model.scores(corpus.cleaned[at]))
            step()

    def known(self, axis: str) -> list[int]:
        """The texts that have a label of an axis."""
        return [at for at, each in enumerate(self.corpus.examples) if axis in each.labels]

    def shares(self, axis: Axis) -> list[dict[Label, float]]:
        return [axis.shares(self.scores[at][axis.name]) for at in self.known(axis.name)]

    def truth(self, axis: Axis) -> list[Label]:
        return [self.corpus.examples[at].labels[axis.name] for at in self.known(axis.name)]


def folds(corpus: Corpus, texts: Iterable[int]) -> list[list[int]]:
    """Texts of a corpus in parts of the same mixture, the same parts each time."""
    first = corpus.axes[0]

    def place(at: int) -> tuple[str, str]:
        each = corpus.examples[at]
        digest = hashlib.sha256(each.text.encode("utf-8", "surrogatepass")).hexdigest()
        return str(each.labels.get(first)), digest

    ordered = sorted(texts, key=place)
    return [sorted(ordered[part::FOLDS]) for part in range(FOLDS)]


def calibrated(model: Model, apart: OutOfFold) -> Model:
    """The model with the temperature and the threshold of every axis."""
    axes = tuple(_calibrated(axis, apart) for axis in model.header.axes)
    limits = _limits({axis.name: axis for axis in axes}, apart)
    return model.with_header(structs.replace(model.header, axes=axes, limits=limits))


def _calibrated(axis: Axis, apart: OutOfFold) -> Axis:
    truth = apart.truth(axis)
    scores = np.array([apart.scores[at][axis.name] for at in apart.known(axis.name)])
    right = np.array([axis.labels.index(label) for label in truth])
    best = min(_TEMPERATURES, key=lambda each: _surprise(scores / each, right))
    tempered = structs.replace(axis, temperature=round(best, 6))
    return structs.replace(tempered, sure=threshold(apart.shares(tempered), truth, PRECISION))


def _surprise(scores: Any, right: Any) -> float:
    """The mean negative log of the probability given to what is true."""
    tops = scores.max(axis=1, keepdims=True)
    whole = np.log(np.exp(scores - tops).sum(axis=1)) + tops[:, 0]
    return float((whole - scores[np.arange(len(right)), right]).mean())


def threshold(
    shares: Sequence[dict[Label, float]], truth: Sequence[Label], precision: float
) -> float:
    """The lowest probability from which on so many best labels are right; 1 where there is none."""
    tops = [next(iter(each.items())) for each in shares]
    ranked = sorted(
        ((share, label == right) for (label, share), right in zip(tops, truth, strict=True)),
        reverse=True,
    )
    lowest, right = 1.0, 0
    for count, (share, correct) in enumerate(ranked, 1):
        right += correct
        if right >= precision * count:
            lowest = share
    return round(lowest, 4)


def _limits(axes: dict[str, Axis], apart: OutOfFold) -> dict[str, float]:
    """From which probability on a lead or a danger is feared."""
    limits = {
        name: _keeping(_leads(axes[axis], apart), kept)
        for name, (axis, kept) in _KEPT.items()
        if axis in axes
    }
    return limits | ({"danger": _alarming(axes["danger"], apart)} if "danger" in axes else {})


def _leads(axis: Axis, apart: OutOfFold) -> list[float]:
    """The probabilities of a lead where there is one."""
    known = zip(apart.shares(axis), apart.truth(axis), strict=True)
    return [each.get(LEAD, 0.0) for each, label in known if label == LEAD]


def _alarming(axis: Axis, apart: OutOfFold) -> float:
    """The fear from which on so few texts of no danger would raise an alarm; 1 without any."""
    rules = danger()
    fears = []
    for at, shares in zip(apart.known(axis.name), apart.shares(axis), strict=True):
        if apart.corpus.examples[at].labels[axis.name] is None:
            fears.append(fear_of(rules.signs(apart.corpus.cleaned[at]), shares))
    return _keeping(fears, FALSE_ALARMS)


def _keeping(shares: Sequence[float], kept: float) -> float:
    """The probability that so many of these reach; 1 where there are none."""
    ranked = sorted(shares, reverse=True)
    return round(ranked[min(len(ranked) - 1, int(kept * len(ranked)))], 4) if ranked else 1.0


def _aligned(part: Model, whole: Model, scores: Scores) -> Scores:
    """Scores of a part's labels in the order of the whole's."""
    found = {}
    for name, axis in whole.axes.items():
        by_label = dict(zip(part.axes[name].labels, scores[name], strict=True))
        floor = min(scores[name]) - 2.0
        found[name] = [by_label.get(label, floor) for label in axis.labels]
    return found
