"""When a ticket is reminded of, and whom it reaches.

handlers/staff/reminders; whole weeks are in tests/journeys.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from handlers.content import Choice, Text
from handlers.decide import choose
from handlers.domain.deadline import day_of, is_working, working_days_between
from handlers.domain.hours import instant, next_morning, quiet_until
from handlers.domain.office import DIRECTOR, Desks, Office
from handlers.domain.people import Grant, Person
from handlers.domain.reminder import fallen_due, next_reminder, reminders
from handlers.effects import Say, SetTimer, Step, ToChat, ToDesk
from handlers.events import DeliveryEnded, TimerDue
from handlers.facts import Basics
from handlers.staff import reminders as handler
from handlers.staff import summary
from handlers.watching import DUE, SUMMARY, look, watch
from tests.handlers.made import DESK, OFFICE, SOMEBODY, TICKET, group, of, run, ticket

DUE_ON = date(2026, 12, 15)
DIRECTOR_OF = Person(UUID(int=31), "", (Grant("group_director", "education_promotion"),))
OTHER = Person(UUID(int=32), "", (Grant("group_director", "personnel"),))
DAYS = st.dates(date(2024, 1, 1), date(2032, 1, 1))
MOMENTS = st.integers(0, 8 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
OFFICES = st.builds(
    lambda off, before, group, office, at: structs.replace(
        OFFICE,
        holidays=off,
        desks=Desks(
            remind_at=at,
            remind_before_days=before,
            group_director_after_days=group,
            office_director_after_days=office,
        ),
    ),
    st.frozensets(DAYS, max_size=30),
    st.lists(st.integers(1, 10), max_size=3).map(tuple),
    st.integers(1, 5),
    st.integers(1, 8),
    st.sampled_from(("07:00", "09:00", "19:59")),
)


def at(text: str) -> datetime:
    return instant(date.fromisoformat(text[:10]), text[11:])


BOUND = ("admin", "education_promotion")


def of_office(now: str, bound: tuple[str, ...] = BOUND) -> Basics:
    """The chat of the office itself, where its timers come."""
    return structs.replace(group(person=None), now=at(now), bound=frozenset(bound))


def looked(now: str, since: str, bound: tuple[str, ...] = BOUND, **known: Any) -> Step:
    basics = of_office(now, bound)
    event = TimerDue(DUE + TICKET.hex, {"since": at(since).isoformat()})
    return run(handler, basics, event, **known)


def told(step: Step) -> list[object]:
    """Who hears of it, by desk or by person."""
    return [
        say.to.desk if isinstance(say.to, ToDesk) else say.to.chat
        for say in of(step, Say)
        if isinstance(say.to, ToDesk | ToChat)
    ]


@given(DAYS, OFFICES)
def test_reminders_are_on_working_days_at_their_time_and_never_in_quiet_hours(
    due_on: date, office: Office
) -> None:
    plan = reminders(due_on, office)
    assert len({each.at for each in plan}) == len(plan)
    assert list(plan) == sorted(plan, key=lambda each: each.at)
    for each in plan:
        assert is_working(day_of(each.at), office.holidays)
        assert each.at == instant(day_of(each.at), office.desks.remind_at)
        assert quiet_until(each.at, office.desks) is None


@given(DAYS, OFFICES, MOMENTS)
def test_the_next_reminder_lies_ahead_and_none_is_left_out(
    due_on: date, office: Office, now: datetime
) -> None:
    later = [each for each in reminders(due_on, office) if each.at > now]
    assert next_reminder(due_on, office, now) == (later[0] if later else None)
    if later:
        assert fallen_due(due_on, office, now, later[0].at) == later[0]
        assert fallen_due(due_on, office, later[-1].at, later[-1].at + timedelta(9)) is None
    timer = watch(TICKET, due_on, office, now)
    assert timer.at > now and timer.of == "office"
    assert timer.at == later[0].at if later else is_working(day_of(timer.at), office.holidays)


def test_stages_by_working_days() -> None:
    """Due on Tuesday: two days before is Friday, three days late is Friday again."""
    assert [(each.at, each.stage) for each in reminders(DUE_ON, OFFICE)] == [
        (at("2026-12-11 09:00"), "before"),
        (at("2026-12-15 09:00"), "today"),
        (at("2026-12-16 09:00"), "group_director"),
        (at("2026-12-18 09:00"), "office_director"),
    ]


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-11-24 19:59", None),
        ("2026-11-24 20:00", "2026-11-25 07:00"),
        ("2026-11-25 00:00", "2026-11-25 07:00"),
        ("2026-11-25 06:59", "2026-11-25 07:00"),
        ("2026-11-25 07:00", None),
    ],
)
def test_quiet_hours_span_midnight(now: str, end: str | None) -> None:
    assert quiet_until(at(now), Desks()) == (end and at(end))


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    noon = Desks(quiet_from="12:00", quiet_until="13:00")
    assert quiet_until(at("2026-11-24 12:30"), noon) == at("2026-11-24 13:00")
    assert quiet_until(at("2026-11-24 13:00"), noon) is None
    none = Desks(quiet_from="00:00", quiet_until="00:00")
    assert quiet_until(at("2026-11-24 00:00"), none) is None


@given(MOMENTS, st.frozensets(DAYS, max_size=30))
def test_the_next_morning_is_a_working_one(now: datetime, off: frozenset[date]) -> None:
    morning = next_morning(now, "08:30", off)
    assert morning > now and is_working(day_of(morning), off)
    assert working_days_between(day_of(now), day_of(morning), off) <= 1


def test_the_desk_is_reminded_before_and_on_the_day() -> None:
    step = looked("2026-12-11 09:00", "2026-11-24 10:00", staff=(DIRECTOR_OF,))
    assert told(step) == ["education_promotion"]
    said = of(step, Say)[0]
    assert said.about == TICKET and said.priority == "alert"
    assert said.text.values["age"] == 21 and said.text.values["number"] == ticket().number
    assert said.text.values["when"] == Text("remind-before", {"days": 2})
    assert [choice.name for choice in said.choices] == ["ticket.claim"]
    [timer] = of(step, SetTimer)
    assert timer == look(TICKET, at("2026-12-11 09:00"), at("2026-12-15 09:00"))
    mine = ticket(status="claimed", claimant=SOMEBODY)
    on_the_day = of(looked("2026-12-15 09:00", "2026-12-11 09:00", ticket=mine), Say)[0]
    assert on_the_day.text.values["when"] == Text("remind-today")
    assert [choice.name for choice in on_the_day.choices] == ["ticket.show"]


def test_what_is_late_rises() -> None:
    both = (DIRECTOR_OF, OTHER)
    group_director = looked("2026-12-16 09:00", "2026-12-15 09:00", staff=both)
    assert told(group_director) == ["education_promotion", DIRECTOR_OF.id]
    office_director = looked("2026-12-18 09:00", "2026-12-16 09:00", staff=both)
    assert told(office_director) == ["education_promotion", DIRECTOR_OF.id, DIRECTOR]
    assert of(office_director, SetTimer)[0].at == at("2026-12-21 09:00"), "it may be extended"


def test_where_nobody_directs_the_group_the_office_director_hears_of_it() -> None:
    step = looked("2026-12-16 09:00", "2026-12-15 09:00", staff=(OTHER,))
    assert told(step) == ["education_promotion", DIRECTOR]
    assert of(step, Say)[0].text.values["line"] == Text("remind-nobody")


def test_one_chat_does_not_hear_it_twice() -> None:
    """The director's letters are read where the unit's are: in the chat of the fallback."""
    late = ticket(group="admin")
    step = looked("2026-12-18 09:00", "2026-12-16 09:00", bound=("admin",), ticket=late)
    assert told(step) == ["admin"]


@pytest.mark.parametrize(
    "changes",
    [
        {"confidential": True, "number": "TY2-Z-7K3QD-9MXPA"},
        {"status": "answered", "claimant": SOMEBODY},
        {"group": DIRECTOR},
    ],
)
def test_some_matters_stay_at_their_desk_however_late(changes: dict[str, Any]) -> None:
    late = ticket(**changes)
    step = looked("2026-12-18 09:00", "2026-12-16 09:00", staff=(DIRECTOR_OF,), ticket=late)
    assert told(step) == [late.desk]


def test_a_closed_ticket_has_no_timer_and_a_paused_one_no_reminder() -> None:
    assert not looked(
        "2026-12-15 09:00", "2026-12-11 09:00", ticket=ticket(status="closed")
    ).effects
    asked = ticket(status="asked", paused_on=date(2026, 12, 14))
    step = looked("2026-12-15 09:00", "2026-12-11 09:00", ticket=asked)
    assert step.effects == (look(TICKET, at("2026-12-15 09:00"), at("2026-12-16 09:00")),)


def test_a_ticket_that_was_extended_meanwhile_is_not_yet_due() -> None:
    extended = ticket(due_on=date(2026, 12, 28))
    step = looked("2026-12-15 09:00", "2026-12-11 09:00", ticket=extended)
    assert step.effects == (look(TICKET, at("2026-12-15 09:00"), at("2026-12-24 09:00")),)


def test_what_was_missed_is_said_once_in_waking_hours_of_a_working_day() -> None:
    """We did not run from Friday to Saturday: it is said on Monday, when it is most due."""
    saturday = looked("2026-12-12 12:00", "2026-11-24 10:00")
    since = at("2026-11-24 10:00")
    assert saturday.effects == (look(TICKET, since, at("2026-12-14 09:00")),)
    monday = looked("2026-12-14 09:00", "2026-11-24 10:00")
    assert of(monday, Say)[0].text.values["when"] == Text("remind-before", {"days": 1})
    night = looked("2026-12-18 22:00", "2026-11-24 10:00")
    assert not of(night, Say)
    days_later = looked("2026-12-17 15:00", "2026-11-24 10:00", staff=(DIRECTOR_OF,))
    assert told(days_later) == ["education_promotion", DIRECTOR_OF.id]


@pytest.mark.parametrize("data", [{}, {"since": 7}, {"since": "soon"}, {"since": None}])
def test_a_timer_that_carries_nonsense_goes_on(data: dict[str, Any]) -> None:
    event = TimerDue(DUE + TICKET.hex, data)
    step = run(handler, of_office("2026-12-15 09:00"), event)
    assert step.effects == (look(TICKET, at("2026-12-15 09:00"), at("2026-12-16 09:00")),)


def test_a_director_who_cannot_be_reached_is_passed_over() -> None:
    report = Choice("remind.ended", (TICKET.hex,))
    failed = DeliveryEnded(UUID(int=9), "failed", "blocked", report)
    assert told(run(handler, of_office("2026-12-16 09:01"), failed)) == [DIRECTOR]
    sent = DeliveryEnded(UUID(int=9), "sent", "", report)
    assert run(handler, of_office("2026-12-16 09:01"), sent) == Step()


def test_the_offices_own_chat_is_no_desk_but_its_timers_are_heard() -> None:
    basics = group(person=None)
    assert choose(basics, TimerDue(DUE + TICKET.hex)) is handler
    assert choose(basics, TimerDue(SUMMARY)) is summary


def test_the_desk_that_hears_a_reminder_can_act_on_it() -> None:
    """Each button carries what the desk's handlers need: the ticket, and its number in LINE."""
    step = looked("2026-12-11 09:00", "2026-11-24 10:00")
    [choice] = of(step, Say)[0].choices
    assert choice.first == TICKET.hex and choice.text.values["number"] == ticket().number
    assert of(step, Say)[0].to != ToChat(DESK)
