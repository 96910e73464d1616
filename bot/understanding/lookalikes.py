"""Texts of open tickets, compared by what they weigh, so that each is opened and cut into words
once. Their words and 3-grams, in no order, are in memory until they are forgotten; never on disk.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Generic, TypeVar

from bot.understanding.similar import ALIKE, Index

MOST = 1_000

K = TypeVar("K", bound=Hashable)


class Lookalikes(Generic[K]):
    """Safe in threads."""

    def __init__(self, most: int = MOST) -> None:
        self._index: Index[K] = Index(most)
        self._alone = threading.Lock()

    def near(self, text: str, written: Mapping[K, Callable[[], str]]) -> list[K]:
        """Those of the texts that are about the same matter, the nearest first. A text is asked for
        once, by its key, until it is forgotten."""
        with self._alone:
            for key, opened in written.items():
                if key not in self._index:
                    self._index.add(key, opened())
            ranked = self._index.nearest(text, len(self._index))
        return [key for key, score in ranked if score >= ALIKE and key in written]

    def keep(self, written: Collection[K]) -> None:
        """Forgets all other texts."""
        with self._alone:
            for key in self._index.ids():
                if key not in written:
                    self._index.remove(key)
