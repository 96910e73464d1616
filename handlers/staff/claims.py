"""Who holds a ticket: claim it, give it back, hand it to a colleague.

The first to claim has it, and nobody takes it away but who leads the unit. Whoever holds a ticket,
or finds it unclaimed, may hand it to a colleague of the desk.
"""

from __future__ import annotations

from msgspec import structs

from handlers.content import Choice, Day, NameOf, Text, Value
from handlers.domain.people import Person, may
from handlers.domain.ticket import Ticket
from handlers.effects import Effect, Say, Step, ToCards, ToChat
from handlers.events import ChoiceMade
from handlers.facts import Snapshot
from handlers.letters import asking, card_again, to_desk
from handlers.moves import moved
from handlers.staff.telling import not_now, refused

MOST_NAMES = 12
NAMED_BY = 8
"""Hex digits of a person's id in a choice, so that it fits 64 bytes."""


def claim(facts: Snapshot, ticket: Ticket, _: ChoiceMade) -> Step:
    person, status = _actor(facts), ticket.after("claim")
    if ticket.claimant == person.id and ticket.phase == "open":
        return Step((to_desk(facts.basics, ticket, "claimed-already"),))
    if status is None or _held(ticket):
        return _held_by_other(facts, ticket)
    claimed = moved(facts, ticket, "claimed", status, claimant=person.id)
    headline = Text("card-claimed", {"name": NameOf(person.id)})
    everywhere = card_again(ticket.id, ToCards(ticket.id), headline)
    return Step(
        (claimed, everywhere, card_again(ticket.id, ToChat(facts.basics.chat.id), headline))
    )


def take(facts: Snapshot, ticket: Ticket, _: ChoiceMade) -> Step:
    """Who leads the unit takes a ticket over from whoever holds it."""
    if ticket.after("assign") is None:
        return not_now(facts, ticket)
    if not _may_hand_on(facts, ticket):
        return refused(facts, ticket, "take", not_now(facts, ticket))
    return _assigned(facts, ticket, _actor(facts))


def release(facts: Snapshot, ticket: Ticket, _: ChoiceMade) -> Step:
    status = ticket.after("release")
    if status is None:
        return not_now(facts, ticket)
    if not _may_hand_on(facts, ticket):
        return refused(facts, ticket, "release", not_now(facts, ticket))
    released = moved(facts, ticket, "released", status, claimant=None)
    headline = Text("card-released", {"name": NameOf(_actor(facts).id)})
    return Step((released, card_again(ticket.id, ToChat(facts.basics.chat.id), headline)))


def assign(facts: Snapshot, ticket: Ticket, event: ChoiceMade) -> Step:
    if ticket.after("assign") is None:
        return not_now(facts, ticket)
    if not _may_hand_on(facts, ticket):
        return refused(facts, ticket, "assign", not_now(facts, ticket))
    mark = event.choice.args[1] if len(event.choice.args) > 1 else ""
    found = _named(facts, ticket, mark, event.words) if mark or event.words else ()
    if len(found) != 1:
        return _whom(facts, ticket, "assign-unknown" if mark or event.words else "assign-whom")
    return _assigned(facts, ticket, found[0])


def _actor(facts: Snapshot) -> Person:
    person = facts.basics.person
    assert person is not None, "who acts is asked for before anything is done"
    return person


def _held(ticket: Ticket) -> bool:
    return ticket.claimant is not None and ticket.phase == "open"


def _leads(facts: Snapshot, ticket: Ticket) -> bool:
    return may(facts.basics.person, "lead", ticket, facts.basics.chat.desks)


def _may_hand_on(facts: Snapshot, ticket: Ticket) -> bool:
    own = ticket.claimant == _actor(facts).id
    return own or not _held(ticket) or _leads(facts, ticket)


def _held_by_other(facts: Snapshot, ticket: Ticket) -> Step:
    """Who lost is told by whom and when; who leads may take it over all the same."""
    step = not_now(facts, ticket)
    if ticket.after("assign") is None or not _held(ticket) or not _leads(facts, ticket):
        return step
    label = Text("choice-ticket-take", {"number": ticket.number})
    take = Choice("ticket.take", (ticket.id.hex,), label)
    offer = to_desk(facts.basics, ticket, "take-over", take)
    return Step((*step.effects, offer))


def _colleagues(facts: Snapshot, ticket: Ticket) -> tuple[Person, ...]:
    """Who could hold it: the desk's people and who asks, but for those who are kept away."""
    everybody = {each.id: each for each in (*facts.staff, _actor(facts))}
    return tuple(each for each in everybody.values() if may(each, "work", ticket, (ticket.desk,)))


def _named(facts: Snapshot, ticket: Ticket, mark: str, words: str) -> tuple[Person, ...]:
    """The colleagues of a mark, or of a name or its beginning."""
    people = _colleagues(facts, ticket)
    if mark:
        return tuple(each for each in people if each.id.hex[:NAMED_BY] == mark)
    sought = _folded(words)
    whole = tuple(each for each in people if sought in (_folded(each.name), each.id.hex[:NAMED_BY]))
    return whole or tuple(each for each in people if _folded(each.name).startswith(sought))


def _folded(name: str) -> str:
    return "".join(name.casefold().split())


def _whom(facts: Snapshot, ticket: Ticket, key: str) -> Step:
    others = [each for each in _colleagues(facts, ticket) if each.id != ticket.claimant]
    choices = tuple(_choice(ticket, each) for each in others[:MOST_NAMES])
    asks = Choice("ticket.assign", (ticket.id.hex,))
    return Step((asking(facts.basics, ticket, key, asks, *choices),))


def _choice(ticket: Ticket, person: Person) -> Choice:
    mark = person.id.hex[:NAMED_BY]
    # LINE tells a name late; until then the mark is one.
    values: dict[str, Value] = {"name": person.name or mark, "number": ticket.number}
    return Choice("ticket.assign", (ticket.id.hex, mark), Text("choice-ticket-assign-to", values))


def _assigned(facts: Snapshot, ticket: Ticket, to: Person) -> Step:
    basics, status = facts.basics, ticket.after("assign")
    assert status is not None
    if to.id == ticket.claimant and _held(ticket):
        return not_now(facts, ticket)
    by = _actor(facts)
    headline = Text("card-assigned", {"name": NameOf(to.id), "by": NameOf(by.id)})
    if to.id == by.id:
        headline = Text("card-claimed", {"name": NameOf(to.id)})
    effects: tuple[Effect, ...] = (
        moved(facts, ticket, "assigned", status, claimant=to.id, detail=to.id.hex),
        card_again(ticket.id, ToChat(basics.chat.id), headline),
    )
    if to.id != by.id and not ticket.confidential:
        effects += (_told(ticket, to, by),)
    return Step(effects)


def _told(ticket: Ticket, to: Person, by: Person) -> Say:
    """A word in private to who has a ticket now; of a confidential one the desk alone speaks."""
    values: dict[str, Value] = {
        "number": ticket.number, "name": NameOf(by.id), "due": Day(ticket.due_on)
    }  # fmt: skip
    said = Say(ToChat(to.id), Text("assigned-to-you", values), priority="alert")
    return structs.replace(said, about=ticket.id)
