"""The one door to pythainlp: words of Thai text, and its spelling normalised.

The library is imported at first use, since its dictionary takes 0.2 s (`warm` does so
ahead of time, once the bot is ready). It is kept offline and from writing: nothing is fetched, and
no folder appears in anyone's home.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache, partial

from bot.understanding.dictionary import Dictionary

_Cut = Callable[[str], list[str]]
_Change = Callable[[str], str]


@cache
def _library() -> tuple[_Cut, _Change, _Change]:
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
    if "PYTHAINLP_READ_MODE" not in os.environ:  # its old name; the library refuses both at once
        os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    from pythainlp.corpus import thai_words
    from pythainlp.tokenize.newmm import segment
    from pythainlp.util import eng_to_thai, normalize

    return partial(segment, custom_dict=Dictionary(thai_words())), normalize, eng_to_thai


def words(text: str) -> list[str]:
    """The words of a text by longest matching (newmm); joined they are the text again.

    Quadratic in runs of digits and of marks: give it cleaned text.
    """
    segment, *_ = _library()
    return list(segment(text)) if text else []


def respell(text: str) -> str:
    """Marks in their usual order and number: two เ are แ, a doubled tone mark is one."""
    _, normalize, _ = _library()
    return str(normalize(text))


def retyped(text: str) -> str:
    """What the same keys give on the Thai layout."""
    _, _, eng_to_thai = _library()
    return str(eng_to_thai(text))
