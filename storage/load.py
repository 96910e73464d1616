"""What a turn needs to know: `Basics` for every turn, then what its handler asked for."""

from __future__ import annotations

import os
from collections.abc import Callable
from uuid import UUID

from msgspec import Struct, structs
from sqlalchemy import bindparam, select
from uuid_utils.compat import uuid4, uuid7

from handlers.content import Choice
from handlers.domain.office import Office
from handlers.domain.people import Person
from handlers.domain.reading import Reading
from handlers.domain.ticket import Ticket
from handlers.events import (
    ChoiceMade,
    Commanded,
    Edited,
    Event,
    FileSent,
    Incoming,
    Left,
    Pressed,
    TextSent,
)
from handlers.facts import About, Basics, Message, Needs, Snapshot, told
from storage import (
    alike,
    canned,
    chats,
    desks,
    finding,
    invites,
    messages,
    outbox,
    shown,
    staff,
    standing,
    tickets,
    withdrawn,
)
from storage.alike import Compare
from storage.database import Tx
from storage.tables.queues import sent

Read = Callable[[str], Reading]

_SENT = select(sent.c.ticket_id, sent.c.asks).where(sent.c.name == bindparam("name"))


class Loaded(Struct):
    """Basics with what only the turn itself uses beside them."""

    basics: Basics
    menu: tuple[Choice, ...]


def as_it_stands(tx: Tx, incoming: Incoming) -> Incoming | None:
    """The event, in its newest wording where that came first; None where what it brings was taken
    back before it came."""
    message = withdrawn.message_of(incoming.event)
    if not message:
        return incoming
    event = withdrawn.as_it_stands(tx, incoming.event, source_of(tx, incoming, message))
    return None if event is None else structs.replace(incoming, event=event)


def basics(tx: Tx, incoming: Incoming, office: Office) -> Loaded:
    """What every handler may know of an event's chat and of who acted in it."""
    row = chats.ensure(tx, incoming.chat)
    bound = chats.desk_chats(tx)
    sender = incoming.sender
    if sender is None and incoming.chat.kind == "private":
        sender = incoming.chat
    acting = row if sender == incoming.chat else sender and chats.ensure(tx, sender)
    chat = chats.record(row, bound, office)
    if isinstance(incoming.event, Left):
        # Who is out of a group is out of its topics.
        chat = structs.replace(chat, desks=tuple(desks.bound_in(tx, incoming.chat)))
    return Loaded(
        Basics(
            now=tx.now,
            office=office,
            chat=chat,
            person=chats.person(tx, acting, incoming.sender_name) if acting else None,
            draft=chats.draft_of(tx, row),
            about=_about(tx, incoming),
            bound=frozenset(bound),
        ),
        chats.menu_of(tx, row),
    )


def _about(tx: Tx, incoming: Incoming) -> About | None:
    message_id = _refers_to(incoming.event)
    if not message_id:
        return None
    name = shown.message_name(tx, incoming.chat, message_id)
    row = tx.conn.execute(_SENT, {"name": name}).first()
    if row is None:
        return About(None, known=False)
    return About(row.ticket_id, asks=Choice.of(row.asks) if row.asks else None)


def _refers_to(event: Event) -> str:
    """The platform message that an event quotes, or whose button was pressed."""
    if isinstance(event, Pressed | ChoiceMade):
        return event.message
    if isinstance(event, TextSent | FileSent | Edited | Commanded):
        return event.quoted
    return ""


def snapshot(
    tx: Tx, basics: Basics, incoming: Incoming, needs: Needs, read: Read, compare: Compare
) -> Snapshot:
    """The basics with what the handler asked for."""
    found = messages.from_source(tx, source_of(tx, incoming, needs.source)) if needs.source else ()
    if needs.message and (one := messages.find(tx, needs.message)):
        found = (one,)
    ticket = _ticket(tx, needs.ticket or (found[0].ticket if found else None))
    # Whether a held reply has gone is the outbox's to say; it travels under the message's id.
    found = tuple(_with_letter(tx, each) for each in found)
    listed = _tickets(tx, basics, needs)
    written = found or _written(tx, ticket, needs)
    texts = (*needs.read, told(written)) if needs.reread else needs.read
    readings = tuple(read(text) for text in texts)
    # What may be a lead is compared with nothing, whatever was asked for.
    sought = None if any(reading.secret for reading in readings) else needs.alike
    return Snapshot(
        basics=basics,
        ids=tuple(uuid7() for _ in range(needs.ids)),
        veiled=tuple(uuid4() for _ in range(needs.ids)),
        chance=os.urandom(32),
        ticket=ticket,
        own=ticket is not None and tickets.is_reporter(tx, ticket, basics.chat.id),
        tickets=listed,
        alike=alike.find(tx, sought, listed, compare) if sought else (),
        timeline=tickets.timeline(tx, ticket.id) if ticket and needs.timeline else (),
        messages=written,
        readings=readings,
        invite=invites.find(tx, needs.code) if needs.code else None,
        other=_ticket(tx, needs.other),
        merged=tickets.merged(tx, ticket.id) if ticket and needs.merged else (),
        staff=_staff(tx, basics, needs, ticket),
        canned=canned.of_group(tx, needs.canned) if needs.canned else (),
        standing=standing.now(tx) if needs.figures else None,
    )


def _staff(tx: Tx, basics: Basics, needs: Needs, ticket: Ticket | None) -> tuple[Person, ...]:
    """Who holds the roles that were asked for, then who works for the desk that was."""
    found = [person for sought in needs.holders for person in staff.holders(tx, sought)]
    desk = ticket.desk if ticket and needs.colleagues else needs.staff
    if desk:
        chat = chats.desk_chat(chats.desk_chats(tx), desk, basics.office)
        found += staff.working_for(tx, desk, chat)
    return tuple(chats.person(tx, chats.row_of(tx, each), "") for each in dict.fromkeys(found))


def _ticket(tx: Tx, which: UUID | str | None) -> Ticket | None:
    return None if which is None else tickets.find(tx, which)


def _tickets(tx: Tx, basics: Basics, needs: Needs) -> tuple[Ticket, ...]:
    if needs.tickets == "own":
        return tickets.of_reporter(tx, basics.chat.id)
    if needs.tickets == "desk":
        return tickets.of_desks(tx, basics.chat.desks)
    if needs.tickets == "late":
        return tickets.late(tx, basics.chat.desks)
    if needs.search:
        return finding.of_desks(tx, basics.chat.desks, needs.search, basics.office)
    return ()


def _written(tx: Tx, ticket: Ticket | None, needs: Needs) -> tuple[Message, ...]:
    if ticket is None or not needs.timeline:
        return ()
    return tuple(_with_letter(tx, each) for each in messages.of_ticket(tx, ticket.id))


def _with_letter(tx: Tx, message: Message) -> Message:
    if message.author != "reply":
        return message
    return structs.replace(message, letter_state=outbox.state(tx, message.id))


def source_of(tx: Tx, incoming: Incoming, message_id: str) -> str:
    """The keyed hash by which a platform message is known where its words are kept."""
    return shown.message_name(tx, incoming.chat, message_id) if message_id else ""
