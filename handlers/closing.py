"""How a ticket ends and begins again: what desk, citizen and silence have in common.

An answer asks whether the matter is solved. "Solved" closes it, silence closes it after some days,
"not solved" opens it again with a new due date; what closed a ticket never keeps anybody from
opening it again.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from handlers.content import Choice, Text
from handlers.domain.deadline import day_of, due_on
from handlers.domain.ticket import Ticket
from handlers.effects import MoveTicket, SetTimer
from handlers.facts import Message, Snapshot

SILENCE = "silence"
WENT = ("sent", "unknown")
"""How a letter fares that the citizen has, as far as anybody can know."""


def verdict_choices(ticket: Ticket) -> tuple[Choice, ...]:
    """What the citizen is asked below every answer."""
    return (
        Choice("mine.solved", (ticket.id.hex,)),
        Choice("mine.unsolved", (ticket.id.hex,)),
    )


def answer_choices(ticket: Ticket) -> tuple[Choice, ...]:
    return (Choice("mine.answer", (ticket.id.hex,)), *verdict_choices(ticket))


def file_choices(files: list[UUID]) -> tuple[Choice, ...]:
    """A button that opens each file, the newest ten. They stand behind all other choices, for they
    have no number that one could type."""
    return tuple(
        Choice("file.open", (file.hex,), Text("choice-file-open", {"position": position}))
        for position, file in enumerate(files[-10:], 1)
    )


def files_sent(messages: tuple[Message, ...]) -> list[UUID]:
    """The files that the office has sent to the citizen."""
    return [
        each.file
        for each in messages
        if each.file and each.author == "reply" and each.state in (*WENT, "waiting")
    ]


def closing(
    facts: Snapshot, ticket: Ticket, outcome: str, *, solved: bool | None, why: str = ""
) -> MoveTicket | None:
    """Closes a ticket, None where it may not be closed now. `solved` is the citizen's word, None
    where they have not said."""
    status = ticket.after("close")
    if status is None:
        return None
    return MoveTicket(
        ticket.id,
        ticket.version,
        "closed",
        status=status,
        outcome=outcome,
        closed_on=day_of(facts.now),
        paused_on=None,
        solved=solved,
        rating=None,
        detail=why or outcome,
    )


def reopening(facts: Snapshot, ticket: Ticket, *, solved: bool | None) -> MoveTicket | None:
    """Opens a ticket again with a due date of its own, None where it is open as it is."""
    status = ticket.after("reopen")
    if status is None:
        return None
    count = ticket.reopened + 1
    return MoveTicket(
        ticket.id,
        ticket.version,
        "reopened",
        status=status,
        claimant=None,
        outcome=None,
        closed_on=None,
        paused_on=None,
        merged_into=None,
        due_on=due_again(facts, ticket),
        reopened=count,
        rating=None,
        solved=solved,
        detail=str(count),
    )


def due_again(facts: Snapshot, ticket: Ticket) -> date:
    """When a ticket that is opened again today is due."""
    office = facts.office
    return due_on(day_of(facts.now), office.kinds[ticket.kind], office.holidays)


def listening(facts: Snapshot, ticket: Ticket) -> SetTimer:
    """After an answer: silence for some days closes the ticket. The office's own timer, so that
    none of the citizen's chat leads to it."""
    at = facts.now + timedelta(days=facts.office.desks.silent_days)
    return SetTimer(f"{SILENCE}:{ticket.id.hex}", at, {"ticket": ticket.id.hex}, of="office")


def still_fresh(facts: Snapshot, ticket: Ticket) -> bool:
    """Whether a ticket was closed so lately that one tap opens it again."""
    days = timedelta(days=facts.office.desks.silent_days)
    return ticket.closed_on is None or day_of(facts.now) <= ticket.closed_on + days
