"""What is looked after once in a while: what was kept long enough goes, a newly learned model is
taken up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime, timedelta

import structlog

from handlers.domain.office import Keep
from storage import corrections
from storage.database import Database, Unavailable

log = structlog.get_logger()

PAUSE_SECONDS = 60.0


class Upkeep:
    """`renew` takes up a new model and says whether there was one; it runs in a thread."""

    def __init__(
        self, db: Database, keep: Keep, now: Callable[[], datetime], renew: Callable[[], bool]
    ) -> None:
        self._db = db
        self._keep = keep
        self._now = now
        self._renew = renew
        self._swept: date | None = None

    async def run(self) -> None:
        while True:
            await self.round()
            await asyncio.sleep(PAUSE_SECONDS)

    async def round(self) -> None:
        """Sweeps where this day has not seen it yet, and looks for a model."""
        try:
            await self._sweep(self._now().date())
        except Unavailable as why:
            log.error("upkeep.database", why=str(why))
        if await asyncio.to_thread(self._renew):
            log.info("model.renewed")

    async def _sweep(self, today: date) -> None:
        if today == self._swept:
            return
        first = today - timedelta(days=self._keep.corrections_days)
        await self._db.run(lambda tx: corrections.forget_before(tx, first))
        self._swept = today
