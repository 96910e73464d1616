"""What was kept long enough goes once a day; a new model is looked for every time."""

from __future__ import annotations

from datetime import date, timedelta

from bot.clock import Clock
from bot.jobs.upkeep import Upkeep
from handlers.domain.correction import Correction
from handlers.domain.office import Keep
from storage import corrections
from storage.database import Database


async def kept(db: Database) -> list[date]:
    return [each.on for each in await db.read(corrections.every)]


async def test_corrections_go_when_their_time_is_over(db: Database, clock: Clock) -> None:
    looked: list[int] = []
    upkeep = Upkeep(db, Keep(corrections_days=30), clock.now, lambda: bool(looked.append(1)))
    today = clock.now().date()
    days = [today - timedelta(days=ago) for ago in (31, 30, 0)]
    for day in days:
        one = Correction("นมบูด", day, "citizen", "complaint")
        await db.run(lambda tx, one=one: corrections.add(tx, one, ()))
    await upkeep.round()
    assert await kept(db) == days[1:]
    clock.move(timedelta(days=1))
    await upkeep.round()
    await upkeep.round()
    assert await kept(db) == days[2:] and len(looked) == 3
