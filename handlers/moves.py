"""Moves of a ticket from status to status. A move that ends the waiting for the citizen lets the
clock run on: what was left on the day of the question is left today."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from handlers.content import Text
from handlers.domain.deadline import day_of, runs_on
from handlers.domain.ticket import Status, Ticket
from handlers.effects import MoveTicket
from handlers.facts import Snapshot


def moved(facts: Snapshot, ticket: Ticket, act: str, status: Status, **more: Any) -> MoveTicket:
    """A move to a status; `more` are other fields of MoveTicket."""
    if ticket.paused_on is not None and status != "asked":
        due = runs_on(ticket, day_of(facts.now), facts.office)
        more = {"paused_on": None, "due_on": due} | more
    return structs.replace(MoveTicket(ticket.id, ticket.version, act, status=status), **more)


def goes_on(facts: Snapshot, ticket: Ticket, status: Status) -> tuple[MoveTicket, ...]:
    """What the citizen's writing does to a ticket: a question is answered, an answer reopens."""
    if status == ticket.status:
        return ()
    act = "resumed" if ticket.status == "asked" else "reopened"
    return (moved(facts, ticket, act, status),)


def more_came(ticket: Ticket) -> Text:
    """The headline of the card with what the citizen wrote."""
    key = "card-answer" if ticket.status == "asked" else "card-more"
    return Text(key, {"number": ticket.number})
