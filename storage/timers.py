"""What comes due later: one row a key; the clock moves due ones into the inbox.

Keys name chats and tickets, so a row is known by a keyed hash of its key and says nothing of whose
it is or when it was set.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import MsgspecError
from sqlalchemy import bindparam, delete, func, select, update
from uuid_utils.compat import uuid7

from handlers.content import Address
from handlers.effects import SetTimer
from handlers.events import Incoming, TimerDue
from storage import inbox, withdrawn
from storage.database import Tx
from storage.sealing import Unsealable
from storage.tables.queues import timers
from storage.writing import insert_or_change

OFFICE = Address(inbox.INTERNAL, "group", "office")
"""The chat of the office itself: its timers come here, one after the other, and nobody reads it."""

_CANCEL = delete(timers).where(timers.c.key == bindparam("key"))
_SET = select(timers.c.key).where(timers.c.key == bindparam("key"))
_NEXT = select(func.min(timers.c.due_at))


def set_timer(tx: Tx, chat: Address, timer: SetTimer) -> None:
    """Sets a timer for a chat; one of the same key is replaced."""
    # The id is unique to this setting: a timer that is set again may fire again.
    incoming = Incoming(
        f"timer|{uuid7().hex}",
        inbox.INTERNAL,
        chat,
        timer.at,
        TimerDue(timer.key, timer.data),
    )
    key = _known_by(tx, timer.key)
    values = {"due_at": timer.at, "payload_sealed": tx.vault.seal(incoming, f"timer|{key}")}
    tx.conn.execute(insert_or_change(tx, timers, *values), {"key": key} | values)


def keep(tx: Tx, chat: Address, timer: SetTimer) -> None:
    """Sets a timer unless there is one of its key."""
    if tx.conn.execute(_SET, {"key": _known_by(tx, timer.key)}).first() is None:
        set_timer(tx, chat, timer)


def cancel(tx: Tx, key: str) -> None:
    tx.conn.execute(_CANCEL, {"key": _known_by(tx, key)})


def _known_by(tx: Tx, key: str) -> str:
    return tx.vault.name("timer", key)


def move_due(tx: Tx, most: int = 500) -> datetime | None:
    """Moves what is due into the inbox; returns when the next one is due."""
    withdrawn.forget_old(tx)
    # Locked (PostgreSQL), so that a timer that is being set anew is not deleted.
    ready = select(timers).where(timers.c.due_at <= tx.now).with_for_update(skip_locked=True)
    due = tx.conn.execute(ready.order_by(timers.c.due_at).limit(most)).all()
    for row in due:
        try:
            inbox.put(tx, [tx.vault.open(row.payload_sealed, f"timer|{row.key}", Incoming)])
        except (Unsealable, MsgspecError):
            # Damaged, or of another key: it must not keep the others from coming.
            later = update(timers).where(timers.c.key == row.key)
            tx.conn.execute(later.values(due_at=tx.now + timedelta(days=1)))
        else:
            tx.conn.execute(_CANCEL, {"key": row.key})
    return next_due(tx)


def next_due(tx: Tx) -> datetime | None:
    moment: datetime | None = tx.conn.execute(_NEXT).scalar()
    return moment
