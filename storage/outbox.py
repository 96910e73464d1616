"""What must go out: a lane per chat, and an end state for every row.

    queued -> sending -> sent | failed | unknown | stale      queued -> cancelled
    queued -> waiting (free, or the quota is used up) -> queued with the chat's next message
    held (no desk bound) -> queued when one is

Here letters are queued, taken back and released; `storage/delivery.py` sends them on.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from msgspec import Struct
from sqlalchemy import bindparam, func, insert, or_, select, update
from uuid_utils.compat import uuid7

from handlers.content import Address, Choice, Text
from storage.database import Tx
from storage.tables.queues import outbox

KnownBy = Literal["name", "alias"]
PRIORITIES = {"answer": 0, "alert": 1, "bulk": 2}
FORGOTTEN: dict[str, None] = {"chat_id": None, "ticket_id": None}
"""What a row forgets at its end. The letters of one turn are neighbours: if they kept whom they
went to, the card of an anonymous ticket would tell whose receipt went out with it."""

AGAIN = ("card_again", "card_brief")
"""Newer views of a card that was shown before, whole or as number and headline."""

_INSERT = insert(outbox)
_STATE = select(outbox.c.status).where(outbox.c.id == bindparam("id"))
_RELEASE = (
    update(outbox)
    .where(or_(outbox.c.wakes == bindparam("named"), outbox.c.wakes == bindparam("veiled")))
    .where(outbox.c.status == "waiting")
    .values(status="queued", not_before=bindparam("now"), wakes=None)
)


class Queued(Struct, frozen=True):
    """A letter as it waits: keys and values, worded only at delivery. `edits`: the platform's id
    of the message that a letter of shape `past` replaces; `alike` and `asks` (the choice's data):
    see `handlers.effects.Say`."""

    text: Text
    choices: tuple[Choice, ...] = ()
    report: Choice | None = None
    report_to: UUID | None = None
    edits: str = ""
    alike: tuple[str, ...] = ()
    asks: str = ""


def queue(
    tx: Tx,
    letter: Queued,
    *,
    chat_id: UUID | None,
    desk: str | None = None,
    id: UUID | None = None,
    priority: str = "answer",
    free: bool = False,
    shape: str = "text",
    ticket_id: UUID | None = None,
    delay: int = 0,
    lifetime: int | None = None,
    not_before: datetime | None = None,
) -> None:
    """Queues a letter for a chat, or holds it for a desk that has no chat yet. `delay` in seconds,
    `lifetime` in seconds after which it is not worth sending."""
    ready = tx.now + timedelta(seconds=delay)
    row_id = id or uuid7()
    if shape in AGAIN:
        _supersede(tx, chat_id, ticket_id)
    values = {
        "id": row_id,
        "chat_id": chat_id,
        "desk": desk,
        "priority": PRIORITIES[priority],
        "status": "held" if chat_id is None else "queued",
        "free": free,
        "shape": shape,
        "ticket_id": ticket_id,
        "letter_sealed": tx.vault.seal(letter, row_id),
        "not_before": max(ready, not_before or ready),
        "created_at": tx.now,
        "worth_until": None if lifetime is None else tx.now + timedelta(seconds=lifetime),
    }
    tx.conn.execute(_INSERT, values)


def _supersede(tx: Tx, chat_id: UUID | None, ticket_id: UUID | None) -> None:
    """A newer view of a card makes those that have not gone out yet needless."""
    tx.conn.execute(
        update(outbox)
        .where(outbox.c.ticket_id == ticket_id, outbox.c.chat_id == chat_id)
        .where(outbox.c.shape.in_(AGAIN), outbox.c.status.in_(("queued", "waiting", "held")))
        .values(status="cancelled", reason="superseded", ended_at=tx.now, **FORGOTTEN)
    )


def cancel(tx: Tx, id: UUID) -> None:
    """Takes a letter back that has not gone out."""
    tx.conn.execute(
        update(outbox)
        .where(outbox.c.id == id, outbox.c.status.in_(("queued", "waiting", "held")))
        .values(status="cancelled", reason="taken back", ended_at=tx.now, **FORGOTTEN)
    )


def state(tx: Tx, id: UUID) -> str:
    return tx.conn.execute(_STATE, {"id": id}).scalar() or ""


def wakes(tx: Tx, chat: Address, known_by: KnownBy) -> str:
    """What a waiting row and the next message of its address have in common; for an alias another
    word than for the chat itself, so that rows of both that wait together do not match."""
    return tx.vault.name("wakes", known_by, chat.lane)


def release_waiting(tx: Tx, chat: Address) -> None:
    """The person wrote: what waited for that can go out free, to aliases of the chat too."""
    known_by = {"named": wakes(tx, chat, "name"), "veiled": wakes(tx, chat, "alias")}
    tx.conn.execute(_RELEASE, known_by | {"now": tx.now})


def next_due(tx: Tx) -> datetime | None:
    """When the next queued row is due, None when nothing is queued."""
    moment: datetime | None = tx.conn.execute(
        select(func.min(outbox.c.not_before)).where(outbox.c.status == "queued")
    ).scalar()
    return moment


def counts(tx: Tx) -> dict[str, int]:
    """How many rows are in each state that is not an end."""
    counted = tx.conn.execute(
        select(outbox.c.status, func.count())
        .where(outbox.c.ended_at.is_(None))
        .group_by(outbox.c.status)
    )
    return {status: count for status, count in counted}
