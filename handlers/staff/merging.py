"""Tickets about one matter become one: the merged ones are closed, and whatever their reporters
have to hear comes from the one that goes on.

Never across the confidential lane, never into itself, a closed one or one that was merged. Each
reporter is told the number of their own ticket only.
"""

from __future__ import annotations

from handlers.content import Choice, Text
from handlers.domain.deadline import day_of
from handlers.domain.people import may
from handlers.domain.ticket import Ticket
from handlers.effects import Effect, MoveTicket, Say, Step, ToCards, ToReporter
from handlers.events import ChoiceMade
from handlers.facts import Snapshot
from handlers.letters import asking, card_again, to_desk
from handlers.moves import moved
from handlers.staff.telling import not_now, refused


def merge(facts: Snapshot, ticket: Ticket, event: ChoiceMade) -> Step:
    """Closes a ticket as the double of the other."""
    basics, other, status = facts.basics, facts.other, ticket.after("merge")
    if status is None:
        return not_now(facts, ticket)
    if other is None:
        key = "merge-unknown" if event.words.strip() else "merge-with"
        asks = Choice("ticket.merge", (ticket.id.hex,))
        return Step((asking(basics, ticket, key, asks),))
    if not may(basics.person, "work", other, basics.chat.desks):
        told = Step((to_desk(basics, ticket, "merge-unknown"),))
        return refused(facts, ticket, "merge", told)
    if why := _impossible(ticket, other):
        return Step((to_desk(basics, ticket, why, other=other.number),))
    effects = _merged(facts, ticket, other)
    return Step((moved(facts, ticket, "merged", status, **_end(facts, other)), *effects))


def _impossible(ticket: Ticket, other: Ticket) -> str:
    if other.id == ticket.id:
        return "merge-itself"
    if ticket.confidential != other.confidential:
        return "merge-unknown"
    if other.merged_into is not None:
        return "merge-merged"
    if other.status == "closed":
        return "merge-closed"
    return "merge-urgent" if ticket.urgent and not other.urgent else ""


def _end(facts: Snapshot, other: Ticket) -> dict[str, object]:
    return {
        "outcome": "duplicate",
        "closed_on": day_of(facts.now),
        "merged_into": other.id,
        "detail": other.number,
    }


def _merged(facts: Snapshot, ticket: Ticket, other: Ticket) -> tuple[Effect, ...]:
    told = Text("merged", {"number": ticket.number})
    ended = Text("card-merged", {"other": other.number})
    joined = Text("card-joined", {"other": ticket.number})
    return (
        # Touched, so that it cannot be closed or merged at the same moment.
        MoveTicket(other.id, other.version, "joined", detail=ticket.number),
        *(
            MoveTicket(each.id, each.version, "merged", merged_into=other.id, detail=other.number)
            for each in facts.merged
        ),
        Say(ToReporter(ticket.id), told, postage="free", about=ticket.id),
        card_again(ticket.id, ToCards(ticket.id), ended),
        card_again(other.id, ToCards(other.id), joined),
    )
