"""What was said is still there at the next start, and the sample is sound."""

import asyncio
import time
from pathlib import Path

from aiohttp import ClientSession
from telegram import Bot

from bot.sandbox.clock import Clock
from bot.sandbox.platforms import TELEGRAM_TOKEN, Platforms
from bot.sandbox.world import World
from tests.sandbox.conftest import Listener


async def test_everything_outlives_a_restart(tmp_path: Path, listener: Listener) -> None:
    async with Platforms(line_webhook=listener.url, folder=tmp_path) as before:
        said = await before.line.write("parent_a", "ถนนหน้าโรงเรียนพัง")
        photo = await before.line.attach("parent_a", "image", b"jpeg", name="a.jpg")
        taken_back = await before.line.write("parent_a", "พิมพ์ผิด")
        await before.line.unsend("parent_a", taken_back.id)
        await before.telegram.write("parent_b", "สวัสดี")
        before.world.move_clock(3600)
    async with Platforms(line_webhook=listener.url, folder=tmp_path) as after:
        assert after.line.transcript("parent_a")[0].text == said.text
        assert after.line.transcript("parent_a")[2].state == "unsent"
        assert after.world.store.file(photo.file) == b"jpeg"
        assert after.world.clock.offset == 3600
        assert after.world.person("parent_b").tie == "friend"
        base = after.telegram_base
        async with Bot(TELEGRAM_TOKEN, base_url=f"{base}/bot") as bot:
            (update,) = await bot.get_updates()
        assert update.message is not None
        assert update.message.text == "สวัสดี"
        later = await after.line.write("parent_a", "ต่อ")
        assert int(later.id) > int(photo.id)


async def test_many_changes_are_one_write(tmp_path: Path) -> None:
    world = World(tmp_path)
    for _ in range(20):
        world.move_clock(1)
    assert not (tmp_path / "sandbox.json").exists()
    await asyncio.sleep(0.5)
    assert World(tmp_path).clock.offset == 20


async def test_reset_forgets_words_but_repeats_no_number(listener: Listener) -> None:
    async with Platforms(line_webhook=listener.url) as platforms:
        said = await platforms.line.write("parent_a", "หนึ่ง")
        platforms.world.reset()
        assert platforms.line.transcript("parent_a") == []
        assert platforms.world.person("parent_a").tie == "stranger"
        assert int((await platforms.line.write("parent_a", "สอง")).id) > int(said.id)


def test_the_clock_moves() -> None:
    clock = Clock(real=lambda: 1000.0)
    clock.move(60)
    assert clock.now_ms() == 1_060_000


def test_the_sample_has_desks_on_both_platforms() -> None:
    world = World()
    desks = {group.desk: group.platform for group in world.groups.values()}
    assert desks == {
        "admin": "line",
        "personnel": "line",
        "education_promotion": "telegram",
        "confidential": "telegram",
    }
    for group in world.groups.values():
        assert all(world.person(key).platform == group.platform for key in group.members)


async def test_closing_waits_for_nobody(listener: Listener) -> None:
    """Neither a long poll nor a call that is never answered holds the sandbox up."""
    async with Platforms(line_webhook=listener.url) as platforms, ClientSession() as session:
        method = f"{platforms.telegram_base}/bot{TELEGRAM_TOKEN}"
        platforms.telegram.faults.arm("silence", only="getMe")
        waiting = [
            asyncio.create_task(session.get(f"{method}/getUpdates?timeout=30")),
            asyncio.create_task(session.get(f"{method}/getMe")),
        ]
        await asyncio.sleep(0.2)
        started = time.monotonic()
        await platforms.__aexit__(None, None, None)
        assert time.monotonic() - started < 2
        await asyncio.gather(*waiting, return_exceptions=True)
