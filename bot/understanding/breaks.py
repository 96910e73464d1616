"""Where a renderer may cut a text. Thai has no blanks between words, so words are found first.

Never inside a cluster (see `handlers/domain/private.py`), a word, a number or an address; the time
is bounded, since the word finder sees short stretches of Thai letters only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.words import words
from handlers.domain.private import between_clusters

_STRETCH = 300
_THAI = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]+")
_MARKS_RUN = re.compile(r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{8,}")
_BLANK = re.compile(r"\s+")
_BELONGS_BACK = frozenset(" \t\n\r.,:;!?)]}\"'”’…%/")
_BELONGS_ON = frozenset("([{“‘./-:@#_")


def breaks(text: str) -> list[int]:
    """Offsets `at`, rising, where `text[:at]` may end: behind blanks and line ends, and between
    words where Thai letters stand on at least one side. Neither 0 nor the end is among them.

    The best place to cut is one behind a line end, then one behind a blank, then any.
    """
    found = {blank.end() for blank in _BLANK.finditer(text)}
    for thai in _THAI.finditer(text):
        found.update(_word_ends(text, *thai.span()))
    found -= {0, len(text)}
    return sorted(
        at
        for at in found
        if text[at] not in _BELONGS_BACK
        and text[at - 1] not in _BELONGS_ON
        and between_clusters(text, at)
    )


def _word_ends(text: str, start: int, end: int) -> Iterator[int]:
    yield start
    yield end
    for first in range(start, end, _STRETCH):
        stretch = text[first : min(end, first + _STRETCH)]
        if _MARKS_RUN.search(stretch):  # no words; the finder would be slow over it
            continue
        at = first
        for word in words(stretch):
            at += len(word)
            if at < first + len(stretch):
                yield at
