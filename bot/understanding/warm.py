"""Loads what the first message would otherwise wait for."""

from __future__ import annotations

from bot.understanding.reader import ModelReader
from bot.understanding.words import words


def warm() -> None:
    """Loads dictionary, tables and model now (about 0.5 s); to be run in a thread."""
    words("\u0e01\u0e32")
    ModelReader(()).read("\u0e01\u0e32")
