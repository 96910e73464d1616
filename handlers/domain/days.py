"""A day as people write it: `30/9/2570`, `30-09-2570`, `2570-09-30`, in Thai digits too.

Years of 2400 and later are of the Buddhist Era, others of the Common Era.
"""

from __future__ import annotations

import re
from datetime import date

_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})")
_BUDDHIST_ERA = 543
_FIRST_BUDDHIST = 2400


def typed_day(text: str) -> date | None:
    """The day that is all of a text, None where it is none."""
    plain = text.strip().translate(_ARABIC)
    found = _DAY_FIRST.fullmatch(plain) or _YEAR_FIRST.fullmatch(plain)
    if found is None:
        return None
    year = int(found["year"])
    year -= _BUDDHIST_ERA if year >= _FIRST_BUDDHIST else 0
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None
