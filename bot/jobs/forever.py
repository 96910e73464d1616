"""Keeps a loop alive: an office without IT staff has nobody to start it again.

What a loop raises is a defect; it is written down, and the loop starts anew after a pause.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import structlog

log = structlog.get_logger()

PAUSE_SECONDS = 2.0
Loop = Callable[[], Coroutine[Any, Any, None]]


async def forever(name: str, loop: Loop, failing: set[str] | None = None) -> None:
    """Runs a loop until it is cancelled. In `failing` its name stands while it rests from a
    failure."""
    failing = set() if failing is None else failing
    while True:
        failing.discard(name)
        try:
            await loop()
        except Exception as why:  # noqa: BLE001 - any defect; the others must go on
            frame = traceback.extract_tb(why.__traceback__)[-1]
            where = f"{frame.name}:{frame.lineno}"
            log.error("loop.failed", loop=name, kind=type(why).__name__, where=where)
        failing.add(name)
        await asyncio.sleep(PAUSE_SECONDS)


class Loops:
    """The loops of a process by their names. `states`: "alive", or "failing" between a failure and
    the next start."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._failing: set[str] = set()

    def keep(self, name: str, loop: Loop) -> None:
        """Starts a loop and keeps it alive."""
        self._tasks[name] = asyncio.create_task(forever(name, loop, self._failing))

    def states(self) -> dict[str, str]:
        return {
            name: "failing" if name in self._failing or task.done() else "alive"
            for name, task in self._tasks.items()
        }

    async def stop(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)


async def rung(bell: asyncio.Event, seconds: float) -> None:
    """Rests until the bell is rung, but no longer than some seconds."""
    # Not asyncio.wait_for: on Python 3.11 it swallows a cancellation that comes together with the
    # bell, and a loop that was told to stop goes on for ever.
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await bell.wait()
