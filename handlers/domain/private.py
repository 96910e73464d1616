"""Hiding personal data, and cutting Thai text where it can be cut. The one masking function lives
here; whatever leaves towards people or a log goes through it.

A *cluster* is what a reader takes for one letter. We never cut inside one, by a rule that is
simpler than Unicode's and errs on the safe side: nothing is parted from marks, vowels or signs
that follow it, no leading vowel (เ แ โ ใ ไ) from its consonant, no joined emoji, no flag.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from handlers.domain.reading import Span

MASK = "x"
ELLIPSIS = "…"

_STAYS = frozenset(" -–—.,:/()+@_\t\n\u00a0\u200b")  # they keep a masked number readable
_LEADING = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44")
_FOLLOWING = frozenset("\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46")  # ฯ ะ า ำ ๅ ๆ
_JOINER = "\u200d"
_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_PHONE = re.compile(r"(?<![\d-])(?:\+?66[ -]?|0)[2-9](?:[ .-]?\d){7,8}(?![ .-]?\d)")


def mask(text: str, spans: Iterable[Span]) -> str:
    """The text with every letter and digit of the spans as `x`; as long as it was, so that the
    spans still hold. Marks between digits stay: 081-234-5678 becomes xxx-xxx-xxxx."""
    letters = list(text)
    for span in spans:
        for at in range(max(0, span.start), min(span.end, len(letters))):
            if letters[at] not in _STAYS:
                letters[at] = MASK
    return "".join(letters)


def excerpt(text: str, spans: Iterable[Span], most: int) -> str:
    """The text masked, on one line, and cut to at most `most` code points with "…" at the end.

    >>> excerpt("ครูใจดีมาก", (), 6)
    'ครูใจ…'
    """
    line = " ".join(mask(text, spans).split())
    if len(line) <= most:
        return line
    end = max(0, most - len(ELLIPSIS))
    while end and not between_clusters(line, end):
        end -= 1
    return (line[:end].rstrip() + ELLIPSIS)[:most]


def between_clusters(text: str, at: int) -> bool:
    """Whether the text may be cut before `text[at]`."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if after in _FOLLOWING or _attaches(after):
        return False
    if before in _LEADING or _JOINER in (before, after):
        return False
    if _is_flag_letter(before) and _is_flag_letter(after):
        return _flag_letters_before(text, at) % 2 == 0
    return (before, after) != ("\r", "\n")


def _attaches(letter: str) -> bool:
    """Marks of any script, variation selectors, keycaps and skin tones."""
    return unicodedata.category(letter) in ("Mn", "Me", "Mc") or "\U0001f3fb" <= letter <= (
        "\U0001f3ff"
    )


def _is_flag_letter(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _flag_letters_before(text: str, at: int) -> int:
    start = at
    while start and _is_flag_letter(text[start - 1]):
        start -= 1
    return at - start


def has_phone(text: str) -> bool:
    """Whether a text seems to hold a Thai telephone number, so that somebody should look there.

    >>> has_phone("โทร 081-234-5678"), has_phone("เลขบัตร 1-2345-67890-12-1")
    (True, False)
    """
    return _PHONE.search(text.translate(_ARABIC)) is not None
