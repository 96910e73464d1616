"""Thai typed with the English layout on: `l;ylfu` is สวัสดี. Told from English by its shape."""

from __future__ import annotations

import re

from bot.understanding.words import retyped

_THAI = re.compile(r"[\u0e00-\u0e7f]")
_SYLLABLES = re.compile(  # every mark and vowel stands where it may
    r"(?:[\u0e40-\u0e44]?[\u0e01-\u0e2e](?:[\u0e31\u0e34-\u0e3a\u0e47]?[\u0e48-\u0e4c]?)"
    r"[\u0e30\u0e32\u0e33]?|[\s\u0e2f\u0e46\u0e4f0-9\"().,/?!-])+"
)
_MARK = re.compile(r"[\u0e30-\u0e3a\u0e40-\u0e4e]")
_ADDRESS = re.compile(r"https?:|www\.|@\w+\.\w")
_LEAST = 5


def as_meant(text: str) -> str:
    """The text, typed again on the Thai layout where that makes well-formed Thai of it."""
    if len(text) < _LEAST or _THAI.search(text) or _ADDRESS.search(text):
        return text
    thai = retyped(text)
    vowels = len(_MARK.findall(thai))
    if vowels * _LEAST < len(thai) or not _SYLLABLES.fullmatch(thai.strip()):
        return text
    return thai
