"""Sending on: rows of the outbox are leased in packs, and each ends in a state one can see.

Within a chat rows go out in order of priority and age, up to five in one call; a row that is not
due yet blocks nothing. A row that is `sending` is leased: if its sender dies, `recover` decides by
what the platform can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import bindparam, func, select, update
from uuid_utils.compat import uuid4

from handlers.content import Address, NameOf, Text, Value, Words
from handlers.domain.ticket import Ticket
from handlers.events import DeliveryEnded
from handlers.facts import Message
from storage import chats, inbox, messages, tickets
from storage.database import Tx
from storage.outbox import PRIORITIES, Queued, wakes
from storage.tables.queues import outbox, sent
from storage.writing import insert_into

LEASE = timedelta(seconds=90)

_sending = outbox.alias("sending")
_READY = (
    select(outbox.c.seq, outbox.c.chat_id)
    .where(outbox.c.status == "queued", outbox.c.not_before <= bindparam("now"))
    .where(
        ~select(_sending.c.seq)
        .where(_sending.c.chat_id == outbox.c.chat_id, _sending.c.status == "sending")
        .where(_sending.c.ended_at.is_(None))
        .exists()
    )
    .order_by(outbox.c.priority, outbox.c.seq)
    .limit(bindparam("most"))
)


class Shown(Struct, frozen=True):
    """A ticket as its card shows it now."""

    ticket: Ticket
    messages: tuple[Message, ...]


class Nameless(Struct, frozen=True):
    """A member of staff whom a letter names, and whose name we were never told."""

    person: UUID
    address: Address


class Due(Struct, frozen=True):
    """A row that is to be sent now."""

    seq: int
    id: UUID
    ticket: UUID | None
    shape: str
    free: bool
    priority: int
    attempts: int
    letter: Queued
    words: dict[UUID, str | None] = {}
    nameless: tuple[Nameless, ...] = ()
    card: Shown | None = None


class Pack(Struct, frozen=True):
    """Rows of one chat that go out in one call, by an answer where there is a token."""

    chat_id: UUID
    to: Address
    channel: str
    locale: str | None
    retry_key: UUID
    rows: tuple[Due, ...]
    reply_token: str = ""
    edits: str = ""


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
    for row in tx.conn.execute(_READY, {"now": tx.now, "most": most}):
        by_chat.setdefault(row.chat_id, []).append(row.seq)
    packs = []
    for chat_id, seqs in by_chat.items():
        chat = chats.row_of(tx, chat_id)
        if chat.channel in bubbles:
            packs.append(_pack(tx, chat, seqs[: bubbles[chat.channel]]))
    return packs


def _pack(tx: Tx, chat: chats.ChatRow, seqs: list[int]) -> Pack:
    rows = tx.conn.execute(
        select(outbox).where(outbox.c.seq.in_(seqs)).order_by(outbox.c.priority, outbox.c.seq)
    ).all()
    # Rows tried before keep their retry key, so that the platform recognises them; a pack is
    # repeated as it was and nothing joins it.
    key = rows[0].retry_key
    rows = [row for row in rows if row.retry_key == key]
    key = key or uuid4()
    tx.conn.execute(
        update(outbox)
        .where(outbox.c.seq.in_([row.seq for row in rows]))
        .values(
            status="sending",
            retry_key=key,
            attempts=outbox.c.attempts + 1,
            leased_until=tx.now + LEASE,
        )
    )
    return Pack(
        chat_id=chat.id,
        to=chats.address_of(tx, chat),
        channel=chat.channel,
        locale=chat.locale,
        retry_key=key,
        rows=tuple(_due(tx, row) for row in rows),
        # A call that may have reached the platform is repeated as a push under its retry key.
        reply_token="" if rows[0].attempts else _token(tx, chat, rows),
        edits=_last_card(tx, chat.id, rows[0].ticket_id) if rows[0].shape == "card_again" else "",
    )


def _token(tx: Tx, chat: chats.ChatRow, rows: Sequence[Any]) -> str:
    """The chat's reply token. An alias borrows that of its chat only for what goes free or not
    at all, since the chat's own answer has need of it."""
    if chat.name is None and not any(row.free for row in rows):
        return ""
    return chats.take_token(tx, chats.real(tx, chat))


def _due(tx: Tx, row: Any) -> Due:
    letter = tx.vault.open(row.letter_sealed, row.id, Queued)
    card = _shown(tx, row.ticket_id) if row.shape.startswith("card") else None
    people = {value.person for value in _values_in(letter.text) if isinstance(value, NameOf)}
    people |= {card.ticket.claimant} if card and card.ticket.claimant else set()
    words = {
        value.message: messages.text_of(tx, value.message)
        for value in _values_in(letter.text)
        if isinstance(value, Words)
    }
    named = {person: chats.row_of(tx, person) for person in people}
    return Due(
        seq=row.seq,
        id=row.id,
        ticket=row.ticket_id,
        shape=row.shape,
        free=row.free,
        priority=row.priority,
        attempts=row.attempts,
        letter=letter,
        words=words | {person: chats.display_of(tx, chat) for person, chat in named.items()},
        nameless=tuple(
            Nameless(person, chats.address_of(tx, chat))
            for person, chat in named.items()
            if not chat.display_sealed
        ),
        card=card,
    )


def _values_in(text: Text) -> list[Value]:
    """The values of a text and of the texts within it."""
    found: list[Value] = []
    for value in text.values.values():
        found.extend(_values_in(value) if isinstance(value, Text) else [value])
    return found


def _shown(tx: Tx, ticket_id: UUID) -> Shown | None:
    ticket = tickets.find(tx, ticket_id)
    return None if ticket is None else Shown(ticket, messages.of_ticket(tx, ticket_id))


def _last_card(tx: Tx, chat_id: UUID, ticket_id: UUID | None) -> str:
    row = tx.conn.execute(
        select(sent)
        .where(sent.c.ticket_id == ticket_id, sent.c.chat_id == chat_id, sent.c.shape == "card")
        .order_by(sent.c.at.desc())
        .limit(1)
    ).first()
    return tx.vault.open(row.message_sealed, row.name, str) if row else ""


def ended(tx: Tx, pack: Pack, outcome: Outcome) -> None:
    """Writes down how a pack fared: its end, or when to try again."""
    values: dict[str, Any] = {
        "status": outcome.status,
        "reason": outcome.reason[:200] or None,
        "route": outcome.route or None,
        "leased_until": None,
    }
    if outcome.status in ("queued", "waiting"):
        values["not_before"] = outcome.again_at or tx.now
        values["wakes"] = wakes(tx, pack.to) if outcome.status == "waiting" else None
        if outcome.reason == "token" or outcome.status == "waiting":
            # Nothing reached the platform: the next try is a first one.
            values |= {"retry_key": None, "attempts": 0}
    else:
        values["ended_at"] = tx.now
    tx.conn.execute(
        update(outbox).where(outbox.c.seq.in_([row.seq for row in pack.rows])).values(**values)
    )
    if outcome.status == "sent":
        _remember(tx, pack, outcome.message_ids)
    if outcome.status != "queued":
        _report(tx, pack, outcome)


def _remember(tx: Tx, pack: Pack, message_ids: tuple[str, ...]) -> None:
    """Our messages can be quoted, pressed and edited later. Where there are more messages than
    rows (a long text was split) the rest belongs to the last row."""
    for position, message_id in enumerate(message_ids):
        row = pack.rows[min(position, len(pack.rows) - 1)]
        name = message_name(tx, pack.to, message_id)
        tx.conn.execute(
            insert_into(tx, sent)
            .values(
                name=name,
                chat_id=pack.chat_id,
                ticket_id=row.ticket,
                shape="card" if row.shape.startswith("card") else "text",
                message_sealed=tx.vault.seal(message_id, name),
                at=tx.now,
            )
            .on_conflict_do_nothing()
        )


def message_name(tx: Tx, chat: Address, message_id: str) -> str:
    """The keyed hash by which a platform message is known."""
    return tx.vault.name("message", chat.account, chat.id, message_id)


def _report(tx: Tx, pack: Pack, outcome: Outcome) -> None:
    for row in pack.rows:
        if row.letter.report is None or row.letter.report_to is None:
            continue
        to = chats.address_of(tx, chats.row_of(tx, row.letter.report_to))
        event = DeliveryEnded(row.id, outcome.status, outcome.reason, row.letter.report)
        inbox.put_own(tx, to, event, f"ended|{row.id}|{outcome.status}")


def recover(tx: Tx, *, everything: bool) -> int:
    """Takes back the rows whose sender died. `everything`: this process is the only sender.

    LINE pushes are repeated under their retry key. Of what a platform cannot tell (an answer on
    LINE, a call to Telegram) personal letters are repeated once, bulk ends as unknown.
    """
    sending = select(outbox).where(outbox.c.status == "sending", outbox.c.ended_at.is_(None))
    if not everything:
        sending = sending.where(outbox.c.leased_until < tx.now)
    lost = tx.conn.execute(sending).all()
    for row in lost:
        chat = chats.row_of(tx, row.chat_id)
        repeat = chat.channel == "line" or (row.priority < PRIORITIES["bulk"] and row.attempts < 2)
        values: dict[str, Any] = {"status": "queued", "leased_until": None, "reason": "recovered"}
        if not repeat:
            values |= {"status": "unknown", "ended_at": tx.now}
        tx.conn.execute(update(outbox).where(outbox.c.seq == row.seq).values(**values))
    return len(lost)
