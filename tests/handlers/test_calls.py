"""People on duty are called one after the other: handlers/staff/calls."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from handlers.content import Choice
from handlers.domain.office import CONFIDENTIAL, DIRECTOR, DUTY
from handlers.domain.people import Grant, Person
from handlers.effects import Audit, OpenTicket, Say, SetTimer, Step, ToChat, ToDesk
from handlers.events import DeliveryEnded, TimerDue
from handlers.facts import Holder
from handlers.letters import CALL, alert
from handlers.staff import calls
from tests.handlers.made import NOW, OFFICE, TICKET, group, keys, of, run, ticket

ON_DUTY = tuple(
    Person(UUID(int=50 + number), f"เวร {number}", (Grant("duty", "duty"),)) for number in (1, 2)
)
FIRST, SECOND = (person.id.hex for person in ON_DUTY)
URGENT = ticket(urgent=True, urgency_reason="violence", group="legal")
OFFICE_CHAT = group(person=None)
READ = group("legal", "education_promotion", "director", person=None)


def due(data: dict[str, Any] | None = None, **known: Any) -> Step:
    known = {"ticket": URGENT, "staff": ON_DUTY} | known
    return run(calls, known.pop("basics", READ), TimerDue(CALL + TICKET.hex, data or {}), **known)


def called(step: Step) -> list[UUID]:
    return [each.to.chat for each in of(step, Say) if isinstance(each.to, ToChat)]


def told(step: Step) -> list[str]:
    return [each.to.desk for each in of(step, Say) if isinstance(each.to, ToDesk)]


def opening(**more: Any) -> OpenTicket:
    known = {"urgent": True, "urgency_reason": "violence"} | more
    return OpenTicket(TICKET, "complaint", "legal", URGENT.due_on, URGENT.opened_on, **known)


def test_danger_calls_at_once() -> None:
    (timer,) = of(Step(alert(READ, opening())), SetTimer)
    assert (timer.key, timer.at, timer.of) == (CALL + TICKET.hex, NOW, "office")
    lead = opening(urgency_reason="corruption", receipt="TY2-Z-7K3QD-9MXPA")
    for quiet in (opening(urgent=False, urgency_reason=None), lead):
        assert not of(Step(alert(READ, quiet)), SetTimer)


def test_the_first_on_duty_is_called_in_private_with_the_groups_card() -> None:
    assert calls.needs(READ, TimerDue(CALL + TICKET.hex)).holders == (Holder("duty", DUTY),)
    step = due()
    assert called(step) == [ON_DUTY[0].id] and told(step) == []
    (card,) = of(step, Say)
    assert (card.shape, card.priority, card.postage) == ("card", "answer", "paid")
    assert of(step, Audit) == [Audit("called", TICKET, FIRST)]
    (timer,) = of(step, SetTimer)
    assert timer.at == NOW + timedelta(minutes=OFFICE.desks.first_call_minutes)
    assert timer.data == {"called": [FIRST], "again": True}


def test_still_unclaimed_the_next_is_called_then_the_director() -> None:
    step = due({"called": [FIRST], "again": True})
    assert called(step) == [ON_DUTY[1].id] and told(step) == ["legal", DUTY]
    last = due({"called": [FIRST, SECOND], "again": True})
    assert called(last) == [] and told(last) == ["legal", DUTY, DIRECTOR]
    assert not of(last, SetTimer)


def test_a_desk_is_not_told_twice_in_one_chat() -> None:
    together = group("admin", person=None)
    last = due({"called": [FIRST, SECOND], "again": True}, basics=together)
    assert told(last) == ["legal"]


def test_with_nobody_on_duty_the_desks_have_their_time_and_then_the_director() -> None:
    assert keys(due(staff=())) == [] and of(due(staff=()), SetTimer)
    assert told(due({"again": True}, staff=())) == ["legal", DUTY, DIRECTOR]


@pytest.mark.parametrize("status", ["claimed", "asked", "answered", "closed", "elsewhere"])
def test_a_claim_ends_the_calls(status: str) -> None:
    assert due(ticket=ticket(urgent=True, status=status)) == Step()
    assert due(ticket=None) == Step()


def test_who_cannot_be_reached_is_passed_over_at_once() -> None:
    report = Choice(calls.ENDED, (TICKET.hex, FIRST))
    for state, passed in (("failed", 1), ("waiting", 1), ("sent", 0), ("unknown", 0)):
        ended = DeliveryEnded(UUID(int=9), state, "blocked", report)
        timers = of(run(calls, OFFICE_CHAT, ended, ticket=URGENT, staff=ON_DUTY), SetTimer)
        assert len(timers) == passed
        if timers:
            assert timers[0].at == NOW
            assert called(due(timers[0].data)) == [ON_DUTY[1].id]
            assert told(due(timers[0].data)) == []


def test_in_the_confidential_lane_its_own_desk_alone_hears_again() -> None:
    secret = opening(receipt="TY2-Z-7K3QD-9MXPA")
    (timer,) = of(Step(alert(READ, secret)), SetTimer)
    assert timer.at == NOW + timedelta(minutes=OFFICE.desks.first_call_minutes)
    step = due(timer.data, ticket=ticket(confidential=True, urgent=True, urgency_reason="abuse"))
    assert (told(step), called(step)) == ([CONFIDENTIAL], []) and not of(step, SetTimer)
