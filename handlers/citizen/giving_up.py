"""A citizen takes a matter back (ถอนเรื่อง): asked once to be sure, then it is closed.

What may be about somebody's safety is looked into all the same. Where others' tickets were merged
into it, the first of these goes on in its place.
"""

from __future__ import annotations

from handlers.content import Choice, Text
from handlers.domain.deadline import day_of
from handlers.domain.ticket import Ticket, ref
from handlers.effects import Effect, MoveTicket, Say, Step, ToCards, ToDesk
from handlers.events import ChoiceMade, Event
from handlers.facts import Basics, Needs, Snapshot
from handlers.letters import MENU, card, card_again, here, to_owner
from handlers.moves import moved


def accepts(basics: Basics, event: Event) -> bool:
    mine = isinstance(event, ChoiceMade) and event.choice.name in (
        "mine.withdraw",
        "mine.withdrawn",
    )
    return basics.private and mine


def needs(basics: Basics, event: Event) -> Needs:
    assert isinstance(event, ChoiceMade)
    return Needs(ticket=ref(event.choice.first), merged=True)


def step(facts: Snapshot, event: Event) -> Step:
    assert isinstance(event, ChoiceMade)
    basics, ticket = facts.basics, facts.ticket
    if ticket is None or not facts.own:
        return Step((here(basics, "ticket-unknown", *MENU),))
    if ticket.after("withdraw") is None:
        return Step((to_owner(basics, ticket, "withdraw-closed"),))
    if ticket.urgent and ticket.urgency_reason != "corruption":
        answer = Choice("mine.answer", (ticket.id.hex,))
        return Step((to_owner(basics, ticket, "withdraw-urgent", answer),))
    if event.choice.name == "mine.withdraw":
        sure = Choice("mine.withdrawn", (ticket.id.hex,))
        keep = Choice("mine.show", (ticket.id.hex,), Text("choice-mine-keep"))
        return Step((to_owner(basics, ticket, "withdraw-sure", sure, keep),))
    return Step((*_withdrawn(facts, ticket), to_owner(basics, ticket, "withdrawn")))


def _withdrawn(facts: Snapshot, ticket: Ticket) -> tuple[Effect, ...]:
    status = ticket.after("withdraw")
    assert status is not None
    closed = moved(
        facts, ticket, "withdrawn", status, outcome="withdrawn", closed_on=day_of(facts.now)
    )
    told = Say(
        ToDesk(ticket.desk),
        Text("desk-withdrawn", {"number": ticket.number}),
        about=ticket.id,
        postage="free",
    )
    again = card_again(ticket.id, ToCards(ticket.id), Text("card-withdrawn"))
    return (closed, told, again, *_promoted(ticket, facts.merged))


def _promoted(ticket: Ticket, merged: tuple[Ticket, ...]) -> tuple[Effect, ...]:
    """The first of the merged tickets takes the place of the one that is withdrawn."""
    if not merged:
        return ()
    first, *others = merged
    takes_over = MoveTicket(
        first.id,
        first.version,
        "parted",
        status="claimed" if ticket.claimant else "new",
        group=ticket.group,
        claimant=ticket.claimant,
        due_on=max(first.due_on, ticket.due_on),
        merged_into=None,
        outcome=None,
        closed_on=None,
    )
    follow = (
        MoveTicket(each.id, each.version, "merged", merged_into=first.id, detail=first.number)
        for each in others
    )
    return (takes_over, *follow, card(first.id, first.desk, Text("card-parted")))
