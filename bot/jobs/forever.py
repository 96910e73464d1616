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


async def forever(name: str, loop: Loop) -> None:
    """Runs a loop until it is cancelled."""
    while True:
        try:
            await loop()
        except Exception as why:  # noqa: BLE001 - any defect; the others must go on
            frame = traceback.extract_tb(why.__traceback__)[-1]
            where = f"{frame.name}:{frame.lineno}"
            log.error("loop.failed", loop=name, kind=type(why).__name__, where=where)
        await asyncio.sleep(PAUSE_SECONDS)


async def rung(bell: asyncio.Event, seconds: float) -> None:
    """Rests until the bell is rung, but no longer than some seconds."""
    # Not asyncio.wait_for: on Python 3.11 it swallows a cancellation that comes together with the
    # bell, and a loop that was told to stop goes on for ever.
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await bell.wait()
