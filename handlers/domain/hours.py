"""Hours of the office: at what instant a day's "09:00" is, and when nobody is disturbed.

Times are Bangkok's, as bot.yaml writes them ("08:30"). Quiet hours may span midnight; where they
begin and end at the same time there are none.
"""

from __future__ import annotations

from collections.abc import Set
from datetime import date, datetime, time, timedelta

from handlers.domain.deadline import BANGKOK, day_of, is_working
from handlers.domain.office import Desks


def instant(day: date, clock: str) -> datetime:
    """The instant at which a Bangkok clock shows a time of a day."""
    return datetime.combine(day, time.fromisoformat(clock), BANGKOK)


def next_morning(after: datetime, clock: str, holidays: Set[date]) -> datetime:
    """The first instant behind `after` at which it is that time on a working day."""
    day = day_of(after)
    while instant(day, clock) <= after or not is_working(day, holidays):
        day += timedelta(days=1)
    return instant(day, clock)


def quiet_until(at: datetime, desks: Desks) -> datetime | None:
    """When the quiet hours end in which an instant lies; None where it lies in none."""
    day = day_of(at)
    begun = [instant(each, desks.quiet_from) for each in (day - timedelta(days=1), day)]
    for start in begun:
        end = instant(day_of(start), desks.quiet_until)
        if desks.quiet_until < desks.quiet_from:
            end += timedelta(days=1)
        if start <= at < end:
            return end
    return None
