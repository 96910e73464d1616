"""Invented people and what storage tests do with them, again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from msgspec import structs
from sqlalchemy import Row, Table, select

from handlers.content import Address, Text
from handlers.domain.ticket import Ticket
from handlers.effects import AddMessage, OpenTicket
from handlers.events import Event, Incoming, TextSent
from storage import chats, delivery, messages, outbox, tickets
from storage.database import Database, Tx
from storage.outbox import Queued

PARENT = Address("line", "private", "U" + "a" * 32)
OTHER = Address("line", "private", "U" + "b" * 32)
ON_TELEGRAM = Address("telegram:700000001", "private", "500000002")
DESK = Address("telegram:700000001", "group", "-1001000000001")
LINE_DESK = Address("line", "group", "C" + "d" * 32)
BUBBLES = {"line": 5, "telegram": 1}
LOOK_AGAIN = 0.01
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


def said(text: str, chat: Address = PARENT, id: str = "", event: Event | None = None) -> Incoming:
    event = event or TextSent(text, f"m-{text}")
    return Incoming(id or f"e-{text}", chat.account, chat, NOON, event)


def opening(**changes: Any) -> OpenTicket:
    plain = OpenTicket(
        id=uuid4(),
        kind="complaint",
        group="admin",
        due_on=date(2026, 12, 15),
        opened_on=date(2026, 11, 20),
    )
    return structs.replace(plain, **changes)


async def until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    """Returns as soon as it is true; fails when it does not come to be."""
    deadline = monotonic() + seconds
    while not true():
        assert monotonic() < deadline, f"not so within {seconds} s"
        await asyncio.sleep(LOOK_AGAIN)


async def chat(db: Database, address: Address = PARENT) -> UUID:
    def unit(tx: Tx) -> UUID:
        found: UUID = chats.ensure(tx, address).id
        return found

    return await db.run(unit)


async def opened(db: Database, chat_id: UUID, **changes: Any) -> Ticket:
    effect = opening(**changes)

    def unit(tx: Tx) -> Ticket:
        tickets.open_ticket(tx, effect, chat_id, "TY2")
        found = tickets.find(tx, effect.id)
        assert found is not None
        return found

    return await db.run(unit)


async def written(db: Database, ticket: Ticket, text: str, source: str = "", **more: Any) -> UUID:
    effect = AddMessage(uuid4(), ticket.id, more.pop("author", "citizen"), text, **more)
    await db.run(lambda tx: messages.add(tx, effect, ticket, source))
    return effect.id


async def queued(db: Database, chat_id: UUID | None, key: str = "hello", **more: Any) -> UUID:
    letter_id = more.pop("id", None) or uuid4()
    letter = Queued(
        Text(key), report=more.pop("report", None), report_to=more.pop("report_to", None)
    )
    await db.run(lambda tx: outbox.queue(tx, letter, chat_id=chat_id, id=letter_id, **more))
    return letter_id


async def claimed(db: Database, most: int = 64) -> list[delivery.Pack]:
    return await db.run(lambda tx: delivery.claim(tx, BUBBLES, most))


async def ended(db: Database, pack: delivery.Pack, outcome: delivery.Outcome) -> None:
    await db.run(lambda tx: delivery.ended(tx, pack, outcome))


async def state(db: Database, letter_id: UUID) -> str:
    return await db.read(lambda tx: outbox.state(tx, letter_id))


async def rows(db: Database, table: Table) -> list[Row[Any]]:
    return await db.read(lambda tx: list(tx.conn.execute(select(table))))
