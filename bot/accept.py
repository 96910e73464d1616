"""Run 1 of every message: stored before it is acknowledged.

Concurrent webhooks share one transaction: their events are put on a list, one writer takes the
list and inserts it with one statement, then all of them are answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from handlers.events import Incoming
from storage import chatter, inbox
from storage.database import Database, Tx, Unavailable

Waiting = tuple[Sequence[Incoming], asyncio.Future[None]]


class Accept:
    """`stored` rings the turn loop."""

    def __init__(self, db: Database, stored: Callable[[], None]) -> None:
        self._db = db
        self._stored = stored
        self._waiting: list[Waiting] = []
        self._writer: asyncio.Task[None] | None = None

    async def store(self, events: Sequence[Incoming]) -> None:
        """Returns once the events are durable. Raises storage.database.Unavailable."""
        if not events:
            return
        durable: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((events, durable))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        await durable
        self._stored()

    async def _write(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            events = [event for events, _ in batch for event in events]
            try:
                await self._db.run(partial(_put, events))
                _settle(batch, lambda durable: durable.set_result(None))
            except Unavailable as why:
                _settle(batch, partial(_refuse, why))
            finally:
                # Whatever else went wrong: nobody is left waiting, nothing counts as stored.
                _settle(batch, partial(_refuse, Unavailable("not stored")))


def _settle(batch: list[Waiting], how: Callable[[asyncio.Future[None]], object]) -> None:
    for _, durable in batch:
        if not durable.done():
            how(durable)


def _refuse(why: Unavailable, durable: asyncio.Future[None]) -> None:
    durable.set_exception(why)


def _put(events: list[Incoming], tx: Tx) -> None:
    inbox.put(tx, chatter.without(tx, events))
