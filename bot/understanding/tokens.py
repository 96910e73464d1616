"""Search tokens: words and character 3-grams together in one index. Words find what was meant,
3-grams survive typing errors. An index and its queries must use the same tokens.
"""

from __future__ import annotations

import re

from bot.understanding.clean import clean
from bot.understanding.words import words

MOST = 20_000
"""Code points of a document that are indexed."""

_WORDLIKE = re.compile(r"[\w\u0e30-\u0e4e]+")


def tokens(text: str) -> list[str]:
    """The tokens of a text in its order, repeated as they occur: first the words, then the 3-grams
    of each piece between blanks and signs. No token holds a blank or a quotation mark.

    >>> tokens("ครูดี")
    ['ครู', 'ดี', 'ครู', 'รูด', 'ูดี']
    """
    words_found, runs = families(text)
    return words_found + runs


def families(text: str) -> tuple[list[str], list[str]]:
    """The words and the 3-grams apart."""
    text = clean(text, MOST)
    cut = (word for piece in _WORDLIKE.findall(text) for word in words(piece))
    return [word for word in cut if _WORDLIKE.fullmatch(word)], runs(text)


def runs(text: str) -> list[str]:
    """The 3-grams of a cleaned text."""
    pieces = _WORDLIKE.findall(text)
    return [piece[at : at + 3] for piece in pieces for at in range(len(piece) - 2)]
