"""The receipt of a confidential ticket is its key: whoever types it in private is its reporter.

That a chat has typed it is kept as a keyed hash of both, so that no account is linked with a ticket
in clear; so is how often a chat typed receipts that do not exist.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import update

from handlers.domain.office import ALONE
from handlers.domain.people import may
from handlers.domain.ticket import Ticket
from handlers.facts import Basics
from storage import chats, marks, staff
from storage.database import Tx
from storage.tables.queues import outbox as outbox_table

WITHIN = timedelta(hours=1)


def opens(tx: Tx, basics: Basics, ticket: Ticket, named: object) -> bool:
    """Whether what was typed is the key of a ticket. It is none in the hands of those whom the
    ticket's own desk knows: they would pass for its reporter."""
    if not (ticket.confidential and basics.private and named == ticket.number):
        return False
    person = basics.person
    return person is not None and not _of_its_desk(tx, person.id, basics, ticket)


def _of_its_desk(tx: Tx, person: UUID, basics: Basics, ticket: Ticket) -> bool:
    chat = chats.desk_chat(chats.desk_chats(tx), ticket.desk, basics.office)
    known = (*ticket.excluded, *staff.working_for(tx, ALONE[ticket.desk], chat))
    return person in known or may(basics.person, "work", ticket)


def typed(tx: Tx, chat_id: UUID, ticket_id: UUID | None) -> None:
    """The receipt of a ticket was typed in a chat, or (None) one that does not exist."""
    if ticket_id is not None:
        marks.write(tx, _opener(tx, chat_id, ticket_id), "opens")
        return
    now = int(tx.now.timestamp())
    times = [*_wrong(tx, chat_id), now]
    marks.write(tx, _tries(tx, chat_id), " ".join(map(str, times)))


def wrong(tx: Tx, chat_id: UUID) -> int:
    """How often receipts that do not exist were typed in a chat within the last hour."""
    return len(_wrong(tx, chat_id))


def _wrong(tx: Tx, chat_id: UUID) -> list[int]:
    since = (tx.now - WITHIN).timestamp()
    return [int(at) for at in marks.read(tx, _tries(tx, chat_id)).split() if int(at) > since]


def opened_by(tx: Tx, ticket: Ticket, chat_id: UUID) -> bool:
    """Whether a ticket's receipt was typed in a chat."""
    return ticket.confidential and bool(marks.read(tx, _opener(tx, chat_id, ticket.id)))


def answer_here(tx: Tx, ticket: Ticket, chat_id: UUID) -> None:
    """What is said to the reporter of a confidential ticket goes to this chat from now on, and
    what waits for the chat before."""
    if not chats.readdress(tx, ticket.reporter, chat_id):
        return
    waits = (outbox_table.c.chat_id == ticket.reporter) & (outbox_table.c.status == "waiting")
    again = {"status": "queued", "not_before": tx.now, "wakes": None}
    tx.conn.execute(update(outbox_table).where(waits).values(**again))


def _opener(tx: Tx, chat_id: UUID, ticket_id: UUID) -> str:
    return "opens|" + tx.vault.name("opens", chat_id.hex, ticket_id.hex)


def _tries(tx: Tx, chat_id: UUID) -> str:
    return "tries|" + tx.vault.name("tries", chat_id.hex)
