"""The one door to pythainlp: words of Thai text, and its spelling normalised.

The library is imported at first use, since its dictionary takes 0.2 s (`warm` does so
ahead of time, once the bot is ready). It is kept offline and from writing: nothing is fetched, and
no folder appears in anyone's home.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache, partial

from bot.understanding.dictionary import Dictionary

_Cut = Callable[[str], list[str]]
_Change = Callable[[str], str]

_TWICE = re.compile(r"([\u0e30-\u0e3a\u0e40-\u0e45\u0e47\u0e4c-\u0e4e])(?: *\1)+")
_TONES = re.compile("[\u0e48-\u0e4b]+([\u0e48-\u0e4b])")


@cache
def _library() -> tuple[_Cut, tuple[_Change, _Change, _Change, _Change], _Change]:
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
    if "PYTHAINLP_READ_MODE" not in os.environ:  # its old name; the library refuses both at once
        os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    from pythainlp.corpus import thai_words
    from pythainlp.tokenize.newmm import segment
    from pythainlp.util import (
        eng_to_thai,
        remove_dangling,
        remove_dup_spaces,
        remove_spaces_before_marks,
        reorder_vowels,
    )

    spelling = remove_dup_spaces, remove_spaces_before_marks, reorder_vowels, remove_dangling
    return partial(segment, custom_dict=Dictionary(thai_words())), spelling, eng_to_thai


def words(text: str) -> list[str]:
    """The words of a text by longest matching (newmm); joined they are the text again.

    Quadratic in runs of digits and of marks: give it cleaned text.
    """
    segment, *_ = _library()
    return list(segment(text)) if text else []


def respell(text: str) -> str:
    """Marks in their usual order and number: two เ are แ, a doubled tone mark is one. What the
    library's `normalize` makes of visible text, in a quarter of its time: of what is doubled it
    looks for one letter after the other, we for all at once."""
    _, (one_space, joined, ordered, begun), _ = _library()
    text = ordered(joined(one_space(text)))
    return begun(_TONES.sub(r"\1", _TWICE.sub(r"\1", text)))


def retyped(text: str) -> str:
    """What the same keys give on the Thai layout."""
    _, _, eng_to_thai = _library()
    return str(eng_to_thai(text))
