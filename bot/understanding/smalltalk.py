"""What says nothing: greetings, thanks, particles, laughter, emoji, a few stray letters.

Known by its words (`data/smalltalk.yaml`) and nothing else standing beside them, so that no model
need be asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from msgspec import Struct

from bot.understanding.lexicon import Terms, table

_STRAY = 2  # letters and marks that say nothing either; three may be a word, such as ทุน


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    words: str
    noise: str


@cache
def _known() -> tuple[re.Pattern[str], Terms]:
    file = table("smalltalk.yaml", _File)
    longest_first = sorted(file.words.split(), key=len, reverse=True)
    return re.compile("|".join(longest_first), re.ASCII), Terms(file.noise)


def says_nothing(text: str) -> bool:
    """Whether a cleaned text holds nothing but small talk."""
    words, noise = _known()
    if noise.found_in(text.strip()):
        return True
    rest = Counter(words.sub(" ", text))
    return sum(n for sign, n in rest.items() if unicodedata.category(sign)[0] in "LMN") <= _STRAY
