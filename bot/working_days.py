"""Which days the office is closed, from the `holidays` library and the office's own days.

Thai government offices keep the public and the government holidays, but work on Labour Day, which
is for private employers, and on the day in lieu of it. The cabinet settles a year's list, and the
day of the ploughing ceremony, late in the year before: until somebody has compared a year with that
list it is not confirmed. The years up to LAST_COMPARED are compared by our tests.
"""

from __future__ import annotations

from datetime import date

import holidays
from holidays.constants import GOVERNMENT, PUBLIC

from handlers.domain.office import Office

LABOUR_DAY = "National Labor Day"
"""As the library calls it in English, and what is in lieu of it."""
LAST_COMPARED = 2026
NEXT_LIST_FROM_MONTH = 10


def closed_days(years: range, own: frozenset[date]) -> frozenset[date]:
    """The days off of some years (of the Common Era) with the office's own."""
    known = holidays.country_holidays(
        "TH", years=years, categories=(PUBLIC, GOVERNMENT), language="en_US"
    )
    kept = (day for day in known if _is_kept(known.get_list(day)))
    return frozenset(kept) | own


def _is_kept(names: list[str]) -> bool:
    """Whether a day is more than Labour Day."""
    return any(not name.startswith(LABOUR_DAY) for name in names)


def unconfirmed(office: Office, today: date) -> tuple[int, ...]:
    """The years (of the Common Era) whose list somebody should compare by now: this one, and from
    October on the next."""
    years = (today.year, today.year + 1)[: 2 if today.month >= NEXT_LIST_FROM_MONTH else 1]
    confirmed = {*range(LAST_COMPARED + 1), *office.holidays_confirmed}
    return tuple(year for year in years if year not in confirmed)
