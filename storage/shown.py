"""Our messages as the platform knows them: what can be quoted, pressed and edited later.

Of the cards of a ticket in a chat the newest is `card` and is edited as the ticket goes on; older
ones are `older`. A text that repeats what was written is `words`. When its writer takes something
back, `older` and `words` are replaced by a line without it; any other message is `text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct
from sqlalchemy import or_, select, update

from handlers.content import Address
from handlers.domain.deadline import day_of
from storage.database import Tx
from storage.due import Due
from storage.tables.queues import outbox, sent
from storage.writing import insert_or_change


class Past(Struct, frozen=True):
    """A message of ours that may show what somebody took back."""

    chat: UUID
    message: str


def message_name(tx: Tx, chat: Address, message_id: str) -> str:
    """The keyed hash by which a platform message is known."""
    return tx.vault.name("message", chat.account, chat.id, message_id)


def remember(
    tx: Tx, chat_id: UUID, to: Address, sent_rows: Sequence[Due], message_ids: Sequence[str]
) -> None:
    """Keeps which message is about which ticket. Where rows and messages do not pair off (a long
    text was split, short ones were joined) nobody can say which is which: such a message is about
    a ticket only if all of the rows are."""
    rows: Sequence[Due | None] = sent_rows
    if len(message_ids) != len(sent_rows):
        whole = len({row.ticket for row in sent_rows}) == 1
        rows = [sent_rows[0] if whole else None] * len(message_ids)
    for row, message_id in zip(rows, message_ids, strict=True):
        _keep(tx, chat_id, message_name(tx, to, message_id), message_id, row)


def _keep(tx: Tx, chat_id: UUID, name: str, message_id: str, row: Due | None) -> None:
    shape = _shape(row)
    if row is not None and shape == "card":
        of_ticket = update(sent).where(sent.c.ticket_id == row.ticket, sent.c.shape == "card")
        tx.conn.execute(of_ticket.where(sent.c.chat_id == chat_id).values(shape="older"))
    values = {
        "name": name,
        "chat_id": chat_id,
        "ticket_id": row.ticket if row else None,
        "shape": shape,
        "asks": row.letter.asks or None if row else None,
        "message_sealed": tx.vault.seal(message_id, name),
        "on": day_of(tx.now),
    }
    tx.conn.execute(insert_or_change(tx, sent, "shape", "asks"), values)


def _shape(row: Due | None) -> str:
    if row is None:
        return "text"
    if row.shape.startswith("card"):
        return "card"
    return "words" if row.quotes else "text"


def chats_with_card(tx: Tx, ticket_id: UUID) -> tuple[UUID, ...]:
    """The chats that have been shown a card of a ticket, or are being shown their first."""
    shown = select(sent.c.chat_id).where(sent.c.ticket_id == ticket_id, sent.c.shape == "card")
    under_way = select(outbox.c.chat_id).where(
        outbox.c.ticket_id == ticket_id,
        outbox.c.shape.startswith("card"),
        outbox.c.status == "sending",
        outbox.c.ended_at.is_(None),
    )
    return tuple(tx.conn.execute(shown.union(under_way)).scalars())


def last_card(tx: Tx, chat_id: UUID, ticket_id: UUID | None) -> str:
    """The platform's id of the newest card of a ticket in a chat, "" where there is none."""
    row = tx.conn.execute(
        select(sent)
        .where(sent.c.ticket_id == ticket_id, sent.c.chat_id == chat_id, sent.c.shape == "card")
        .limit(1)
    ).first()
    return tx.vault.open(row.message_sealed, row.name, str) if row else ""


def past(tx: Tx, ticket_id: UUID, reporter: UUID) -> list[Past]:
    """What is not kept up to date and may show words of a ticket. What went to its reporter stays:
    an answer that has arrived is not taken back."""
    rows = tx.conn.execute(
        select(sent)
        .where(sent.c.ticket_id == ticket_id, sent.c.chat_id != reporter)
        .where(or_(sent.c.shape == "older", sent.c.shape == "words"))
        .order_by(sent.c.name)
    )
    return [Past(row.chat_id, tx.vault.open(row.message_sealed, row.name, str)) for row in rows]
