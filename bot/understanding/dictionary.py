"""pythainlp's Thai words in 10 MB instead of 70: a set of words and how long those are that begin
alike, in the place of the library's trie. What newmm makes of it is the same, a third slower.
"""

from __future__ import annotations

from collections.abc import Iterable


class Dictionary:
    """All that newmm asks of a dictionary."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._longest: dict[str, int] = {}
        for word in self._words:
            beginning = word[:2]
            self._longest[beginning] = max(len(word), self._longest.get(beginning, 1))

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """The words with which the rest of a text begins, the shortest first."""
        longest = self._longest.get(text[start : start + 2], 1)
        ends = range(start + 1, min(len(text), start + longest) + 1)
        return [piece for end in ends if (piece := text[start:end]) in self._words]
