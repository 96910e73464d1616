"""One-time codes: used once, whoever comes at the same moment, and for some hours."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.clock import Clock
from handlers.domain.people import Grant
from storage import invites
from storage.database import Conflict, Database, Tx
from storage.tables.chats import invites as table
from tests.storage.case import rows

CODE = "7KQD-9MXP-W2TA"


async def found(db: Database, code: str = CODE) -> str | None:
    invite = await db.read(lambda tx: invites.find(tx, code))
    return invite.state if invite else None


async def create(db: Database) -> None:
    await db.run(lambda tx: invites.create(tx, CODE, Grant("officer", "admin"), 72))


async def test_a_code_is_kept_as_a_hash(db: Database) -> None:
    await create(db)
    assert await found(db) == "valid" and await found(db, "AAAA-2222-BBBB") is None
    [row] = await rows(db, table)
    assert CODE not in str(row)


async def test_a_code_expires(db: Database, clock: Clock) -> None:
    await create(db)
    clock.move(timedelta(hours=72, seconds=1))
    assert await found(db) == "expired"


async def test_a_code_is_used_once_under_a_race(db: Database) -> None:
    await create(db)

    def use(tx: Tx) -> bool:
        invite = invites.find(tx, CODE)
        assert invite is not None
        if invite.state != "valid":
            return False
        invites.use(tx, invite.id)
        return True

    async def turn() -> bool:
        try:
            return await db.run(use)
        except Conflict:
            return False

    assert sum(await asyncio.gather(*(turn() for _ in range(20)))) == 1
    assert await found(db) == "used"
