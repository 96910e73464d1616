"""Loads what the first message would otherwise wait for."""

from __future__ import annotations

from bot.understanding.keywords import KeywordReader
from bot.understanding.words import words


def warm() -> None:
    """Loads the dictionary and the word lists now (about 0.5 s); to be run in a thread."""
    words("\u0e01\u0e32")
    KeywordReader(()).read("\u0e01\u0e32")
