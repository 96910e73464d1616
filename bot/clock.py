"""Time: what "now" is, and the loop that moves due timers into the inbox as events."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog

from bot.jobs.forever import rung
from storage import timers
from storage.database import Database, Unavailable

log = structlog.get_logger()

LONGEST_REST = 1.0


class Clock:
    """Now, in UTC. The sandbox moves it; nothing else does."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def move(self, ahead: timedelta) -> None:
        """How far this clock goes ahead of the real one."""
        self._ahead = ahead


class Timers:
    """Wakes when the next timer is due, at least once a second, and when it is rung."""

    def __init__(self, db: Database, clock: Clock, moved: Callable[[], None]) -> None:
        self._db = db
        self._clock = clock
        self._moved = moved
        self._bell = asyncio.Event()

    def ring(self) -> None:
        self._bell.set()

    async def run(self) -> None:
        while True:
            self._bell.clear()
            rest = LONGEST_REST
            try:
                due = await self._db.read(timers.next_due)
                if due is not None and due <= self._clock.now():
                    due = await self._db.run(timers.move_due)
                    self._moved()
                if due is not None:
                    rest = min(rest, max(0.0, (due - self._clock.now()).total_seconds()))
            except Unavailable as why:
                log.error("clock.database", why=str(why))
            await rung(self._bell, rest + 0.001)
