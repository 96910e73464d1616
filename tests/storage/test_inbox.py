"""What came in: stored once, decided in order, parked when it cannot be, empty when done."""

from __future__ import annotations

import asyncio
from functools import partial
from uuid import uuid4

from sqlalchemy import update

from handlers.events import Incoming, TextSent
from storage import inbox
from storage.database import Database, Tx
from storage.tables.queues import inbox as table
from tests.storage.case import OTHER, PARENT, rows, said


async def put(db: Database, *events: Incoming) -> None:
    await db.run(lambda tx: inbox.put(tx, events))


async def words(db: Database, seq: int) -> str:
    taken = await db.run(lambda tx: inbox.take(tx, seq))
    assert taken is not None and isinstance(taken.incoming.event, TextSent)
    return taken.incoming.event.text


async def done(db: Database, seq: int) -> None:
    await db.run(lambda tx: inbox.done(tx, seq))


async def test_an_event_that_comes_again_is_stored_once(db: Database) -> None:
    twice = said("a", id="1")
    await put(db, twice, twice, said("other account", chat=PARENT, id="2"))
    await put(db, twice)
    await asyncio.gather(*(put(db, said("b", id="3")) for _ in range(20)))
    assert len(await rows(db, table)) == 3


async def test_what_was_done_is_still_known_when_it_comes_again(db: Database) -> None:
    await put(db, said("a", id="1"))
    [seq] = await db.run(inbox.heads)
    await done(db, seq)
    await put(db, said("a", id="1"))
    assert await db.run(inbox.heads) == []


async def test_only_the_head_of_a_lane_can_be_taken(db: Database) -> None:
    await put(db, said("a"), said("x", OTHER), said("b"), said("y", OTHER))
    first, second, third, fourth = [row.seq for row in await rows(db, table)]
    assert await db.run(inbox.heads) == [first, second]
    for behind in (third, fourth, 99):
        assert await db.run(partial(inbox.take, seq=behind)) is None
    assert await words(db, first) == "a"
    await done(db, first)
    assert await db.run(inbox.heads) == [second, third]
    assert await words(db, third) == "b"
    assert await db.run(partial(inbox.take, seq=first)) is None, "what is done is not taken again"


async def test_somebody_who_writes_hundreds_keeps_nobody_waiting(db: Database) -> None:
    await put(db, *(said(str(n)) for n in range(300)), said("x", OTHER))
    assert len(await db.run(inbox.heads)) == 2


async def test_an_event_is_parked_after_three_tries_and_its_lane_goes_on(db: Database) -> None:
    await put(db, said("poison"), said("next"))
    poison, following = [row.seq for row in await rows(db, table)]
    tried = [await db.run(lambda tx: inbox.failed(tx, poison, "r" * 300)) for _ in range(4)]
    assert tried == [False, False, True, False]
    assert await db.run(inbox.heads) == [following]
    assert await words(db, following) == "next"
    assert await db.read(inbox.backlog) == {"new": 1, "parked": 1}


async def test_a_parked_event_can_be_replayed(db: Database) -> None:
    await put(db, said("poison"))
    [seq] = await db.run(inbox.heads)
    for _ in range(3):
        await db.run(lambda tx: inbox.failed(tx, seq, "why"))
    assert await db.run(inbox.replay) == 1
    assert await words(db, seq) == "poison"
    assert await db.run(inbox.replay) == 0


async def test_what_is_done_keeps_neither_words_nor_lane(db: Database) -> None:
    await put(db, said("a"))
    [seq] = await db.run(inbox.heads)
    await done(db, seq)
    [row] = await rows(db, table)
    assert (row.status, row.payload_sealed, row.lane) == ("done", None, "")
    assert row.done_at is not None


async def test_a_payload_that_cannot_be_read_is_none(db: Database) -> None:
    await put(db, said("a"), said("b", OTHER))
    first, second = await db.run(inbox.heads)

    def damage(tx: Tx) -> None:
        moved = update(table).where(table.c.seq == first)
        tx.conn.execute(moved.values(payload_sealed=tx.vault.seal("x", uuid4())))

    await db.run(damage)
    assert await db.read(lambda tx: inbox.payload(tx, first)) is None
    assert await db.read(lambda tx: inbox.payload(tx, second)) == said("b", OTHER)
