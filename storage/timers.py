"""What comes due later: one row a key; the clock moves due ones into the inbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, func, select
from uuid_utils.compat import uuid7

from handlers.content import Address
from handlers.effects import SetTimer
from handlers.events import Incoming, TimerDue
from storage import chats, inbox
from storage.database import Tx
from storage.tables.queues import timers
from storage.writing import insert_or_change

_CANCEL = delete(timers).where(timers.c.key == bindparam("key"))
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
    values = {
        "due_at": timer.at,
        "set_at": tx.now,
        "lane": chats.name_of(tx, chat),
        "payload_sealed": tx.vault.seal(incoming, f"timer|{timer.key}"),
    }
    tx.conn.execute(insert_or_change(tx, timers, *values), {"key": timer.key} | values)


def cancel(tx: Tx, key: str) -> None:
    tx.conn.execute(_CANCEL, {"key": key})


def move_due(tx: Tx, most: int = 500) -> datetime | None:
    """Moves what is due into the inbox; returns when the next one is due."""
    # Locked (PostgreSQL), so that a timer that is being set anew is not deleted.
    ready = select(timers).where(timers.c.due_at <= tx.now).with_for_update(skip_locked=True)
    due = tx.conn.execute(ready.order_by(timers.c.due_at).limit(most)).all()
    for row in due:
        inbox.put(tx, [tx.vault.open(row.payload_sealed, f"timer|{row.key}", Incoming)])
    if due:
        tx.conn.execute(delete(timers).where(timers.c.key.in_([row.key for row in due])))
    return next_due(tx)


def next_due(tx: Tx) -> datetime | None:
    moment: datetime | None = tx.conn.execute(_NEXT).scalar()
    return moment
