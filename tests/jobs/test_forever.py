"""A loop that is told to stop stops, whatever else happens at that moment."""

from __future__ import annotations

import asyncio

import pytest

from bot.jobs.forever import Loops, forever, rung


@pytest.mark.parametrize("passes", range(5))
async def test_a_bell_that_rings_meanwhile_does_not_drown_a_cancellation(passes: int) -> None:
    bell = asyncio.Event()

    async def loop() -> None:
        while True:
            bell.clear()
            await rung(bell, 60.0)

    task = asyncio.create_task(forever("test", loop))
    await asyncio.sleep(0.01)
    bell.set()
    for _ in range(passes):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task], timeout=1.0)
    stopped = task.cancelled()
    task.cancel()
    assert stopped


async def test_the_bell_ends_the_rest_and_so_does_time() -> None:
    bell = asyncio.Event()
    await rung(bell, 0.001)
    assert not bell.is_set()
    bell.set()
    async with asyncio.timeout(1.0):
        await rung(bell, 60.0)


async def test_a_loop_that_fails_is_said_to_and_starts_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.jobs.forever.PAUSE_SECONDS", 0.05)
    loops, starts, well = Loops(), 0, asyncio.Event()

    async def loop() -> None:
        nonlocal starts
        starts += 1
        if starts == 1:
            raise ZeroDivisionError
        well.set()
        await asyncio.Event().wait()

    loops.keep("test", loop)
    await asyncio.sleep(0.01)
    assert loops.states() == {"test": "failing"}
    await asyncio.wait_for(well.wait(), 1.0)
    assert loops.states() == {"test": "alive"}
    await loops.stop()
    assert loops.states() == {"test": "failing"}
