"""The form of a text in which it is read; the raw text is kept beside it by whoever needs it.

`clean` costs a bounded time whatever it is given: the text is cut first, and runs of digits or
marks, in which the spelling and word rules are quadratic, are broken up. Offsets of the clean text
mean nothing in the raw one; where they must agree, use `ascii_alike`, which keeps every length.
"""

from __future__ import annotations

import re
import unicodedata

from bot.understanding.words import respell

MOST = 2_000
"""Code points that are read of a message; what is said is said by then."""

_RUN = 30
_LONG_NUMBER = re.compile(rf"\d{{{_RUN}}}(?=\d)")
_MARKS = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0300-\u036f"  # and vowels that follow
_LONG_MARKS = re.compile(f"([{_MARKS}]{{{_RUN}}})[{_MARKS}]+")
_STRETCHED = re.compile(r"([^\d\s])\1{2,}")
_INVISIBLE = {
    code: None
    for first, last in (
        (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD),  # controls, soft hyphen
        (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF),  # zero width, bidi
        (0xD800, 0xDFFF),  # halves of characters
    )
    for code in range(first, last + 1)
}  # fmt: skip

_THAI_DIGITS = {0x0E50 + value: str(value) for value in range(10)}
_ALIKE = (
    _THAI_DIGITS
    | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width Latin
    | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
    | dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\u200b\u2060\ufeff"), " ")
)


def ascii_alike(text: str) -> str:
    """The text, equally long, with Thai digits, full-width letters, dashes and odd blanks as ASCII.

    >>> ascii_alike("โทร ๐๘๑–234")
    'โทร 081-234'
    """
    return text.translate(_ALIKE)


def clean(text: str, most: int = MOST) -> str:
    """At most `most` code points of the text as rules and models read them: composed, visible,
    lower-case, usually spelt, Arabic digits, nothing stretched. Never raises.

    >>> clean("เเย่มากกกก ๕๕")
    'แย่มาก 55'
    """
    text = text[:most].translate(_INVISIBLE)
    text = _LONG_MARKS.sub(r"\1", text)
    text = unicodedata.normalize("NFC", text).lower().translate(_THAI_DIGITS)
    text = _STRETCHED.sub(r"\1", text)
    text = _LONG_NUMBER.sub(r"\g<0> ", text)
    return respell(text)
