"""Finds what cards do not show, by the words of `data/profanity.yaml`, in the raw text."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from bot.understanding.lexicon import table
from handlers.domain.reading import Span


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    words: str


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(table("profanity.yaml", _File).words.split()), re.IGNORECASE)


def find(text: str) -> tuple[Span, ...]:
    """Where profanity stands in a raw text, in time that grows with the text only."""
    return tuple(Span(*found.span(), "profanity") for found in _words().finditer(text))
