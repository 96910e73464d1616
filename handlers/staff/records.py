"""What is written down about a ticket and leaves it where it is: notes, its kind, its number in the
paper system.

With its kind the due date changes, as if it had been of that kind from the day it came in, unless
the desk has promised the citizen another day. A ticket does not change lanes by its kind: an
ordinary one never becomes a corruption lead.
"""

from __future__ import annotations

import re

from handlers.content import Choice, Day, Text, Value
from handlers.domain.deadline import reckoned
from handlers.domain.office import KINDS
from handlers.domain.ticket import Ticket
from handlers.effects import MoveTicket, Step, ToChat
from handlers.events import ChoiceMade
from handlers.facts import Snapshot
from handlers.letters import asking, card_again, to_desk
from handlers.staff import questions
from handlers.staff.passing_on import learned
from handlers.staff.telling import not_now

REGISTER = re.compile(r"[\w\s./()\-]*\d[\w\s./()\-]*")
LONGEST_REGISTER = 30


def note(facts: Snapshot, ticket: Ticket, event: ChoiceMade) -> Step:
    if not event.words.strip():
        # What came as a file is kept by whoever called.
        asks = Choice("ticket.note", (ticket.id.hex,))
        asked = () if event.file else (asking(facts.basics, ticket, "note-what", asks),)
        return Step(asked)
    written = questions.note(facts, ticket, event, event.words)
    return Step((written, to_desk(facts.basics, ticket, "noted")))


def kind(facts: Snapshot, ticket: Ticket, event: ChoiceMade) -> Step:
    if ticket.after("forward") is None:
        return not_now(facts, ticket)
    wanted = event.choice.args[1] if len(event.choice.args) > 1 else ""
    possible = _possible(ticket)
    if wanted not in possible:
        choices = tuple(_kind_choice(ticket, each) for each in possible)
        return Step((to_desk(facts.basics, ticket, "kind-which", *choices),))
    due = ticket.due_on
    if not extended(facts):
        due = reckoned(ticket, facts.office.kinds[wanted], facts.office)
    moved = MoveTicket(
        ticket.id,
        ticket.version,
        "kind changed",
        kind=wanted,
        due_on=due,
        detail=f"{ticket.kind} to {wanted}",
    )
    headline = Text("card-kind-changed", {"kind": Text(f"kind-{wanted}"), "due": Day(due)})
    again = card_again(ticket.id, ToChat(facts.basics.chat.id), headline)
    return Step((moved, *learned(facts, ticket, kind=wanted), again))


def extended(facts: Snapshot) -> int:
    """How often the due date was extended."""
    return sum(each.act == "extended" for each in facts.timeline)


def _possible(ticket: Ticket) -> tuple[str, ...]:
    ordinary = tuple(each for each in KINDS if each != ticket.kind)
    if ticket.confidential:
        return ordinary
    return tuple(each for each in ordinary if each != "corruption")


def _kind_choice(ticket: Ticket, kind: str) -> Choice:
    values: dict[str, Value] = {"kind": Text(f"kind-{kind}"), "number": ticket.number}
    return Choice("ticket.kind", (ticket.id.hex, kind), Text("choice-ticket-kind-is", values))


def register(facts: Snapshot, ticket: Ticket, event: ChoiceMade) -> Step:
    number = " ".join(event.words.split())
    if not REGISTER.fullmatch(number) or len(number) > LONGEST_REGISTER:
        asks = Choice("ticket.register", (ticket.id.hex,))
        key = "register-unclear" if number else "register-what"
        return Step((asking(facts.basics, ticket, key, asks),))
    entered = MoveTicket(ticket.id, ticket.version, "registered", register=number)
    headline = Text("card-registered")
    again = card_again(ticket.id, ToChat(facts.basics.chat.id), headline)
    return Step((entered, again))
