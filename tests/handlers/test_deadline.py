"""Due dates fall on working days and count from the day after; the clock stops and goes on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.domain.deadline import (
    ClockEvent,
    Extended,
    Opened,
    Paused,
    Resumed,
    day_of,
    due,
    due_on,
    is_working,
    next_working,
    resumed,
    working_days_after,
)
from handlers.domain.office import KindRule

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
EVER = st.dates(date(1960, 1, 1), date(2399, 12, 31))
NEAR = date(2026, 11, 20)
STEPS = st.integers(0, 60)
HOLIDAYS = st.frozensets(DAYS, max_size=20)
NEAR_HOLIDAYS = st.frozensets(
    st.integers(-5, 90).map(lambda days: NEAR + timedelta(days=days)), max_size=30
)
RULES = st.builds(KindRule, st.integers(1, 40), st.sampled_from(("working", "calendar")))
OFF = frozenset[date]


def later(day: date, days: int) -> date:
    return day + timedelta(days=days)


@given(DAYS, st.integers(1, 60), HOLIDAYS)
def test_working_days_are_counted_from_the_next_day(opened: date, days: int, holidays: OFF) -> None:
    until = due_on(opened, KindRule(days), holidays)
    between = [later(opened, step) for step in range(1, (until - opened).days + 1)]
    assert sum(is_working(day, holidays) for day in between) == days
    assert is_working(until, holidays)


@given(DAYS, st.integers(1, 60), HOLIDAYS)
def test_calendar_days_end_on_the_next_working_day(opened: date, days: int, holidays: OFF) -> None:
    until = due_on(opened, KindRule(days, "calendar"), holidays)
    assert until == next_working(later(opened, days), holidays)
    assert is_working(until, holidays)


@given(EVER, st.integers(1, 40), HOLIDAYS)
def test_a_later_matter_is_never_due_earlier(opened: date, days: int, holidays: OFF) -> None:
    for rule in (KindRule(days), KindRule(days, "calendar")):
        assert due_on(opened, rule, holidays) <= due_on(later(opened, 1), rule, holidays)


@given(DAYS, st.integers(1, 30), HOLIDAYS)
def test_working_days_can_be_counted_back(day: date, days: int, holidays: OFF) -> None:
    """There and back again: how reminders find the day so many working days before the due date."""
    start = next_working(day, holidays)
    there = working_days_after(start, days, holidays)
    assert there == due_on(start, KindRule(days), holidays)
    assert working_days_after(there, -days, holidays) == start


def test_the_day_is_bangkoks() -> None:
    assert day_of(datetime(2026, 11, 20, 16, 59, tzinfo=UTC)) == date(2026, 11, 20)
    assert day_of(datetime(2026, 11, 20, 17, 0, tzinfo=UTC)) == date(2026, 11, 21)


def events(draw: st.DrawFn) -> list[ClockEvent]:
    """What may happen to a clock, in the order of the days, sense or not."""
    day, happened = NEAR, list[ClockEvent]([Opened(NEAR)])
    for _ in range(draw(st.integers(0, 8))):
        day = later(day, draw(st.integers(0, 9)))
        what = draw(st.sampled_from((Paused, Resumed, Extended, Opened)))
        if what is Extended:
            happened.append(Extended(later(day, draw(st.integers(1, 40)))))
        else:
            happened.append(what(day))
    return happened


EVENTS = st.composite(events)()


@given(EVENTS, RULES, NEAR_HOLIDAYS)
def test_the_fold_is_what_the_handlers_do_step_by_step(
    happened: list[ClockEvent], rule: KindRule, holidays: OFF
) -> None:
    """A ticket keeps its due date and since when its clock stands still, and no events."""
    until, paused_on = due_on(NEAR, rule, holidays), None
    for event in happened[1:]:
        match event:
            case Opened(on):
                until, paused_on = due_on(on, rule, holidays), None
            case Paused(on):
                paused_on = paused_on or on
            case Extended(day):
                until = next_working(day, holidays)
            case Resumed(on) if paused_on is not None:
                until, paused_on = resumed(until, paused_on, on, rule, holidays), None
    assert due(happened, rule, holidays) == until


@given(EVENTS, RULES, NEAR_HOLIDAYS)
def test_nothing_is_ever_due_on_a_day_off(
    happened: list[ClockEvent], rule: KindRule, holidays: OFF
) -> None:
    until = due(happened, rule, holidays)
    assert until is not None and is_working(until, holidays)


@given(st.integers(1, 40), STEPS, STEPS, NEAR_HOLIDAYS)
def test_a_pause_of_working_days_shifts_by_the_working_days_it_lasted(
    days: int, before: int, length: int, holidays: OFF
) -> None:
    """Day by day: a day is used up if the office works and the clock runs."""
    paused = later(NEAR, before)
    again = later(paused, length)
    rule, left, day = KindRule(days), days, NEAR
    while left:
        day = later(day, 1)
        left -= is_working(day, holidays) and not paused < day <= again
    if due_on(NEAR, rule, holidays) == paused:
        day = next_working(again, holidays)  # its last day came with the question
    if due_on(NEAR, rule, holidays) < paused:
        day = due_on(NEAR, rule, holidays)  # late when it was stopped: late it stays
    assert due([Opened(NEAR), Paused(paused), Resumed(again)], rule, holidays) == day


@given(st.integers(1, 40), STEPS, STEPS, NEAR_HOLIDAYS)
def test_a_pause_of_calendar_days_shifts_by_the_days_it_lasted(
    days: int, before: int, length: int, holidays: OFF
) -> None:
    rule, paused = KindRule(days, "calendar"), later(NEAR, before)
    first = due_on(NEAR, rule, holidays)
    until = due([Opened(NEAR), Paused(paused), Resumed(later(paused, length))], rule, holidays)
    shift = length if first >= paused else 0
    assert until == next_working(later(first, shift), holidays)


@given(RULES, STEPS, STEPS, NEAR_HOLIDAYS)
def test_a_longer_pause_is_never_due_earlier(
    rule: KindRule, before: int, length: int, holidays: OFF
) -> None:
    def paused_for(days: int) -> date | None:
        paused = later(NEAR, before)
        return due([Opened(NEAR), Paused(paused), Resumed(later(paused, days))], rule, holidays)

    shorter, longer = paused_for(length), paused_for(length + 1)
    assert shorter is not None and longer is not None and shorter <= longer


@given(RULES, STEPS, STEPS, st.integers(1, 60), NEAR_HOLIDAYS)
def test_an_extension_names_a_day_and_a_later_pause_shifts_it(
    rule: KindRule, before: int, length: int, more: int, holidays: OFF
) -> None:
    paused = later(NEAR, before)
    again = later(paused, length)
    stop, go, until = Paused(paused), Resumed(again), later(again, more)
    named = next_working(until, holidays)
    assert due([Opened(NEAR), stop, go, Extended(until)], rule, holidays) == named
    shifted = resumed(named, paused, again, rule, holidays)
    assert shifted >= named
    assert due([Opened(NEAR), Extended(until), stop, go], rule, holidays) == shifted
    assert due([Opened(NEAR), stop, Extended(until), go], rule, holidays) == shifted


@given(RULES, EVER)
def test_far_years_are_counted_like_near_ones(rule: KindRule, opened: date) -> None:
    no: OFF = frozenset()
    until = due([Opened(opened)], rule, no)
    assert until is not None
    assert 0 < (until - opened).days <= 2 * rule.due_days + 2
    stopped = due([Opened(opened), Paused(opened), Resumed(later(opened, 7))], rule, no)
    assert stopped is not None and stopped >= until


def test_what_never_began_is_never_due() -> None:
    assert due([], KindRule(15), frozenset()) is None
    assert due([Paused(NEAR), Resumed(NEAR)], KindRule(15), frozenset()) is None
