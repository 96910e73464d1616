"""What a model sees of a text: words, pairs of words and cues, and runs of 2 to 4 characters.

Pure, and the same for training and reading, so that a weight means what it was learned for. Cues
(`data/cues.yaml`, and what silences the rules of danger) stand among the words like any other word.
Whether a rule of danger fires is no feature: rules and model shall be two witnesses, not one.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise

from bot.understanding.lexicon import Terms, table
from bot.understanding.urgency import danger
from bot.understanding.words import words

_RUNS = (2, 3, 4)
_CUE = "#"
_PAIR = "_"


def features(text: str) -> tuple[Counter[str], Counter[str]]:
    """How often each feature occurs in a cleaned text, by family: words, then characters.

    >>> sorted(features("กา")[1])
    [' ก', ' กา', ' กา ', 'กา', 'กา ', 'า ']
    """
    text = " ".join(text.split())
    return Counter(_plain_words(text) + _cues(text)), Counter(_runs(text))


def plain_features(text: str) -> tuple[Counter[str], Counter[str]]:
    """The same without our cues, for texts of other people's trades."""
    text = " ".join(text.split())
    return Counter(_plain_words(text)), Counter(_runs(text))


def _plain_words(text: str) -> list[str]:
    single = [word for word in words(text) if not word.isspace()]
    return single + [f"{one}{_PAIR}{other}" for one, other in pairwise(["", *single, ""])]


def _runs(text: str) -> list[str]:
    text = f" {text} "
    return [text[at : at + long] for long in _RUNS for at in range(len(text) - long + 1)]


def _cues(text: str) -> list[str]:
    found = [_CUE + name for name, terms in _table().items() for _ in range(terms.hits(text))]
    return found + [f"{_CUE}but.{name}" for name in danger().silencers(text)]


@cache
def _table() -> dict[str, Terms]:
    cues = table("cues.yaml", dict[str, str])
    return {name: Terms(entries) for name, entries in cues.items()}
