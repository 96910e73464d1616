"""To which strategy of the office a text belongs, if to any.

Every office lists its own in bot.yaml, so there is nothing to be trained: a text belongs where more
of it stands in a strategy's name and words than of any message, by the weights by which texts are
compared (`rarity.py`). 3-grams alone do as well here as with words, and need no second cutting into
words. Pure; never raises.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from bot.understanding.clean import clean
from bot.understanding.rarity import shipped
from bot.understanding.tokens import runs
from handlers.domain.office import Strategy

SURE = 0.75
"""From this probability on a strategy is named."""

_BIAS, _SCORE, _MARGIN = -2.5, 0.7, 1.2
"""The logistic that turns score and margin into the probability that the best is right; fitted on
one half of tests/understanding/data/strategies.yaml, docs/understanding.md tells of the other."""
_NONE_RIGHT = 0.40
"""How often "none" is right where the best would be wrong: lists of words are never complete."""
_MOST = 0.99  # of a text stands in a strategy by chance


class Strategies:
    """The strategies of an office, made ready once."""

    def __init__(self, listed: Iterable[Strategy]) -> None:
        named = {strategy.id: _runs_of(strategy) for strategy in listed}
        self._ids, said = list(named), list(named.values())
        self._holding: dict[str, list[int]] = {}
        for place, found in enumerate(said):
            for run in found:
                self._holding.setdefault(run, []).append(place)
        whole = _mass(run for run in shipped().tokens if len(run) == 3) if said else 1.0
        self._chance = [min(_MOST, _mass(found) / whole) for found in said]

    def nearest(self, text: str) -> tuple[str | None, float]:
        """The id of the strategy that a cleaned text belongs to, None where none is near enough;
        and the probability that this is right."""
        if not self._ids:
            return None, 1.0
        scores = self._scores(text)
        place = max(range(len(scores)), key=scores.__getitem__)
        best = scores.pop(place)
        margin = best - max(scores, default=0.0)
        likely = 1.0 / (1.0 + math.exp(-(_BIAS + _SCORE * best + _MARGIN * margin)))
        return (self._ids[place], likely) if likely >= SURE else (None, _NONE_RIGHT * (1 - likely))

    def _scores(self, text: str) -> list[float]:
        """By how many standard deviations a text shares more with each strategy than by chance, so
        that long texts and long lists of words gain nothing."""
        rarity, whole, squares = shipped().rarity, 0.0, 0.0
        shared = [0.0] * len(self._ids)
        for run in set(runs(text)):
            weight = rarity(run) ** 2
            whole += weight
            squares += weight * weight
            for place in self._holding.get(run, ()):
                shared[place] += weight
        return [
            (share - chance * whole) / (math.sqrt(squares * chance * (1 - chance)) or 1.0)
            for share, chance in zip(shared, self._chance, strict=True)
        ]


def _runs_of(strategy: Strategy) -> set[str]:
    said = (*strategy.name.values(), *strategy.words)
    return {run for words in said for run in runs(clean(words))}


def _mass(found: Iterable[str]) -> float:
    """What some 3-grams weigh in a message of ours, on average."""
    counts = shipped()
    return math.fsum(counts.often(run) * counts.rarity(run) ** 2 for run in found)
