"""What a citizen says in confidence stays there, and the receipt is the key to it.

A receipt opens its ticket from any account; the chat that typed it has it from then on. Who types
too many that do not exist has to wait. Danger is told to the ticket's own desk alone.
"""

from __future__ import annotations

from uuid import UUID

from handlers.citizen import sending
from handlers.content import GroupName, Text
from handlers.domain.office import DUTY, TECHNICAL
from handlers.domain.ticket import Ticket, is_receipt
from handlers.effects import Audit, Effect, MoveTicket, ReceiptTyped, Step
from handlers.facts import Snapshot
from handlers.letters import MENU, card, here, is_read, to_owner, waiting

MOST_WRONG = 5
"""Receipts that do not exist, within an hour, before a chat has to wait."""
Named = UUID | str | None
"""A ticket by its id, or by what was typed."""


def waits(facts: Snapshot, named: Named) -> bool:
    return facts.wrong_receipts >= MOST_WRONG and is_receipt(named)


def known(facts: Snapshot, named: Named, step: Step) -> Step:
    """A step in which a receipt may have opened its ticket."""
    if facts.ticket is None or not facts.own or not is_receipt(named):
        return step
    return Step((ReceiptTyped(facts.ticket.id), *step.effects))


def unknown(facts: Snapshot, named: Named) -> Step:
    """There is no such ticket for this person."""
    told = here(facts.basics, "ticket-unknown", *MENU)
    if not is_receipt(named):
        return Step((told,))
    refused = (Audit("refused", facts.ticket.id, "receipt"),) if facts.ticket else ()
    return Step((ReceiptTyped(), *refused, told))


def danger(facts: Snapshot, ticket: Ticket, *written: Effect) -> Step:
    """Somebody may be in danger: the ticket's own desk hears at once, whatever the ticket's state;
    the citizen sees who helps now."""
    reading, desk = facts.readings[0], ticket.desk
    status = ticket.after("write")
    if status is not None and status != ticket.status:
        written += (MoveTicket(ticket.id, ticket.version, "reopened", status=status),)
    if not is_read(facts.basics, desk):
        key = "confidential-waits-urgent"
        written += tuple(waiting(key, desk, to, "answer") for to in (TECHNICAL, DUTY))
    headline = Text("card-urgent", {"reason": Text(f"urgency-{reading.urgency_reason}")})
    return Step(
        (
            *written,
            card(ticket.id, desk, headline, urgent=True),
            sending.hotlines(facts, reading, desk),
            to_owner(facts.basics, ticket, "joined", group=GroupName(desk)),
        )
    )
