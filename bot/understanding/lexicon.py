"""Tables of words, as the YAML files in `data/` hold them: entries apart by blanks, each a regular
expression; entries that are plain words are looked for as such, which is ten times faster."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

_DATA = Path(__file__).parent / "data"
_NOT_PLAIN = re.compile(r"[\\^$.|?*+()\[\]{}]")

Table = TypeVar("Table")


def table(name: str, shape: type[Table]) -> Table:
    """A file of `data/` in its shape. Raises msgspec.ValidationError if it has another."""
    return msgspec.yaml.decode((_DATA / name).read_bytes(), type=shape)


class Terms:
    """A list of entries."""

    def __init__(self, entries: str) -> None:
        split = entries.split()
        self._words = tuple(entry for entry in split if not _NOT_PLAIN.search(entry))
        self._patterns = tuple(
            re.compile(entry, re.ASCII) for entry in split if _NOT_PLAIN.search(entry)
        )

    def hits(self, text: str) -> int:
        """How many entries occur in a cleaned text; each counts once."""
        return sum(word in text for word in self._words) + sum(
            pattern.search(text) is not None for pattern in self._patterns
        )

    def found_in(self, text: str) -> bool:
        return any(word in text for word in self._words) or any(
            pattern.search(text) for pattern in self._patterns
        )


class Scale:
    """Entries by weight: how much a text speaks for one label."""

    def __init__(self, weighted: Mapping[int, str]) -> None:
        self._steps = tuple((weight, Terms(entries)) for weight, entries in weighted.items())

    def score(self, text: str) -> int:
        return sum(weight * terms.hits(text) for weight, terms in self._steps)
