"""Answers on their way: held for some seconds in which they can be taken back, then sent.

The letter of an answer has the id of its message, and the line that says so an id made of it.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from handlers.closing import answer_choices
from handlers.content import Choice, GroupName, Text, Value, Words
from handlers.domain.ticket import Ticket
from handlers.effects import Effect, Say, ToReporter
from handlers.facts import Basics, Snapshot
from handlers.letters import passing, to_desk

ENDED = "reply.ended"


def noted_closed(basics: Basics, ticket: Ticket) -> Say:
    """Kept on a closed ticket: is it to be opened again?"""
    choices = tuple(
        Choice(name, (ticket.id.hex,), Text(key, {"number": ticket.number}))
        for name, key in (
            ("ticket.reopen", "choice-ticket-reopen"),
            ("ticket.keepnote", "choice-ticket-keepnote"),
        )
    )
    return to_desk(basics, ticket, "noted-closed", *choices)


def hold(facts: Snapshot, ticket: Ticket, message_id: UUID) -> tuple[Effect, ...]:
    """The answer goes out after the time in which it can be taken back; its letter has the id of
    its message, so that taking back one finds the other."""
    text = worded(ticket, "reply", words=Words(message_id))
    seconds = facts.office.pace.undo_seconds
    letter = answer(facts, ticket, message_id, text, delay=seconds)
    return (letter, held(facts, ticket, message_id, "reply-held"))


def worded(ticket: Ticket, key: str, **values: Value) -> Text:
    return Text(key, {"number": ticket.number, "group": GroupName(ticket.desk), **values})


def answer(
    facts: Snapshot, ticket: Ticket, message_id: UUID, text: Text, *files: Choice, delay: int
) -> Say:
    """The letter of an answer, which asks whether that solves it."""
    return Say(
        ToReporter(ticket.id),
        text,
        (*answer_choices(ticket), *files),
        about=ticket.id,
        id=message_id,
        delay=delay,
        report=Choice(ENDED, (ticket.id.hex, message_id.hex)),
        report_to=facts.basics.chat.id,
    )


def held(facts: Snapshot, ticket: Ticket, message_id: UUID, key: str) -> Say:
    """Says that an answer is held, with the button that takes it back."""
    undo = Choice(
        "reply.undo", (ticket.id.hex,), Text("choice-reply-undo", {"number": ticket.number})
    )
    seconds = facts.office.pace.undo_seconds
    told = to_desk(facts.basics, ticket, key, undo, seconds=seconds)
    return passing(told, held_line(message_id))


def held_line(message_id: UUID) -> UUID:
    """The id of the line that says that an answer is held."""
    return uuid5(message_id, "held")
