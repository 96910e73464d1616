"""In which letters a text is written: Thai and English are read, others are not.

Other languages in Latin letters (Malay, Vietnamese) are not told from English.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from bot.understanding.clean import MOST

_STRAY = 2  # letters of another script that say nothing: faces such as ಠ_ಠ


def is_foreign(text: str) -> bool:
    """Whether most letters of a raw text are neither Thai nor Latin.

    >>> is_foreign("ໂຮງຮຽນເປີດມື້ໃດ"), is_foreign("โรงเรียนสอนภาษา 中文")
    (True, False)
    """
    signs = Counter(text[:MOST])
    letters = {sign: n for sign, n in signs.items() if unicodedata.category(sign)[0] == "L"}
    foreign = sum(n for letter, n in letters.items() if not _read(letter))
    return foreign > _STRAY and foreign * 2 > sum(letters.values())


def _read(letter: str) -> bool:
    return "\u0e00" <= letter <= "\u0e7f" or "LATIN" in unicodedata.name(letter, "")
