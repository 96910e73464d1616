"""Urgent matters call the people on duty in private, one after the other, until somebody claims.

    opened: the first on duty is called, the desks have the card already
    still unclaimed after `first_call_minutes`: the next one, and the desks are told once more
    the list is through: the director's desk

Who cannot be reached is passed over at once. A confidential matter calls nobody: its own desk alone
is told once more. The timers come to the office's own chat.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from msgspec import Struct

from handlers.content import Choice, Text
from handlers.domain.office import DIRECTOR, DUTY
from handlers.domain.people import Person
from handlers.domain.ticket import Ticket, ref
from handlers.effects import Audit, Effect, Say, Step, ToChat
from handlers.events import DeliveryEnded, Event, TimerDue
from handlers.facts import Basics, Holder, Needs, Snapshot
from handlers.letters import CALL, apart, call, card

ENDED = "call.ended"
UNCLAIMED = ("new", "reopened")


class Round(Struct, frozen=True):
    """Who has been called, and whether it is time to tell the desks again."""

    called: tuple[str, ...] = ()
    again: bool = False


def accepts(basics: Basics, event: Event) -> bool:
    if isinstance(event, DeliveryEnded):
        return event.report is not None and event.report.name == ENDED
    return isinstance(event, TimerDue) and event.key.startswith(CALL)


def needs(basics: Basics, event: Event) -> Needs:
    named = ""
    if isinstance(event, DeliveryEnded) and event.report:
        named = event.report.first
    if isinstance(event, TimerDue):
        named = event.key.removeprefix(CALL)
    return Needs(ticket=ref(named), holders=(Holder("duty", DUTY),))


def step(facts: Snapshot, event: Event) -> Step:
    ticket = facts.ticket
    if ticket is None or ticket.status not in UNCLAIMED:
        return Step()
    if isinstance(event, DeliveryEnded):
        if event.state in ("sent", "unknown") or event.report is None:
            return Step()
        return Step((call(ticket.id, facts.now, *event.report.args[1:]),))
    if not isinstance(event, TimerDue):
        return Step()
    return _round(facts, ticket, _of(event.data))


def _of(data: dict[str, Any]) -> Round:
    return Round(tuple(data.get("called", ())), again=bool(data.get("again")))


def _round(facts: Snapshot, ticket: Ticket, now: Round) -> Step:
    if ticket.confidential:
        return Step((_told(ticket, ticket.desk),))
    told: tuple[Effect, ...] = ()
    if now.again:
        told = tuple(_told(ticket, desk) for desk in apart(facts.basics, ticket.desk, DUTY))
    left = [person for person in facts.staff if person.id.hex not in now.called]
    if not left and (now.again or now.called):
        desks = apart(facts.basics, ticket.desk, DUTY, DIRECTOR)
        return Step((*told, *((_told(ticket, DIRECTOR),) if DIRECTOR in desks else ())))
    called = (*now.called, *(person.id.hex for person in left[:1]))
    later = facts.now + timedelta(minutes=facts.office.desks.first_call_minutes)
    next_round = call(ticket.id, later, *called, again=True)
    return Step((*told, *_calls(facts, ticket, left[:1], called), next_round))


def _calls(
    facts: Snapshot, ticket: Ticket, people: list[Person], called: tuple[str, ...]
) -> tuple[Effect, ...]:
    """The card to the person on duty: no more than the group sees, and at once on LINE, too."""
    return tuple(
        effect
        for person in people
        for effect in (
            Audit("called", ticket.id, person.id.hex),
            Say(
                ToChat(person.id),
                Text("card-call", {"reason": _reason(ticket)}),
                about=ticket.id,
                shape="card",
                report=Choice(ENDED, (ticket.id.hex, *called)),
                report_to=facts.basics.chat.id,
            ),
        )
    )


def _told(ticket: Ticket, desk: str) -> Say:
    return card(ticket.id, desk, Text("card-unclaimed", {"reason": _reason(ticket)}), urgent=True)


def _reason(ticket: Ticket) -> Text:
    return Text(f"urgency-{ticket.urgency_reason or 'other_safety'}")
