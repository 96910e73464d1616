"""Which texts are about the same matter: cosine of words and character 3-grams, the rare ones
weighing most. Pure and deterministic; texts are cut, so the time is bounded.

What is common is known beforehand (`rarity.py`), so a score means the same in an index of two
texts as in one of thousands, and does not change when others come and go.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

from bot.understanding.rarity import shipped
from bot.understanding.tokens import families

ALIKE = 0.45
"""From this score on two texts are taken to be about one matter. Found on tests/understanding/data/
pairs.yaml: it finds 39 of 42 pairs and is misled by 10 of 62 that were written to mislead it."""
LONGEST = 2_000
"""Code points of a text that are compared."""
MOST = 5_000
"""Texts in an index; the oldest goes when one more comes."""

_STEEP = 2  # how much more the rare weighs; found on the same pairs

Weights = Mapping[str, float]
K = TypeVar("K", bound=Hashable)


class Index(Generic[K]):
    """Texts by id, to be asked for the nearest. Of the texts only tokens are kept, in no order, and
    what they weigh."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._texts: dict[K, Weights] = {}
        self._holding: dict[str, dict[K, float]] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, id: K) -> bool:
        return id in self._texts

    def ids(self) -> list[K]:
        return list(self._texts)

    def add(self, id: K, text: str) -> None:
        """Adds a text, or puts it in place of the one that has this id."""
        self.remove(id)
        self._texts[id] = weighed(text)
        for token, weight in self._texts[id].items():
            self._holding.setdefault(token, {})[id] = weight
        if len(self._texts) > self._most:
            self.remove(next(iter(self._texts)))

    def remove(self, id: K) -> None:
        """Forgets a text; nothing where it is not there."""
        for token in self._texts.pop(id, ()):
            holders = self._holding[token]
            del holders[id]
            if not holders:
                del self._holding[token]

    def nearest(self, text: str, most: int) -> list[tuple[K, float]]:
        """At most `most` texts that share anything with this one, with scores of 0 to 1; the best
        first, of equals the one that came first."""
        scores = dict.fromkeys(self._texts, 0.0)
        for token, weight in weighed(text).items():
            for id, other in self._holding.get(token, {}).items():
                scores[id] += weight * other
        found = [(id, min(1.0, score)) for id, score in scores.items() if score > 0]
        return sorted(found, key=lambda each: -round(each[1], 9))[:most]


def same(text: str, other: str) -> float:
    """How near two texts are, 0 to 1; see ALIKE."""
    return dot(weighed(text), weighed(other))


def weighed(text: str) -> Weights:
    """The tokens of a text by weight, words and 3-grams with equal parts, of length 1 together; {}
    for a text without any."""
    weights: Counter[str] = Counter()
    for family in families(text[:LONGEST]):
        weights.update(unit({token: _weight(token, n) for token, n in Counter(family).items()}))
    return unit(weights)


def unit(weights: Weights) -> Weights:
    """The same weights at length 1."""
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {token: weight / length for token, weight in weights.items()} if length else {}


def dot(weights: Weights, others: Weights) -> float:
    """The cosine of two lots of weights of length 1; from 0 to 1."""
    if len(others) < len(weights):
        weights, others = others, weights
    shared = math.fsum(weight * others.get(token, 0.0) for token, weight in weights.items())
    return min(1.0, shared)


def _weight(token: str, times: int) -> float:
    return (1 + math.log(times)) * shipped().rarity(token) ** _STEEP
