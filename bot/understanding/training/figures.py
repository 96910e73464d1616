"""How good a model is, with 95 % confidence intervals. Pure arithmetic, no numpy."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from bot.understanding.model import Axis, Model
from bot.understanding.training.examples import Example
from bot.understanding.urgency import Label

_Z = 1.96  # of a 95 % interval
_DRAWS = 300
_BINS = 10

Shares = Mapping[Label, float]


class Measure(Struct, frozen=True):
    """A share between 0 and 1, and where it lies in 95 of 100 cases."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f}–{self.high:.3f})"


class Figures(Struct, frozen=True):
    """Of one axis on `count` texts. `lenient` counts further right answers, where they are known;
    `gap` is the calibration error; of the `answered` without asking `precise` are right."""

    axis: str
    count: int
    strict: Measure
    lenient: Measure
    macro_f1: Measure
    gap: float
    answered: float
    precise: Measure


def measured(
    axis: Axis,
    shares: Sequence[Shares],
    truth: Sequence[Label],
    also: Sequence[Sequence[Label]],
) -> Figures:
    """The figures of an axis from the probabilities of each text, and what is true of it."""
    tops = [next(iter(each.items())) for each in shares]
    best = [label for label, _ in tops]
    strict = [label == right for label, right in zip(best, truth, strict=True)]
    lenient = [hit or label in more for hit, label, more in zip(strict, best, also, strict=True)]
    given = [hit for hit, (_, share) in zip(lenient, tops, strict=True) if share >= axis.sure]
    return Figures(
        axis=axis.name,
        count=len(truth),
        strict=proportion(sum(strict), len(truth)),
        lenient=proportion(sum(lenient), len(truth)),
        macro_f1=drawn(list(zip(truth, best, strict=True)), macro_f1),
        gap=calibration_gap([share for _, share in tops], strict),
        answered=len(given) / max(1, len(truth)),
        precise=proportion(sum(given), len(given)),
    )


def on(model: Model, examples: Sequence[Example]) -> list[Figures]:
    """The figures of a model on examples it has not learned from, for every axis they name."""
    read = [model.read(each.text) for each in examples]
    found = []
    for name, axis in model.axes.items():
        known = [at for at, each in enumerate(examples) if name in each.labels]
        if known:
            shares = [read[at][name] for at in known]
            truth = [examples[at].labels[name] for at in known]
            also = [examples[at].also.get(name, ()) for at in known]
            found.append(measured(axis, shares, truth, also))
    return found


def proportion(right: int, count: int) -> Measure:
    """A share with Wilson's interval, which holds near 0 and 1 too."""
    if not count:
        return Measure(0.0, 0.0, 1.0)
    share, odd = right / count, _Z * _Z / count
    middle = (share + odd / 2) / (1 + odd)
    reach = _Z / (1 + odd) * math.sqrt(share * (1 - share) / count + odd / (4 * count))
    return Measure(share, max(0.0, middle - reach), min(1.0, middle + reach))


Pair = tuple[Label, Label]


def macro_f1(pairs: Sequence[Pair]) -> float:
    """The mean F1 of all labels that occur in (true, said) pairs."""
    true, said = Counter(t for t, _ in pairs), Counter(s for _, s in pairs)
    both = Counter(t for t, s in pairs if t == s)
    labels = true.keys() | said.keys()
    return sum(2 * both[label] / (true[label] + said[label]) for label in labels) / len(labels)


def drawn(pairs: Sequence[Pair], figure: Callable[[Sequence[Pair]], float]) -> Measure:
    """A figure with its interval by drawing the texts again and again, the same way each time."""
    if not pairs:
        return Measure(0.0, 0.0, 1.0)
    chance = random.Random(0)
    draws = sorted(figure(chance.choices(pairs, k=len(pairs))) for _ in range(_DRAWS))
    edge = round(0.025 * _DRAWS)
    return Measure(figure(pairs), draws[edge], draws[-1 - edge])


def calibration_gap(shares: Sequence[float], right: Sequence[bool]) -> float:
    """The expected calibration error over ten bins of equal width."""
    bins: list[list[float]] = [[] for _ in range(_BINS)]
    for share, hit in zip(shares, right, strict=True):
        bins[min(_BINS - 1, int(share * _BINS))].append(share - hit)
    return sum(abs(sum(each)) for each in bins) / max(1, len(shares))
