"""Which days the office is closed, from the `holidays` library and the office's own days.

Thai government offices keep the public and the government holidays, but work on Labour Day, which
is for private employers, and on the day in lieu of it.
"""

from __future__ import annotations

from datetime import date

import holidays
from holidays.constants import GOVERNMENT, PUBLIC

LABOUR_DAY = (5, 1)


def closed_days(years: range, own: frozenset[date]) -> frozenset[date]:
    """The days off of some years (of the Common Era) with the office's own."""
    known = holidays.country_holidays("TH", years=years, categories=(PUBLIC, GOVERNMENT))
    labour = {known[day] for day in known if (day.month, day.day) == LABOUR_DAY}
    days = {day for day, name in known.items() if not any(each in name for each in labour)}
    return frozenset(days) | own
