"""Due dates fall on working days and count from the day after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.domain.deadline import day_of, due_on, is_working, next_working
from handlers.domain.office import KindRule

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
HOLIDAYS = st.frozensets(DAYS, max_size=20)


@given(DAYS, st.integers(1, 60), HOLIDAYS)
def test_working_days_are_counted_from_the_next_day(
    opened: date, days: int, holidays: frozenset[date]
) -> None:
    due = due_on(opened, KindRule(days), holidays)
    between = [opened + timedelta(days=step) for step in range(1, (due - opened).days + 1)]
    assert sum(is_working(day, holidays) for day in between) == days
    assert is_working(due, holidays)


@given(DAYS, st.integers(1, 60), HOLIDAYS)
def test_calendar_days_end_on_the_next_working_day(
    opened: date, days: int, holidays: frozenset[date]
) -> None:
    due = due_on(opened, KindRule(days, "calendar"), holidays)
    assert due == next_working(opened + timedelta(days=days), holidays)
    assert is_working(due, holidays)


@given(DAYS, st.integers(1, 40), HOLIDAYS)
def test_a_later_matter_is_never_due_earlier(
    opened: date, days: int, holidays: frozenset[date]
) -> None:
    for rule in (KindRule(days), KindRule(days, "calendar")):
        later = due_on(opened + timedelta(days=1), rule, holidays)
        assert due_on(opened, rule, holidays) <= later


def test_the_day_is_bangkoks() -> None:
    assert day_of(datetime(2026, 11, 20, 16, 59, tzinfo=UTC)) == date(2026, 11, 20)
    assert day_of(datetime(2026, 11, 20, 17, 0, tzinfo=UTC)) == date(2026, 11, 21)
