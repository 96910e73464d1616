"""What a citizen does to a ticket's life: answering a question, taking the matter back
(handlers/citizen/giving_up and handlers/citizen/tickets)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from handlers.citizen import giving_up, tickets
from handlers.content import Choice
from handlers.effects import MoveTicket, Say, ToDesk
from handlers.events import ChoiceMade, TextSent
from handlers.facts import About
from tests.handlers.made import SOMEBODY, TICKET, keys, of, private, run, ticket

ASKED = ticket(
    status="asked", claimant=SOMEBODY, paused_on=date(2026, 11, 16), due_on=date(2026, 11, 23)
)


def press(name: str) -> ChoiceMade:
    return ChoiceMade(Choice(name, (TICKET.hex,)))


def test_the_citizens_answer_lets_the_clock_run_on() -> None:
    quoting = private(about=About(TICKET))
    step = run(tickets, quoting, TextSent("ชั้น ป.2", "m1", "q1"), ticket=ASKED)
    (moved,) = of(step, MoveTicket)
    assert (moved.act, moved.status, moved.paused_on) == ("resumed", "claimed", None)
    assert moved.due_on == date(2026, 11, 27)
    assert "card-answer" in keys(step)
    more = run(tickets, quoting, TextSent("เพิ่มเติม", "m1", "q1"), ticket=ticket())
    assert "card-more" in keys(more) and not of(more, MoveTicket)


def test_a_matter_is_taken_back_once_one_is_sure() -> None:
    shown = run(tickets, private(), press("mine.show"), ticket=ticket())
    assert press("mine.withdraw").choice in of(shown, Say)[0].choices
    sure = run(giving_up, private(), press("mine.withdraw"))
    assert keys(sure) == ["withdraw-sure"] and len(of(sure, Say)[0].choices) == 2
    step = run(giving_up, private(), press("mine.withdrawn"), ticket=ASKED)
    (moved,) = of(step, MoveTicket)
    assert (moved.status, moved.outcome, moved.paused_on) == ("closed", "withdrawn", None)
    assert moved.closed_on == date(2026, 11, 20)
    assert ToDesk("education_promotion") in [each.to for each in of(step, Say)]


def test_what_cannot_be_taken_back() -> None:
    urgent = ticket(urgent=True, urgency_reason="violence")
    for one, key in ((urgent, "withdraw-urgent"), (ticket(status="closed"), "withdraw-closed")):
        step = run(giving_up, private(), press("mine.withdrawn"), ticket=one)
        assert keys(step) == [key] and not of(step, MoveTicket)
    strange = run(giving_up, private(), press("mine.withdrawn"), own=False)
    assert keys(strange) == ["ticket-unknown"]


def test_what_was_merged_goes_on_without_the_one_that_is_taken_back() -> None:
    double = ticket(id=UUID(int=7), status="closed", merged_into=TICKET)
    third = ticket(id=UUID(int=8), status="closed", merged_into=TICKET)
    step = run(giving_up, private(), press("mine.withdrawn"), merged=(double, third), ticket=ASKED)
    _, first, second = of(step, MoveTicket)
    assert (first.ticket, first.status, first.merged_into) == (double.id, "claimed", None)
    assert first.claimant == SOMEBODY
    assert (second.ticket, second.merged_into) == (third.id, double.id)


def test_the_reporter_of_a_merged_ticket_sees_that_it_goes_on() -> None:
    merged = ticket(status="closed", outcome="duplicate", merged_into=UUID(int=7))
    (shown,) = of(run(tickets, private(), press("mine.show"), ticket=merged), Say)
    assert shown.text.values["status"].key == "merged-plain"
