"""Days of the office: working days, due dates and their clock. All days are Asia/Bangkok.

The clock starts the day after a matter came in; a matter due on a day off is due on the next
working day. While the citizen is asked something the clock stands still: what was left on the day
of the question is left on the day of the answer. An extension names the new day. A matter that is
opened again starts anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date, datetime, timedelta, timezone

from msgspec import Struct, structs

from handlers.domain.office import KindRule, Office
from handlers.domain.ticket import Ticket

BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")
"""Thailand keeps UTC+7 all year, and has since 1920."""


def day_of(at: datetime) -> date:
    """The Bangkok day of an instant."""
    return at.astimezone(BANGKOK).date()


def is_working(day: date, holidays: Set[date]) -> bool:
    return day.weekday() < 5 and day not in holidays


def next_working(day: date, holidays: Set[date]) -> date:
    """The day itself if it is a working day, else the next one."""
    while not is_working(day, holidays):
        day += timedelta(days=1)
    return day


def working_days_after(day: date, days: int, holidays: Set[date]) -> date:
    """So many working days after a day, or before it where `days` is negative."""
    step = timedelta(days=1 if days > 0 else -1)
    for _ in range(abs(days)):
        day += step
        while not is_working(day, holidays):
            day += step
    return day


def working_days_between(first: date, last: date, holidays: Set[date]) -> int:
    """How many working days lie behind the first day, up to the last and with it."""
    days = (first + timedelta(days=ahead) for ahead in range(1, (last - first).days + 1))
    return sum(is_working(day, holidays) for day in days)


def due_on(opened: date, rule: KindRule, holidays: Set[date]) -> date:
    """The last day on which an answer is in time."""
    if rule.days == "calendar":
        return next_working(opened + timedelta(days=rule.due_days), holidays)
    day = opened
    for _ in range(rule.due_days):
        day = next_working(day + timedelta(days=1), holidays)
    return next_working(day, holidays)


def days_left(due: date, on: date, rule: KindRule, holidays: Set[date]) -> int:
    """How many days of the rule's sort lie behind `on` up to the due date; 0 when it is over."""
    if rule.days == "calendar":
        return max(0, (due - on).days)
    return working_days_between(on, due, holidays)


def resumed(due: date, paused: date, on: date, rule: KindRule, holidays: Set[date]) -> date:
    """The due date of a clock that stood still from one day to another. What was late when it was
    stopped stays late."""
    if due < paused or on <= paused:
        return due
    left = KindRule(days_left(due, paused, rule, holidays), rule.days)
    return due_on(on, left, holidays)


class Opened(Struct, frozen=True):
    """The clock starts, or starts anew."""

    on: date


class Paused(Struct, frozen=True):
    on: date


class Resumed(Struct, frozen=True):
    on: date


class Extended(Struct, frozen=True):
    until: date


ClockEvent = Opened | Paused | Resumed | Extended


class _Clock(Struct, frozen=True):
    due_on: date
    paused_on: date | None = None


def due(events: Iterable[ClockEvent], rule: KindRule, holidays: Set[date]) -> date | None:
    """The due date after everything that happened to a clock; None where it was never started.
    What makes no sense (to resume what runs, to stop it twice) changes nothing."""
    clock: _Clock | None = None
    for event in events:
        if isinstance(event, Opened):
            clock = _Clock(due_on(event.on, rule, holidays))
        elif clock is not None:
            clock = _after(clock, event, rule, holidays)
    return clock.due_on if clock else None


def _after(
    clock: _Clock, event: Paused | Resumed | Extended, rule: KindRule, holidays: Set[date]
) -> _Clock:
    if isinstance(event, Extended):
        return structs.replace(clock, due_on=next_working(event.until, holidays))
    if isinstance(event, Paused):
        return structs.replace(clock, paused_on=clock.paused_on or event.on)
    if clock.paused_on is None:
        return clock
    return _Clock(resumed(clock.due_on, clock.paused_on, event.on, rule, holidays))


def runs_on(ticket: Ticket, on: date, office: Office) -> date:
    """The due date of a ticket whose clock runs from a day on, whether it stood still or not."""
    if ticket.paused_on is None:
        return ticket.due_on
    rule = office.kinds[ticket.kind]
    return resumed(ticket.due_on, ticket.paused_on, on, rule, office.holidays)


def reckoned(ticket: Ticket, rule: KindRule, office: Office) -> date:
    """The due date of a ticket that is of another kind from the beginning. The days for which its
    clock stood still are added again."""
    old = office.kinds[ticket.kind]
    before = due_on(ticket.opened_on, old, office.holidays)
    after = due_on(ticket.opened_on, rule, office.holidays)
    added = days_left(ticket.due_on, before, old, office.holidays)
    return due_on(after, KindRule(added, old.days), office.holidays) if added else after
