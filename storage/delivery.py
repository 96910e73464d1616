"""Sending on: rows of the outbox are leased in packs, and each ends in a state one can see.

Within a chat rows go out in order of priority and age, up to five in one call; a row that is not
due yet blocks nothing. A row that is `sending` is leased: if its sender dies, `recover` decides by
what the platform can tell.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import MsgspecError, Struct, structs
from sqlalchemy import Row, bindparam, func, select, update
from uuid_utils.compat import uuid4

from handlers.content import Address
from handlers.events import DeliveryEnded, Left
from storage import chats, desks, due, inbox, shown
from storage.database import Tx
from storage.due import Due, Nameless, Shown
from storage.outbox import AGAIN, FORGOTTEN, PRIORITIES, KnownBy, Queued, wakes
from storage.sealing import Unsealable
from storage.tables.base import Instant
from storage.tables.chats import chats as chats_table
from storage.tables.queues import outbox

__all__ = ["LOST", "Due", "Nameless", "Outcome", "Pack", "Shown", "claim", "ended", "recover"]

LEASE = timedelta(seconds=90)
KEY_LIFE = timedelta(hours=23)
"""How long a call is repeated under one retry key; LINE knows a key for 24 hours."""
LOST = {"gone": Left(), "mute": Left("mute")}
"""Ends after which a group is nobody's desk, and what is heard of it."""
UNENDED = ("queued", "waiting", "held", "sending")

_sending = outbox.alias("sending")
_READY = (
    select(outbox.c.seq, outbox.c.chat_id)
    .join(chats_table, chats_table.c.id == outbox.c.chat_id)
    .where(outbox.c.status == "queued", outbox.c.not_before <= bindparam("now"))
    .where(chats_table.c.channel.in_(bindparam("channels", expanding=True)))
    .where(
        ~select(_sending.c.seq)
        .where(_sending.c.chat_id == outbox.c.chat_id, _sending.c.status == "sending")
        .where(_sending.c.ended_at.is_(None))
        .exists()
    )
    .order_by(outbox.c.priority, outbox.c.seq)
    .limit(bindparam("most"))
)
_QUEUED = (
    select(outbox).where(outbox.c.status == "queued").order_by(outbox.c.priority, outbox.c.seq)
)
_THESE = _QUEUED.where(outbox.c.seq.in_(bindparam("seqs", expanding=True)))
_TRIED = _QUEUED.where(outbox.c.retry_key == bindparam("key"))
_CHANGE = update(outbox).where(outbox.c.seq.in_(bindparam("seqs", expanding=True)))
_LEASE = _CHANGE.values(
    status="sending",
    retry_key=bindparam("key"),
    attempts=outbox.c.attempts + 1,
    tried_at=func.coalesce(outbox.c.tried_at, bindparam("at", type_=Instant)),
    keyed_at=bindparam("keyed_at"),
    leased_until=bindparam("until"),
)


class Pack(Struct, frozen=True):
    """Rows of one chat that go out in one call, by an answer where there is a token; `since`: when
    that was first tried; `blocked`: the person has blocked us, as far as we were told."""

    chat_id: UUID
    to: Address
    channel: str
    locale: str | None
    retry_key: UUID
    since: datetime
    rows: tuple[Due, ...]
    reply_token: str = ""
    edits: str = ""
    blocked: bool = False
    known_by: KnownBy = "name"


class Outcome(Struct, frozen=True):
    """How a pack ended: `status` an end state, or "queued" to be tried again at `again_at`."""

    status: str
    reason: str = ""
    route: str = ""
    again_at: datetime | None = None
    message_ids: tuple[str, ...] = ()


def claim(tx: Tx, bubbles: dict[str, int], most: int = 64) -> list[Pack]:
    """Leases what may go out now, in packs. `bubbles`: channel -> bubbles in one call."""
    # Two senders (PostgreSQL) must not lease rows of one chat at the same time.
    if tx.postgres:
        tx.conn.execute(select(func.pg_advisory_xact_lock(7020)))
    by_chat: dict[UUID, list[int]] = {}
    asked = {"now": tx.now, "most": most, "channels": list(bubbles)}
    for row in tx.conn.execute(_READY, asked):
        by_chat.setdefault(row.chat_id, []).append(row.seq)
    packs = []
    for chat_id, seqs in by_chat.items():
        chat = chats.row_of(tx, chat_id)
        rows = _worth_sending(tx, _together(tx, seqs[: bubbles[chat.channel]]))
        try:
            packs += [_pack(tx, chat, rows)] if rows else []
        except (Unsealable, MsgspecError):
            # Damaged: it must not keep the others from going out.
            _write(tx, rows, {"status": "failed", "reason": "unreadable"})
    return packs


def _together(tx: Tx, seqs: list[int]) -> list[Row[Any]]:
    """The first rows of a chat that go out in one call."""
    rows = list(tx.conn.execute(_THESE, {"seqs": seqs}))
    if rows[0].retry_key:
        # Tried before: the pack is repeated as it was and nothing joins it, so that the platform
        # recognises it by its retry key.
        return list(tx.conn.execute(_TRIED, {"key": rows[0].retry_key}))
    # Leaving a group is a call of its own.
    for position, row in enumerate(rows):
        if row.retry_key or row.shape == "leave":
            return rows[: max(position, 1)]
    return rows


def _worth_sending(tx: Tx, rows: list[Row[Any]]) -> list[Row[Any]]:
    """Without what outlived its use before it could go once."""
    late = [row for row in rows if _late(tx, row)]
    if late:
        _write(tx, late, {"status": "cancelled", "reason": "superseded"})
    return [row for row in rows if row not in late]


def _late(tx: Tx, row: Row[Any]) -> bool:
    return bool(row.worth_until and row.worth_until < tx.now and not row.attempts)


def _pack(tx: Tx, chat: chats.ChatRow, rows: list[Row[Any]]) -> Pack:
    key, keyed_at = _key(tx, rows[0])
    lease = {"key": key, "keyed_at": keyed_at, "at": tx.now, "until": tx.now + LEASE}
    tx.conn.execute(_LEASE, lease | {"seqs": [row.seq for row in rows]})
    due_rows = tuple(due.load(tx, row) for row in rows)
    return Pack(
        chat_id=chat.id,
        to=chats.address_of(tx, chat),
        channel=chat.channel,
        known_by="alias" if chat.name is None else "name",
        locale=chat.locale,
        retry_key=key,
        since=rows[0].tried_at or tx.now,
        rows=due_rows,
        # A call that may have reached the platform is repeated as a push under its retry key.
        reply_token="" if rows[0].attempts else _token(tx, chat, rows),
        edits=_edited(tx, chat.id, due_rows[0]),
        blocked=chats.real(tx, chat).state == "blocked",
    )


def _key(tx: Tx, row: Row[Any]) -> tuple[UUID, datetime]:
    """The retry key of a call, and since when it has it."""
    if row.retry_key and tx.now - row.keyed_at < KEY_LIFE:
        return row.retry_key, row.keyed_at
    return uuid4(), tx.now


def _edited(tx: Tx, chat_id: UUID, row: Due) -> str:
    """The message of ours that a row replaces where the platform can."""
    if row.shape in AGAIN:
        return shown.last_card(tx, chat_id, row.ticket)
    return row.letter.edits


def _token(tx: Tx, chat: chats.ChatRow, rows: Sequence[Any]) -> str:
    """The chat's reply token. An alias borrows that of its chat only for what goes free or not
    at all, since the chat's own answer has need of it."""
    if chat.name is None and not any(row.free or row.reason == "quota" for row in rows):
        return ""
    return chats.take_token(tx, chats.real(tx, chat))


def ended(tx: Tx, pack: Pack, outcome: Outcome) -> None:
    """Writes down how a pack fared: its end, or when to try again."""
    if outcome.status == "failed" and outcome.reason in LOST:
        kept = desks.hand_back(tx, pack.to, pack.retry_key, pack.rows, LOST[outcome.reason])
        pack = structs.replace(pack, rows=kept)
    values: dict[str, Any] = {
        "status": outcome.status,
        "reason": outcome.reason[:200] or None,
        "route": outcome.route or None,
        "leased_until": None,
    }
    if outcome.status in ("queued", "waiting"):
        values["not_before"] = outcome.again_at or tx.now
        values["wakes"] = wakes(tx, pack.to, pack.known_by) if outcome.status == "waiting" else None
        if outcome.reason == "token" or outcome.status == "waiting":
            # Nothing reached the platform: the next try is a first one.
            values |= {"retry_key": None, "attempts": 0, "tried_at": None}
    _write(tx, pack.rows, values)
    if outcome.status == "sent":
        shown.remember(tx, pack.chat_id, pack.to, pack.rows, outcome.message_ids)
    if outcome.status != "queued":
        for row in pack.rows:
            _report(tx, row.id, row.letter, outcome.status, outcome.reason)


def _write(tx: Tx, rows: Sequence[Row[Any] | Due], values: dict[str, Any]) -> None:
    if values["status"] not in UNENDED:
        values = values | FORGOTTEN | {"ended_at": tx.now}
    tx.conn.execute(_CHANGE, values | {"seqs": [row.seq for row in rows]})


def _report(tx: Tx, row_id: UUID, letter: Queued, status: str, reason: str) -> None:
    if letter.report is None or letter.report_to is None:
        return
    to = chats.address_of(tx, chats.row_of(tx, letter.report_to))
    event = DeliveryEnded(row_id, status, reason, letter.report)
    inbox.put_own(tx, to, event, f"ended|{row_id}|{status}")


def recover(tx: Tx, *, everything: bool, but: Collection[int] = ()) -> int:
    """Takes back the rows whose sender died. `everything`: this process is the only sender; `but`:
    rows that it is sending now.

    LINE pushes are repeated under their retry key. Of what a platform cannot tell (an answer on
    LINE, a call to Telegram) personal letters are repeated once, bulk ends as unknown.
    """
    sending = select(outbox).where(outbox.c.status == "sending", outbox.c.ended_at.is_(None))
    if not everything:
        sending = sending.where(outbox.c.leased_until < tx.now)
    lost = [row for row in tx.conn.execute(sending) if row.seq not in but]
    for row in lost:
        chat = chats.row_of(tx, row.chat_id)
        repeat = chat.channel == "line" or (row.priority < PRIORITIES["bulk"] and row.attempts < 2)
        status = "queued" if repeat else "unknown"
        _write(tx, [row], {"status": status, "leased_until": None, "reason": "recovered"})
        if not repeat:
            letter = tx.vault.open(row.letter_sealed, row.id, Queued)
            _report(tx, row.id, letter, status, "recovered")
    return len(lost)
