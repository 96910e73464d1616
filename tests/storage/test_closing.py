"""How the matters of each unit ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from handlers.effects import MoveTicket
from storage import closing, tickets
from storage.closing import Ended
from storage.database import Database
from tests.storage.case import chat, opened


async def ended(db: Database, chat_id: UUID, group: str, receipt: str = "", **how: Any) -> None:
    ticket = await opened(db, chat_id, group=group, receipt=receipt)
    moved = MoveTicket(ticket.id, ticket.version, "closed", **how)
    await db.run(lambda tx: tickets.move(tx, moved))


async def test_closed_reopened_and_rated_are_counted_by_unit(db: Database) -> None:
    here = await chat(db)
    solved: dict[str, Any] = {"status": "closed", "outcome": "solved"}
    await ended(db, here, "legal", **solved, solved=True, rating=5)
    await ended(db, here, "legal", **solved, solved=True, rating=2, reopened=2)
    await ended(db, here, "legal", status="reopened", solved=False, reopened=1)
    await ended(db, here, "legal", status="answered")
    await ended(db, here, "admin", status="closed", outcome="explained")
    await ended(db, here, "admin", status="closed", outcome="spam")
    await ended(db, here, "admin", receipt="TY2-Z-7K3QD-9MXPA", **solved, rating=1)
    admin, legal = await db.read(closing.by_group)
    assert admin == Ended("admin", 1, 0, 0, 0, 0, 0, None, 1) and admin.rate == 0
    assert legal == Ended("legal", 2, 2, 3, 2, 1, 2, 3.5, 3)
    assert legal.rate == pytest.approx(2 / 3)


async def test_of_one_year_only(db: Database) -> None:
    await ended(db, await chat(db), "legal", status="closed", outcome="solved")
    assert [each.group for each in await db.read(lambda tx: closing.by_group(tx, 2570))] == [
        "legal"
    ]
    assert await db.read(lambda tx: closing.by_group(tx, 2569)) == ()
