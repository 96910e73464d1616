"""When a ticket is reminded of, and whom it concerns by then.

    so many working days before its due date   -> before           its desk
    on the day                                 -> today            its desk
    so many working days late                  -> group_director   the desk, and its director
    so many more                               -> office_director  those, and the office director

Always at one time of the morning, on working days. Where two fall together the later one counts: it
reaches everybody whom the earlier one would.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from handlers.domain.deadline import next_working, working_days_after
from handlers.domain.hours import instant
from handlers.domain.office import Office

Stage = Literal["before", "today", "group_director", "office_director"]


class Reminder(Struct, frozen=True):
    """`at`: the instant at which it is said."""

    at: datetime
    stage: Stage


def reminders(due_on: date, office: Office) -> tuple[Reminder, ...]:
    """All reminders of a due date, in their order."""
    desks, holidays = office.desks, office.holidays
    due = next_working(due_on, holidays)
    stages: list[tuple[int, Stage]] = [(-days, "before") for days in desks.remind_before_days]
    stages += [
        (0, "today"),
        (desks.group_director_after_days, "group_director"),
        (desks.office_director_after_days, "office_director"),
    ]
    by_day = {working_days_after(due, days, holidays): stage for days, stage in stages}
    return tuple(Reminder(instant(day, desks.remind_at), by_day[day]) for day in sorted(by_day))


def next_reminder(due_on: date, office: Office, after: datetime) -> Reminder | None:
    """The first reminder behind an instant; None when everybody has been told."""
    return next((each for each in reminders(due_on, office) if each.at > after), None)


def fallen_due(due_on: date, office: Office, since: datetime, until: datetime) -> Reminder | None:
    """The newest reminder that came due behind `since`, up to `until`; one that a newer one has
    overtaken (we were not running) is not worth saying."""
    found = [each for each in reminders(due_on, office) if since < each.at <= until]
    return found[-1] if found else None
