"""A row never stays `sending` when nobody sends it, and is never taken from who does."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.base import Sent
from bot.jobs import deliver
from handlers.content import Letter
from storage import delivery
from tests.jobs.running import Running
from tests.storage.case import BUBBLES

TELEGRAM = "telegram:700000001"


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliver, "LOST_SECONDS", 0.02)
    monkeypatch.setattr(deliver, "IDLE_SECONDS", 0.02)


async def test_what_nobody_sends_any_more_goes_out_while_running(
    stage: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.world.person("parent_a").tie = "friend"
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(stage.app.deliver, "_channels", {})
        await stage.queue("parent_a")
        lost = await stage.app.db.run(lambda tx: delivery.claim(tx, BUBBLES))
    assert len(lost) == 1
    await stage.ends(("sent", None, "push"))


async def test_a_loop_that_starts_anew_takes_nothing_that_is_under_way(
    stage: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel, go_on = stage.app.channels[TELEGRAM], asyncio.Event()
    send, calls = channel.send, 0

    async def slow(letter: Letter) -> Sent:
        nonlocal calls
        calls += 1
        await go_on.wait()
        return await send(letter)

    monkeypatch.setattr(channel, "send", slow)
    stage.world.person("parent_b").tie = "friend"
    await stage.queue("parent_b")
    await stage.ends(("sending", None, None))
    again = asyncio.create_task(stage.app.deliver.run())
    await asyncio.sleep(0.2)
    assert await stage.letters() == [("sending", None, None)]
    go_on.set()
    await stage.ends(("sent", None, "push"))
    again.cancel()
    assert calls == 1
