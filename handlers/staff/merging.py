"""Tickets about one matter become one: the merged ones are closed, and whatever their reporters
have to hear comes from the one that goes on.

Never across the confidential lane, never into itself, a closed one or one that was merged. Each
reporter is told the number of their own ticket only.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from msgspec import structs

from handlers.content import Choice, Text
from handlers.domain.deadline import day_of
from handlers.domain.people import may
from handlers.domain.ticket import Ticket
from handlers.effects import CancelSay, Effect, MoveTicket, Say, Step, ToCards, ToReporter
from handlers.events import ChoiceMade
from handlers.facts import Snapshot
from handlers.letters import asking, card_again, to_desk
from handlers.moves import moved
from handlers.staff.telling import not_now, refused

OWN = frozenset({"asked", "extended", "referred", "forwarded"})
"""What only the reporter of the ticket itself is told."""


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


def to_all(facts: Snapshot, step: Step) -> Step:
    """The step with what the reporter hears for the reporters of the merged tickets, too."""
    if facts.ticket is None or not facts.merged:
        return step
    return Step(tuple(copy for each in step.effects for copy in _copies(facts, each)))


def _copies(facts: Snapshot, effect: Effect) -> tuple[Effect, ...]:
    ticket = facts.ticket
    assert ticket is not None
    if isinstance(effect, CancelSay):
        return (effect, *(CancelSay(_copied(effect.id, each)) for each in facts.merged))
    if not isinstance(effect, Say) or effect.to != ToReporter(ticket.id) or effect.text.key in OWN:
        return (effect,)
    return (effect, *(_copy(effect, each) for each in _others(ticket, facts.merged)))


def _others(ticket: Ticket, merged: tuple[Ticket, ...]) -> tuple[Ticket, ...]:
    """One merged ticket for each other reporter: nobody hears the same thing twice."""
    by_reporter = {each.reporter: each for each in reversed(merged)}
    by_reporter.pop(ticket.reporter, None)
    return tuple(by_reporter.values())


def _copy(said: Say, merged: Ticket) -> Say:
    values = {**said.text.values}
    if "number" in values:
        values["number"] = merged.number
    return structs.replace(
        said,
        to=ToReporter(merged.id),
        text=Text(said.text.key, values),
        choices=(),
        about=merged.id,
        id=_copied(said.id, merged) if said.id else None,
        report=None,
        report_to=None,
        asks=None,
    )


def _copied(id: UUID, merged: Ticket) -> UUID:
    return uuid5(id, merged.id.hex)
