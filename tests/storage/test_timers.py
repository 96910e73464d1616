"""What comes due later: one timer a key, moved into the inbox once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

from sqlalchemy import update

from bot.clock import Clock
from handlers.effects import SetTimer
from handlers.events import TimerDue
from storage import inbox, timers
from storage.database import Database, Tx
from storage.tables.queues import inbox as inbox_table
from storage.tables.queues import timers as table
from tests.storage.case import PARENT, rows


async def put(db: Database, clock: Clock, key: str, minutes: int, **data: int) -> None:
    timer = SetTimer(key, clock.now() + timedelta(minutes=minutes), dict(data))
    await db.run(lambda tx: timers.set_timer(tx, PARENT, timer))


async def moved(db: Database) -> list[TimerDue]:
    """What the clock has moved into the inbox by now, taken out of it."""
    await db.run(timers.move_due)
    found = []
    while heads := await db.run(inbox.heads):
        taken = await db.run(partial(inbox.take, seq=heads[0]))
        assert taken is not None and isinstance(taken.incoming.event, TimerDue)
        assert taken.incoming.chat == PARENT
        found.append(taken.incoming.event)
        await db.run(partial(inbox.done, seq=heads[0]))
    return found


async def test_a_timer_comes_back_when_it_is_due_and_once(db: Database, clock: Clock) -> None:
    await put(db, clock, "a", 10, n=7)
    assert await moved(db) == []
    clock.move(timedelta(minutes=11))
    assert await moved(db) == [TimerDue("a", {"n": 7})]
    assert await moved(db) == [] and await db.read(timers.next_due) is None


async def test_two_clocks_move_a_timer_once(db: Database, clock: Clock) -> None:
    for key in "abc":
        await put(db, clock, key, -1)
    await asyncio.gather(*(db.run(timers.move_due) for _ in range(8)))
    assert len(await rows(db, inbox_table)) == 3


async def test_a_timer_of_the_same_key_replaces_the_first(db: Database, clock: Clock) -> None:
    await put(db, clock, "a", 1, n=1)
    await put(db, clock, "a", 30, n=2)
    clock.move(timedelta(minutes=5))
    assert await moved(db) == []
    clock.move(timedelta(minutes=31))
    assert await moved(db) == [TimerDue("a", {"n": 2})]


async def test_a_timer_that_is_set_again_fires_again(db: Database, clock: Clock) -> None:
    for _ in range(2):
        await put(db, clock, "a", -1)
        assert await moved(db) == [TimerDue("a", {})]


async def test_a_cancelled_timer_never_comes(db: Database, clock: Clock) -> None:
    await put(db, clock, "a", -1)
    await put(db, clock, "b", -1)
    await db.run(lambda tx: timers.cancel(tx, "a"))
    await db.run(lambda tx: timers.cancel(tx, "never set"))
    assert await moved(db) == [TimerDue("b", {})]


async def test_the_clock_learns_when_the_next_is_due(db: Database, clock: Clock) -> None:
    await put(db, clock, "far", 60)
    await put(db, clock, "near", 5)
    due = await db.read(timers.next_due)
    assert due is not None and timedelta() < due - clock.now() <= timedelta(minutes=5)


async def test_a_damaged_timer_keeps_no_other_from_coming(db: Database, clock: Clock) -> None:
    for key in "ab":
        await put(db, clock, key, -1)

    def damage(tx: Tx) -> None:
        one = table.c.key == tx.vault.name("timer", "a")
        other = tx.vault.seal("x", "another row")
        tx.conn.execute(update(table).where(one).values(payload_sealed=other))

    await db.run(damage)
    assert await moved(db) == [TimerDue("b", {})]
    due = await db.read(timers.next_due)
    assert due is not None and due > clock.now(), "the clock does not spin on it"


async def test_a_timer_does_not_say_whose_it_is(db: Database, clock: Clock) -> None:
    await put(db, clock, "intake.offer:0123456789abcdef0123456789abcdef", 1)
    [row] = await rows(db, table)
    assert "intake" not in str(row) and "0123456789abcdef" not in str(row)
