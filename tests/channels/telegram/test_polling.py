"""Polling: nothing is forgotten at the platform before it is stored with us."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.channels.telegram.client import TelegramChannel
from bot.channels.telegram.polling import poll
from handlers.events import Incoming, TextSent
from tests.channels.telegram.standin import Telegram, private, refusal, running


class Inbox:
    """Keeps texts; `fails` is raised instead, once each."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.fails: list[Exception] = []
        self.slow = 0.0
        self.changed = asyncio.Event()

    async def put(self, events: list[Incoming]) -> None:
        await asyncio.sleep(self.slow)
        if self.fails:
            raise self.fails.pop(0)
        self.texts += [e.event.text for e in events if isinstance(e.event, TextSent)]
        self.changed.set()

    async def until(self, *texts: str) -> None:
        async with asyncio.timeout(10):
            while self.texts != list(texts):
                self.changed.clear()
                await self.changed.wait()


@asynccontextmanager
async def polling(**settings: Any) -> AsyncIterator[tuple[Telegram, Inbox, TelegramChannel]]:
    """A poll that is under way, and stopped at the end."""
    usual: dict[str, Any] = {"hold": 1, "grace": 0.2}
    async with running() as (channel, platform):
        inbox, stop = Inbox(), asyncio.Event()
        task = asyncio.create_task(poll(channel, inbox.put, stop, **usual | settings))
        try:
            yield platform, inbox, channel
        finally:
            stop.set()
            await asyncio.wait_for(task, 3)


async def test_updates_are_stored_and_then_forgotten_at_the_platform() -> None:
    async with polling() as (platform, inbox, _):
        platform.happen(private(1, "ก"), private(2, "ข"))
        await inbox.until("ก", "ข")
        platform.happen(private(3, "ค"))
        await inbox.until("ก", "ข", "ค")
        await asyncio.sleep(0.1)
        assert platform.updates == []
    assert platform.offsets[:3] == [None, 70003, 70004]


async def test_the_offset_waits_for_the_store() -> None:
    async with polling() as (platform, inbox, _):
        inbox.slow = 0.3
        platform.happen(private(1, "ก"))
        await asyncio.sleep(0.2)
        assert [update["update_id"] for update in platform.updates] == [70001]
        assert platform.offsets == [None]
        await inbox.until("ก")


async def test_what_could_not_be_stored_comes_again() -> None:
    async with polling(unavailable=(OSError,)) as (platform, inbox, _):
        inbox.fails = [OSError("disk full")]
        platform.happen(private(1, "ก"))
        await inbox.until("ก")
        assert platform.offsets[:2] == [None, None]


async def test_an_error_of_the_store_that_will_not_pass_ends_the_poll() -> None:
    async with running() as (channel, platform):
        inbox = Inbox()
        inbox.fails = [KeyError("a bug")]
        platform.happen(private(1, "ก"))
        with pytest.raises(KeyError):
            await asyncio.wait_for(poll(channel, inbox.put, asyncio.Event()), 5)
        assert len(platform.updates) == 1


async def test_after_silence_updates_may_be_numbered_from_anywhere() -> None:
    async with polling() as (platform, inbox, _):
        platform.happen(private(9, "ก"))
        await inbox.until("ก")
        await asyncio.sleep(1.3)
        platform.happen(private(1, "ข"))
        await inbox.until("ก", "ข")
        assert None in platform.offsets[1:]


async def test_chatter_and_nonsense_are_passed_over() -> None:
    async with polling() as (platform, inbox, _):
        platform.happen({"update_id": 1, "message": "x"}, {"update_id": 2}, private(1, "ก"))
        await inbox.until("ก")


async def test_a_stuck_poll_is_given_up_and_asked_anew() -> None:
    async with polling(hold=0) as (platform, inbox, _):
        platform.hanging.add("getUpdates")
        await asyncio.sleep(0.3)
        platform.hanging.clear()
        platform.happen(private(1, "ก"))
        await inbox.until("ก")


async def test_a_poll_that_ignores_its_own_time_limit_is_left_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stuck = asyncio.Event()

    async def never(*_: Any) -> None:
        while not stuck.is_set():
            try:
                await stuck.wait()
            except asyncio.CancelledError:  # what a shielded clean-up in the pool looks like
                continue

    async with polling(hold=0, grace=0.1) as (platform, inbox, channel):
        fresh = channel.new_api
        made: list[float] = []

        def first_is_broken(seconds: float = 0) -> Any:
            api = fresh(seconds)
            made.append(seconds)
            if len(made) == 1:
                monkeypatch.setattr(api, "call", never)
                monkeypatch.setattr(api, "close", never)
            return api

        monkeypatch.setattr(channel, "new_api", first_is_broken)
        platform.happen(private(1, "ก"))
        await inbox.until("ก")
        assert len(made) == 2
        stuck.set()


@pytest.mark.parametrize(
    "answer",
    [
        refusal(409, "Conflict: terminated by other getUpdates request"),
        refusal(502, "Bad Gateway"),
        refusal(429, "Too Many Requests", retry_after=1),
        (200, {"ok": True, "result": None}),
    ],
)
async def test_trouble_at_the_platform_is_waited_out(
    answer: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async with polling() as (platform, inbox, _):
        platform.refusals["getUpdates"] = [answer]
        platform.happen(private(1, "ก"))
        with caplog.at_level(logging.WARNING):
            await inbox.until("ก")
    assert answer[0] == 200 or "polling failed" in caplog.text


async def test_stopping_does_not_wait_for_the_question() -> None:
    async with running() as (channel, platform):
        stop = asyncio.Event()
        task = asyncio.create_task(poll(channel, Inbox().put, stop, hold=30))
        await asyncio.sleep(0.2)
        assert platform.offsets == [None]
        stop.set()
        await asyncio.wait_for(task, 2)


async def test_nothing_is_asked_before_the_platform_knows_how_updates_come() -> None:
    async with running() as (channel, platform):
        channel.ready.clear()
        stop = asyncio.Event()
        task = asyncio.create_task(poll(channel, Inbox().put, stop))
        await asyncio.sleep(0.1)
        stop.set()
        await asyncio.wait_for(task, 2)
        assert platform.offsets == []
