"""The clock: it moves what is due into the inbox, wakes early when rung, and outlives an outage."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from structlog.testing import capture_logs

from bot.clock import Clock, Timers
from handlers.effects import SetTimer
from storage import inbox, timers
from storage.database import Database
from tests.jobs.running import Running
from tests.storage.case import PARENT, until


def test_only_a_moved_clock_goes_ahead() -> None:
    clock, real = Clock(), Clock()
    clock.move(timedelta(hours=1))
    assert timedelta(minutes=59) < clock.now() - real.now() < timedelta(minutes=61)
    assert clock.now().utcoffset() == timedelta()


async def test_a_timer_is_moved_when_it_is_due(db: Database, clock: Clock) -> None:
    rung: list[int] = []
    loop = Timers(db, clock, lambda: rung.append(1))
    running = asyncio.create_task(loop.run())
    at = clock.now() + timedelta(milliseconds=50)
    await db.run(lambda tx: timers.set_timer(tx, PARENT, SetTimer("a", at)))
    loop.ring()
    await until(lambda: bool(rung))
    assert clock.now() >= at
    assert len(await db.run(inbox.heads)) == 1
    running.cancel()


async def test_every_loop_goes_on_after_an_outage(stage: Running) -> None:
    with capture_logs() as log, stage.without_database():
        stage.app.wake()
        events = ("clock.database", "turns.database", "fetch.database")
        await until(lambda: {*events} <= {each["event"] for each in log})
    await stage.line.write("parent_a", "อาหารกลางวันไม่พอ")
    await stage.wait(5)
    await stage.heard("parent_a", "จะส่งถึง")
