"""Forwarding to another unit, always with a reason, which the new unit sees.

Who would forward a ticket once too often sends it to the office director's desk, which decides
where it belongs; nobody is sent round in circles. A confidential ticket stays where it is.
"""

from __future__ import annotations

from handlers.content import Choice, GroupName, Text, Value, Words
from handlers.domain.correction import corrected
from handlers.domain.deadline import day_of
from handlers.domain.office import DIRECTOR
from handlers.domain.ticket import MOST_FORWARDS, Ticket
from handlers.effects import Correct, Effect, Say, Step, ToChat, ToReporter
from handlers.events import ChoiceMade
from handlers.facts import Snapshot, told
from handlers.letters import asking, card, card_again, to_desk
from handlers.moves import moved
from handlers.staff.questions import note
from handlers.staff.telling import not_now


def forward(facts: Snapshot, ticket: Ticket, event: ChoiceMade) -> Step:
    """Asks for the unit; `words` named none that we know."""
    if ticket.after("forward") is None:
        return not_now(facts, ticket)
    if ticket.confidential:
        return Step((to_desk(facts.basics, ticket, "confidential-stays"),))
    if _too_often(ticket):
        return _why(facts, ticket, DIRECTOR)
    key = "forward-unknown" if event.words else "forward-which"
    choices = tuple(
        Choice("ticket.to", (ticket.id.hex, group.id), _label(ticket, group.id))
        for group in facts.office.groups
        if group.id != ticket.group
    )
    return Step((to_desk(facts.basics, ticket, key, *choices),))


def to(facts: Snapshot, ticket: Ticket, event: ChoiceMade) -> Step:
    group = event.choice.args[1] if len(event.choice.args) > 1 else ""
    status = ticket.after("forward")
    if ticket.confidential:
        return forward(facts, ticket, event)
    if status is None or group == ticket.group:
        return not_now(facts, ticket)
    if _too_often(ticket):
        group = DIRECTOR
    elif not facts.office.has_group(group):
        return forward(facts, ticket, event)
    if not event.words.strip():
        return _why(facts, ticket, group)
    reason = note(facts, ticket, event, event.words)
    gone = moved(
        facts,
        ticket,
        "forwarded",
        status,
        group=group,
        claimant=None,
        forwards=ticket.forwards + 1,
        detail=f"{ticket.group} to {group}",
    )
    letters = _letters(facts, ticket, group, Words(reason.id))
    return Step((reason, gone, *_learned(facts, ticket, group), *letters))


def _too_often(ticket: Ticket) -> bool:
    """The director's own desk forwards as often as it likes."""
    return ticket.forwards >= MOST_FORWARDS and ticket.group != DIRECTOR


def _label(ticket: Ticket, group: str) -> Text:
    name = GroupName(group, "short")
    return Text("choice-ticket-to", {"group": name, "number": ticket.number})


def _why(facts: Snapshot, ticket: Ticket, group: str) -> Step:
    asks = Choice("ticket.to", (ticket.id.hex, group))
    key = "forward-why-director" if group == DIRECTOR else "forward-why"
    return Step((asking(facts.basics, ticket, key, asks, group=GroupName(group)),))


def _letters(facts: Snapshot, ticket: Ticket, group: str, reason: Words) -> tuple[Effect, ...]:
    came_from: dict[str, Value] = {"group": GroupName(ticket.group), "reason": reason}
    often = group == DIRECTOR
    came = Text("card-forwarded-often" if often else "card-forwarded", came_from)
    name = GroupName(group)
    went = card_again(ticket.id, ToChat(facts.basics.chat.id), Text("card-went", {"group": name}))
    word = Text("forwarded", {"number": ticket.number, "group": name})
    citizen = Say(ToReporter(ticket.id), word, postage="free", about=ticket.id)
    letters: tuple[Effect, ...] = (
        card(ticket.id, group, came, urgent=ticket.urgent),
        went,
        citizen,
    )
    return (*letters, to_desk(facts.basics, ticket, "forwarded-often")) if often else letters


def _learned(facts: Snapshot, ticket: Ticket, group: str) -> tuple[Effect, ...]:
    """The first forward says where the text should have gone."""
    if ticket.forwards or group == DIRECTOR:
        return ()
    return learned(facts, ticket, group=group)


def learned(
    facts: Snapshot, ticket: Ticket, *, kind: str | None = None, group: str | None = None
) -> tuple[Effect, ...]:
    """What staff chose for what the citizen wrote, to learn from; nothing of what is anonymous or
    confidential."""
    if ticket.anonymous or ticket.confidential or not facts.readings:
        return ()
    found = corrected(
        told(facts.messages),
        facts.readings[-1],
        on=day_of(facts.now),
        by="staff",
        kind=kind,
        group=group,
    )
    return () if found is None else (Correct(found, ticket=ticket.id),)
