"""What came in: stored before it is answered, decided in order, seen once.

An event is known by (account, event id); the events of one chat share a lane and are decided in
the order in which they were stored. What is done keeps neither payload nor lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from msgspec import MsgspecError, Struct
from sqlalchemy import and_, bindparam, exists, func, select, update

from handlers.content import Address
from handlers.events import Event, Incoming
from storage import chats
from storage.database import Tx
from storage.sealing import Unsealable
from storage.tables.queues import inbox
from storage.writing import insert_new

TRIES = 3
INTERNAL = "internal"

_older = inbox.alias("older")
_HEADS = (
    select(func.min(inbox.c.seq).label("seq"))
    .where(inbox.c.status == "new")
    .group_by(inbox.c.lane)
    .order_by("seq")
    .limit(bindparam("most"))
)
_TAKE = (
    select(inbox)
    .where(inbox.c.seq == bindparam("seq"), inbox.c.status == "new")
    .where(
        ~exists().where(
            and_(
                _older.c.lane == inbox.c.lane,
                _older.c.seq < inbox.c.seq,
                _older.c.status == "new",
            )
        )
    )
    .with_for_update(skip_locked=True)
)
_DONE = (
    update(inbox)
    .where(inbox.c.seq == bindparam("of"))
    .values(status="done", payload_sealed=None, lane="", done_at=bindparam("at"))
)


_STILL_NEW = select(inbox.c.attempts).where(
    inbox.c.seq == bindparam("seq"), inbox.c.status == "new"
)


class Taken(Struct, frozen=True):
    """An event in the hands of a turn."""

    seq: int
    received_at: datetime
    attempts: int
    incoming: Incoming


def put(tx: Tx, events: Sequence[Incoming]) -> None:
    """Stores events; those that were stored before are left as they are."""
    if not events:
        return
    rows = [
        {
            "account": each.account,
            "event_id": each.event_id,
            "lane": chats.name_of(tx, each.chat),
            "payload_sealed": tx.vault.seal(each, _row(each.account, each.event_id)),
            "received_at": tx.now,
        }
        for each in events
    ]
    tx.conn.execute(insert_new(tx, inbox), rows)


def put_own(tx: Tx, chat: Address, event: Event, event_id: str = "") -> None:
    """Stores an event of our own (a timer, the end of a delivery) for a chat."""
    put(tx, [Incoming(event_id or uuid4().hex, INTERNAL, chat, tx.now, event)])


def heads(tx: Tx, most: int = 256) -> list[int]:
    """The events that may be decided now: the oldest of each lane, oldest first."""
    return list(tx.conn.execute(_HEADS, {"most": most}).scalars())


def take(tx: Tx, seq: int) -> Taken | None:
    """The event, if it is still to be decided and the first of its lane."""
    row = tx.conn.execute(_TAKE, {"seq": seq}).first()
    if row is None:
        return None
    payload = tx.vault.open(row.payload_sealed, _row(row.account, row.event_id), Incoming)
    return Taken(row.seq, row.received_at, row.attempts, payload)


def done(tx: Tx, seq: int) -> None:
    tx.conn.execute(_DONE, {"of": seq, "at": tx.now})


def failed(tx: Tx, seq: int, reason: str) -> bool:
    """Counts a failed turn; parks the event after TRIES and returns whether it did.

    A parked event keeps its payload, so that it can be replayed, but no longer holds up its lane:
    what came after it goes on.
    """
    row = tx.conn.execute(_STILL_NEW, {"seq": seq}).first()
    if row is None:
        return False
    attempts = row.attempts + 1
    parked: bool = attempts >= TRIES
    tx.conn.execute(
        update(inbox)
        .where(inbox.c.seq == seq)
        .values(attempts=attempts, reason=reason[:200], status="parked" if parked else "new")
    )
    return parked


def payload(tx: Tx, seq: int) -> Incoming | None:
    """What an event says, None where it cannot be read (damaged, another key, another version)."""
    row = tx.conn.execute(select(inbox).where(inbox.c.seq == seq)).one()
    try:
        return tx.vault.open(row.payload_sealed, _row(row.account, row.event_id), Incoming)
    except (Unsealable, MsgspecError):
        return None


def replay(tx: Tx) -> int:
    """Puts parked events back; returns how many."""
    statement = update(inbox).where(inbox.c.status == "parked").values(status="new", attempts=0)
    return tx.conn.execute(statement).rowcount


def backlog(tx: Tx) -> dict[str, int]:
    """How many events wait or are parked."""
    counted = tx.conn.execute(
        select(inbox.c.status, func.count())
        .where(inbox.c.status.in_(("new", "parked")))
        .group_by(inbox.c.status)
    )
    return {"new": 0, "parked": 0} | {status: count for status, count in counted}


def _row(account: str, event_id: str) -> str:
    return f"inbox|{account}|{event_id}"
