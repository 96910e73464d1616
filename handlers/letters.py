"""Letters that several conversations send: a word to this chat, a ticket's card, its receipt."""

from __future__ import annotations

from uuid import UUID

from msgspec import structs

from handlers.content import Choice, Day, GroupName, NumberOf, Text, Value
from handlers.domain.office import CONFIDENTIAL, DUTY, TECHNICAL, Office
from handlers.domain.ticket import Ticket, Verb
from handlers.effects import Effect, OpenTicket, Priority, Recipient, Say, ToChat, ToDesk
from handlers.facts import Basics

PASSING_SECONDS = 60
MENU = (Choice("menu.report"), Choice("menu.track"), Choice("menu.about"), Choice("menu.language"))


def here(basics: Basics, key: str, *choices: Choice, **values: Value) -> Say:
    """An answer to the chat that the event came from."""
    return Say(ToChat(basics.chat.id), Text(key, values), choices)


def aside(basics: Basics, key: str, *choices: Choice, **values: Value) -> Say:
    """An answer that is worth no money: a group hears it free or with its next message."""
    return Say(ToChat(basics.chat.id), Text(key, values), choices, postage="free")


def to_desk(basics: Basics, ticket: Ticket, key: str, *choices: Choice, **values: Value) -> Say:
    """An aside about a ticket, with its number; who quotes it means the ticket."""
    told = aside(basics, key, *choices, number=ticket.number, **values)
    return structs.replace(told, about=ticket.id)


def asking(
    basics: Basics, ticket: Ticket, key: str, asks: Choice, *choices: Choice, **values: Value
) -> Say:
    """A question to the desk: who quotes it makes the choice, with the words of the quote."""
    return structs.replace(to_desk(basics, ticket, key, *choices, **values), asks=asks)


def passing(said: Say, id: UUID | None = None) -> Say:
    """A letter that says what is so just now; later it is not worth hearing."""
    return structs.replace(said, lifetime=PASSING_SECONDS, id=id)


def to_owner(basics: Basics, ticket: Ticket, key: str, *choices: Choice, **values: Value) -> Say:
    """An answer about an own ticket, with its number; who quotes it means the ticket, unless the
    reporter is veiled: nothing may lead from their chat to the ticket."""
    said = here(basics, key, *choices, number=ticket.number, **values)
    veiled = ticket.anonymous or ticket.confidential
    return said if veiled else structs.replace(said, about=ticket.id)


DESK: tuple[tuple[str, Verb | None], ...] = (
    ("ticket.claim", "claim"),
    ("ticket.answer", "reply"),
    ("ticket.ask", "ask"),
    ("ticket.forward", "forward"),
    ("ticket.close", "close"),
    ("ticket.full", None),
    ("ticket.files", None),
    ("ticket.more", None),
)
"""What a card offers, each with the verb that must be possible now."""

REST: tuple[tuple[str, Verb | None], ...] = (
    ("ticket.resume", "resume"),
    ("ticket.note", None),
    ("ticket.assign", "assign"),
    ("ticket.release", "release"),
    ("ticket.refer", "refer"),
    ("ticket.extend", "extend"),
    ("ticket.kind", "forward"),
    ("ticket.merge", "merge"),
    ("ticket.register", None),
)
"""What "more" offers. The kind may be changed for as long as the unit may be."""


def desk_choices(ticket: Ticket) -> tuple[Choice, ...]:
    """What a desk can do with a ticket as it stands, by buttons below its card."""
    return tuple(
        Choice(name, (ticket.id.hex,))
        for name, verb in DESK
        if (verb is None or ticket.after(verb)) and (name != "ticket.files" or ticket.files)
    )


def more_choices(ticket: Ticket) -> tuple[Choice, ...]:
    """What else a desk can do with a ticket; the labels carry its number for what they type."""
    return tuple(
        Choice(
            name,
            (ticket.id.hex,),
            Text("choice-" + name.replace(".", "-"), {"number": ticket.number}),
        )
        for name, verb in REST
        if verb is None or ticket.after(verb)
    )


def card(
    ticket: UUID, desk: str, headline: Text, *, urgent: bool = False, alike: tuple[str, ...] = ()
) -> Say:
    """The card of a ticket, for the chat of a desk; its buttons are what holds at delivery."""
    priority: Priority = "answer" if urgent else "alert"
    return Say(ToDesk(desk), headline, about=ticket, priority=priority, shape="card", alike=alike)


def card_again(ticket: UUID, to: Recipient, headline: Text | None = None) -> Say:
    """The card as it stands now: edited where that is possible, else sent when it is free."""
    return Say(to, headline or Text("card-open"), about=ticket, postage="free", shape="card_again")


def receipt(basics: Basics, ticket: OpenTicket) -> Say:
    """What the citizen gets for a ticket: its number, who sees what, and when to expect word."""
    key = "receipt"
    if ticket.receipt:
        key = "receipt-confidential"
    elif ticket.anonymous:
        key = "receipt-anonymous"
    said = here(
        basics,
        key,
        number=NumberOf(ticket.id),
        kind=Text(f"kind-{ticket.kind}"),
        group=GroupName(CONFIDENTIAL if ticket.receipt else ticket.group),
        due=Day(ticket.due_on),
    )
    return said if ticket.alias or ticket.anonymous else structs.replace(said, about=ticket.id)


def alert(basics: Basics, ticket: OpenTicket, alike: tuple[str, ...] = ()) -> tuple[Effect, ...]:
    """The card of a new ticket to whoever must see it, and nobody else. `alike`: numbers of tickets
    that it looks like; a confidential one was never compared."""
    headline = Text("card-new")
    if ticket.urgent and ticket.urgency_reason != "corruption":
        headline = Text("card-urgent", {"reason": Text(f"urgency-{ticket.urgency_reason}")})
    elif not ticket.confirmed:
        headline = Text("card-unconfirmed")
    if ticket.receipt:
        cards: tuple[Effect, ...] = (card(ticket.id, CONFIDENTIAL, headline, urgent=ticket.urgent),)
        if CONFIDENTIAL not in basics.bound:
            cards += (Say(ToDesk(TECHNICAL), Text("confidential-waits"), priority="alert"),)
        return cards
    desks = [ticket.group]
    if ticket.urgent and not read_together(basics, DUTY, ticket.group):
        desks.append(DUTY)
    return tuple(
        card(ticket.id, desk, headline, urgent=ticket.urgent, alike=alike) for desk in desks
    )


def read_together(basics: Basics, one: str, other: str) -> bool:
    """Whether letters for two desks are read in one chat, as far as the settings tell."""
    return _lands(basics, one) == _lands(basics, other)


def _lands(basics: Basics, desk: str) -> str | None:
    """The desk in whose chat a letter for a desk is read, None while nobody reads it."""
    office: Office = basics.office
    takers = (desk, office.stand_ins.get(desk, ""), office.fallback)
    return next((taker for taker in takers if taker in basics.bound), None)


def is_read(basics: Basics, desk: str) -> bool:
    """Whether a letter for a desk reaches a chat now."""
    return desk in basics.bound if desk == CONFIDENTIAL else _lands(basics, desk) is not None
