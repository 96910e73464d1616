"""Keeping somebody away from a confidential ticket, as they may be concerned themselves.

    a button below its card -> the people who work for its desk -> one of them, by button or by name

From then on that person neither acts on it nor reads it, anywhere; what they had claimed is free
again, and its cards show no words in the group, for they may still sit there.
"""

from __future__ import annotations

from handlers.content import Choice, NameOf, Text
from handlers.domain.people import Person, may
from handlers.domain.ticket import Ticket, ref
from handlers.effects import (
    Audit,
    Effect,
    Exclude,
    MoveTicket,
    Say,
    Step,
    ToCards,
    ToChat,
    ToPast,
)
from handlers.events import ChoiceMade, Event
from handlers.facts import Basics, Needs, Snapshot
from handlers.letters import aside, card_again, to_desk

NAME = "ticket.exclude"
SHORT = 8
"""So many digits of a person's id tell the people of one desk apart."""


def accepts(basics: Basics, event: Event) -> bool:
    if not isinstance(event, ChoiceMade) or event.choice.name != NAME:
        return False
    return not basics.private or bool(basics.person and basics.person.grants)


def needs(basics: Basics, event: Event) -> Needs:
    assert isinstance(event, ChoiceMade)
    return Needs(ticket=ref(event.choice.first), colleagues=True)


def step(facts: Snapshot, event: Event) -> Step:
    basics, ticket = facts.basics, facts.ticket
    assert isinstance(event, ChoiceMade)
    if ticket is None or not may(basics.person, "exclude", ticket, basics.chat.desks):
        refused = Audit("refused", ticket.id if ticket else None, NAME)
        return Step((refused, aside(basics, "ticket-elsewhere")))
    if not ticket.confidential:
        return Step((to_desk(basics, ticket, "exclude-nobody"),))
    whom = "".join(event.choice.args[1:2]) or event.words.strip()
    if not whom:
        return Step((_asked(facts, ticket),))
    found = [person for person in facts.staff if _is(person, whom)]
    if len(found) != 1:
        return Step((to_desk(basics, ticket, "exclude-nobody"), _asked(facts, ticket)))
    return Step(_excluded(facts, ticket, found[0]))


def _is(person: Person, whom: str) -> bool:
    """By the digits that a button carries, or by a part of the name."""
    return person.id.hex[:SHORT] == whom or whom.casefold() in person.name.casefold()


def _asked(facts: Snapshot, ticket: Ticket) -> Say:
    asks = Choice(NAME, (ticket.id.hex,))
    choices = tuple(
        Choice(
            NAME,
            (ticket.id.hex, person.id.hex[:SHORT]),
            Text("choice-ticket-excluded", {"name": NameOf(person.id), "number": ticket.number}),
        )
        for person in facts.staff
    )
    said = to_desk(facts.basics, ticket, "exclude-whom", *choices)
    return Say(said.to, said.text, said.choices, ticket.id, postage="free", asks=asks)


def _excluded(facts: Snapshot, ticket: Ticket, person: Person) -> tuple[Effect, ...]:
    freed = ticket.after("release") if ticket.claimant == person.id else None
    effects: tuple[Effect, ...] = (Exclude(ticket.id, person.id),)
    if freed is not None:
        moved = MoveTicket(ticket.id, ticket.version, "released", status=freed, claimant=None)
        effects += (moved,)
    hidden = Text("past-hidden", {"number": ticket.number})
    return (
        *effects,
        card_again(ticket.id, ToCards(ticket.id)),
        card_again(ticket.id, ToChat(facts.basics.chat.id)),
        Say(ToPast(ticket.id), hidden, about=ticket.id, postage="free", shape="past"),
        to_desk(facts.basics, ticket, "excluded", name=NameOf(person.id)),
    )
