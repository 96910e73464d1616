"""Letters to desks go to the chat that is the desk now, or stands in for it, or are held.

A chat that we are no longer in is nobody's desk. What it was sent meanwhile has not been read by
anybody and goes on, too.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from handlers.content import Address
from handlers.domain.office import Office
from handlers.events import Left
from storage import chats, inbox
from storage.database import Tx
from storage.due import Due
from storage.tables.chats import desks
from storage.tables.queues import outbox


def bound_in(tx: Tx, place: Address) -> dict[str, UUID]:
    """The desks that are bound in a group: in the group itself, or in a topic of it."""
    return {
        desk: chat_id
        for desk, chat_id in chats.desk_chats(tx).items()
        if _group(chats.address_of(tx, chats.row_of(tx, chat_id))) == _group(place)
    }


def _group(address: Address) -> tuple[str, str]:
    return address.account, address.id


def unbind(tx: Tx, place: Address, office: Office) -> tuple[str, ...]:
    """A group is the desk of nobody any more; returns whose it was."""
    lost = tuple(sorted(bound_in(tx, place)))
    tx.conn.execute(delete(desks).where(desks.c.desk.in_(lost)))
    forward(tx, office)
    return lost


def forward(tx: Tx, office: Office) -> None:
    """Every letter to a desk that has not gone goes to where that desk is now."""
    bound = chats.desk_chats(tx)
    going = (outbox.c.status == "queued") | (outbox.c.status == "waiting")
    to_desks = select(outbox).where(outbox.c.desk.is_not(None), going | (outbox.c.status == "held"))
    for row in tx.conn.execute(to_desks.order_by(outbox.c.seq)).all():
        chat_id = chats.desk_chat(bound, row.desk, office)
        if chat_id != row.chat_id:
            status = "held" if chat_id is None else "queued"
            # What waits for the end of the quiet hours goes on waiting.
            ready = tx.now if row.tried_at else max(tx.now, row.not_before)
            _change(tx, row.seq, status, chat_id, ready)


def hand_back(tx: Tx, place: Address, key: UUID, rows: tuple[Due, ...]) -> tuple[Due, ...]:
    """The platform says that we are not in a group: what was for a desk is held until that turn
    which hears of it; returns the rest, which is lost. `key` names the call."""
    if place.kind == "private":
        return rows
    for row in rows:
        if row.desk is not None:
            _change(tx, row.seq, "held", None, tx.now)
    inbox.put_own(tx, place, Left(), f"gone|{key}")
    return tuple(row for row in rows if row.desk is None)


def _change(tx: Tx, seq: int, status: str, chat_id: UUID | None, ready: datetime) -> None:
    """The letter starts anew, for another chat or none yet."""
    anew = {"retry_key": None, "attempts": 0, "tried_at": None, "leased_until": None}
    tx.conn.execute(
        update(outbox)
        .where(outbox.c.seq == seq)
        .values(status=status, chat_id=chat_id, not_before=ready, wakes=None, reason=None, **anew)
    )
