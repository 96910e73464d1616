"""How rare a token is in messages to offices of education, so that two short texts can be compared
when there is nothing else to count in.

`data/tokens.json` counts the texts of our own examples in which a token occurs; it is made from
them by `counted`, and tests/understanding/test_similar.py proves that it is up to date.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from bot.understanding.tokens import tokens

FILE = Path(__file__).parent / "data" / "tokens.json"
LEAST = 3
"""Texts in which a token must occur to be counted; any other is as rare as can be."""


class Counts(Struct, frozen=True):
    """`tokens`: token -> the texts, of `texts` in all, in which it occurs."""

    texts: int
    tokens: dict[str, int]

    def often(self, token: str) -> float:
        """The share of texts in which a token occurs; that of one text where it is not counted."""
        return self.tokens.get(token, 1) / self.texts

    def rarity(self, token: str) -> float:
        """About 0 for what stands in every text, 1 for what stands in none."""
        found = self.tokens.get(token, LEAST - 1)
        return math.log((1 + self.texts) / (1 + found)) / math.log((1 + self.texts) / LEAST)


def counted(texts: Iterable[str]) -> Counts:
    """The counts of some texts, tokens in their order."""
    listed = list(texts)
    found = Counter(token for text in listed for token in set(tokens(text)))
    often = {token: found[token] for token in sorted(found) if found[token] >= LEAST}
    return Counts(len(listed), often)


@cache
def shipped() -> Counts:
    """The counts that come with the bot."""
    return msgspec.json.decode(FILE.read_bytes(), type=Counts)
