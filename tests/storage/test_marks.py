"""What a database remembers of itself: above all, by which key it was sealed."""

from __future__ import annotations

from functools import partial

import pytest

from bot.clock import Clock
from storage import marks
from storage.database import Database, open_database
from storage.sealing import Vault
from storage.tables.chats import marks as marks_table
from tests.storage.case import rows


async def test_a_mark_is_kept_sealed_and_may_change(db: Database) -> None:
    assert await db.read(lambda tx: marks.read(tx, "seen")) == ""
    for value in ("first", "second"):
        await db.run(partial(marks.write, name="seen", value=value))
        assert await db.read(lambda tx: marks.read(tx, "seen")) == value
    [row] = await rows(db, marks_table)
    assert b"second" not in row.value_sealed


async def test_another_key_is_noticed_and_ours_stays(
    db: Database, address: str, clock: Clock
) -> None:
    for _ in range(2):
        await db.run(marks.keep_key)
    other = open_database(address, Vault("a key that somebody mistook for ours"), clock.now)
    for check in (marks.keep_key, marks.same_key):
        with pytest.raises(marks.OtherKey):
            await other.run(check)
    await other.close()
    await db.read(marks.same_key)
