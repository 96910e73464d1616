"""Letters that several conversations send: a word to this chat, a ticket's card, its receipt."""

from __future__ import annotations

from uuid import UUID

from handlers.content import Choice, Day, GroupName, NumberOf, Text, Value
from handlers.domain.office import CONFIDENTIAL, DUTY, TECHNICAL, Office
from handlers.domain.ticket import Ticket
from handlers.effects import Effect, OpenTicket, Say, ToChat, ToDesk
from handlers.facts import Basics

MENU = (Choice("menu.report"), Choice("menu.track"), Choice("menu.about"), Choice("menu.language"))


def here(basics: Basics, key: str, *choices: Choice, **values: Value) -> Say:
    """An answer to the chat that the event came from."""
    return Say(ToChat(basics.chat.id), Text(key, values), choices)


def aside(basics: Basics, key: str, *choices: Choice, **values: Value) -> Say:
    """An answer that is worth no money: a group hears it free or with its next message."""
    return Say(ToChat(basics.chat.id), Text(key, values), choices, postage="free")


def desk_choices(ticket: UUID, files: int, closed: bool = False) -> tuple[Choice, ...]:
    """What a desk can do with a ticket, by buttons below its card."""
    arg = (ticket.hex,)
    names = ["ticket.full"] if closed else ["ticket.claim", "ticket.answer", "ticket.forward"]
    names += [] if closed else ["ticket.close", "ticket.full"]
    names += ["ticket.files"] if files else []
    return tuple(Choice(name, arg) for name in names)


def card(ticket: UUID, desk: str, headline: Text, files: int = 0, urgent: bool = False) -> Say:
    """The card of a ticket, for the chat of a desk."""
    return Say(
        ToDesk(desk),
        headline,
        desk_choices(ticket, files),
        about=ticket,
        priority="answer" if urgent else "alert",
        shape="card",
    )


def card_again(ticket: Ticket, chat: UUID, headline: Text | None = None) -> Say:
    """The card as it stands now: edited where that is possible, else sent when it is free."""
    closed = ticket.status == "closed"
    return Say(
        ToChat(chat),
        headline or Text("card-open"),
        desk_choices(ticket.id, ticket.files, closed),
        about=ticket.id,
        postage="free",
        shape="card_again",
    )


def receipt(basics: Basics, ticket: OpenTicket) -> Say:
    """What the citizen gets for a ticket: its number, who sees what, and when to expect word."""
    key = "receipt"
    if ticket.receipt:
        key = "receipt-confidential"
    elif ticket.anonymous:
        key = "receipt-anonymous"
    return here(
        basics,
        key,
        number=NumberOf(ticket.id),
        kind=Text(f"kind-{ticket.kind}"),
        group=GroupName(CONFIDENTIAL if ticket.receipt else ticket.group),
        due=Day(ticket.due_on),
    )


def alert(basics: Basics, ticket: OpenTicket, files: int) -> tuple[Effect, ...]:
    """The card of a new ticket to whoever must see it, and nobody else."""
    headline = Text("card-new")
    if ticket.urgent and ticket.urgency_reason != "corruption":
        headline = Text("card-urgent", {"reason": Text(f"urgency-{ticket.urgency_reason}")})
    elif not ticket.confirmed:
        headline = Text("card-unconfirmed")
    if ticket.receipt:
        cards: tuple[Effect, ...] = (card(ticket.id, CONFIDENTIAL, headline, files, ticket.urgent),)
        if CONFIDENTIAL not in basics.bound:
            cards += (Say(ToDesk(TECHNICAL), Text("confidential-waits"), priority="alert"),)
        return cards
    desks = [ticket.group]
    if ticket.urgent and not _same_chat(basics, ticket.group):
        desks.append(DUTY)
    return tuple(card(ticket.id, desk, headline, files, ticket.urgent) for desk in desks)


def _same_chat(basics: Basics, group: str) -> bool:
    """Whether the duty desk's chat is the unit's own, as far as one can tell from the settings."""
    office: Office = basics.office
    if DUTY in basics.bound:
        return False
    stand_in = office.stand_ins.get(DUTY, office.fallback)
    landing = group if group in basics.bound else office.fallback
    return stand_in == landing or stand_in not in basics.bound
