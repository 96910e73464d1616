"""Real processes, killed with SIGKILL in the middle of a load, again and again.

Sixty parents write on LINE and send their matter. Whatever moment the process dies at: nothing that
was acknowledged is lost, no ticket is opened twice, no push is shown twice, and every letter comes
to an end. To leave it out: `pytest -m "not kill"`.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sqlite3
import sys
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession

from bot.sandbox.people import BOT, Message, Person
from bot.sandbox.platforms import LINE_SECRET, LINE_TOKEN, Platforms
from tests.jobs.running import free_port
from tests.storage.case import LOOK_AGAIN, until

pytestmark = pytest.mark.kill

PARENTS = 60
KILLS = 5
PATIENCE = 60.0
SEND = "ส่งเรื่อง"
RECEIPT = "รับเรื่องแล้ว"
ROOT = Path(__file__).parents[2]


class Bot:
    """`python -m bot serve` in a process of its own, started again after it was killed."""

    def __init__(self, folder: Path, platforms: Platforms, port: int) -> None:
        self.folder = folder
        self.base = f"http://127.0.0.1:{port}"
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SECRET_KEY": "a key of the tests, surely long enough",
            "LINE_CHANNEL_SECRET": LINE_SECRET,
            "LINE_CHANNEL_ACCESS_TOKEN": LINE_TOKEN,
            "LINE_API_BASE": platforms.line_base,
            "DATA_DIR": str(folder),
            "HOST": "127.0.0.1",
            "PORT": str(port),
        }
        self._process: Process | None = None

    async def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "serve", "--config", str(self.folder / "bot.yaml")),
                env=self._environment,
                stdout=log,
                stderr=log,
            )
        async with asyncio.timeout(PATIENCE), ClientSession(self.base) as http:
            while not await self._ready(http):
                assert self._process.returncode is None, "it did not start; see its log"
                await asyncio.sleep(LOOK_AGAIN)

    async def _ready(self, http: ClientSession) -> bool:
        try:
            async with http.get("/readyz") as answer:
                return answer.status == 200
        except ClientError:
            return False

    async def signalled(self, which: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(which)
        async with asyncio.timeout(20):
            return await self._process.wait()

    def kill_what_is_left(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.folder / "bot.db")) as conn:
            return conn.execute(query).fetchall()


@asynccontextmanager
async def bot_and_platforms(folder: Path) -> AsyncIterator[tuple[Bot, Platforms]]:
    port = free_port()
    office = (ROOT / "bot.yaml").read_text("utf-8")
    quick = office.replace("silence_seconds: 4", "silence_seconds: 1")
    assert quick != office
    (folder / "bot.yaml").write_text(quick, "utf-8")
    async with Platforms(line_webhook=f"http://127.0.0.1:{port}/webhook/line") as platforms:
        # LINE sends again what was not acknowledged.
        platforms.line.webhook.courier.again = "on"
        platforms.line.webhook.courier.waits = (0.3,) * 100
        bot = Bot(folder, platforms, port)
        try:
            await bot.start()
            yield bot, platforms
        finally:
            bot.kill_what_is_left()


def heard(platforms: Platforms, who: str, words: str) -> list[Message]:
    said = platforms.world.transcript(who)
    return [each for each in said if each.by == BOT and words in each.text]


async def tells(platforms: Platforms, who: str) -> None:
    """One parent, from the first word to the receipt."""
    await asyncio.sleep(random.uniform(0, 4))
    await platforms.line.write(who, "อาหารกลางวันโรงเรียนอนุบาลตัวอย่างบูด")
    await platforms.line.write(who, f"เด็ก {who} กินไม่อิ่มทุกวัน")
    await until(lambda: bool(heard(platforms, who, SEND)), PATIENCE)
    button = {"data": "intake.send"}
    person = platforms.world.person(who)
    await platforms.line.webhook.happen("postback", person, None, postback=button)
    await until(lambda: bool(heard(platforms, who, RECEIPT)), PATIENCE)


def people(platforms: Platforms) -> list[str]:
    for number in range(PARENTS):
        key = f"parent_{number}"
        address = f"U{number:032x}"
        platforms.world.people[key] = Person(key, "line", address, "ผู้ปกครอง", tie="friend")
    return [f"parent_{number}" for number in range(PARENTS)]


async def killed_again_and_again(bot: Bot) -> None:
    for _ in range(KILLS):
        await asyncio.sleep(random.uniform(0.3, 1.5))
        await bot.signalled(signal.SIGKILL)
        await bot.start()


async def test_killed_at_any_moment_nothing_is_lost_and_nothing_happens_twice(
    tmp_path: Path,
) -> None:
    async with bot_and_platforms(tmp_path) as (bot, platforms):
        parents = people(platforms)
        async with asyncio.timeout(2 * PATIENCE), asyncio.TaskGroup() as group:
            group.create_task(killed_again_and_again(bot))
            for who in parents:
                group.create_task(tells(platforms, who))
        await platforms.line.settled()
        going = "SELECT count(*) FROM outbox WHERE status IN ('queued', 'sending')"
        await until(lambda: bot.rows(going) == [(0,)], PATIENCE)
        assert await bot.signalled(signal.SIGTERM) == 0
        nothing_lost(bot, platforms)
        nothing_twice(bot, platforms)


def nothing_lost(bot: Bot, platforms: Platforms) -> None:
    acknowledged = {
        event["webhookEventId"]
        for delivery in platforms.line.deliveries
        if delivery.welcome
        for event in json.loads(delivery.hook.body)["events"]
    }
    assert len(acknowledged) == 3 * PARENTS
    stored = {row[0] for row in bot.rows("SELECT event_id FROM inbox WHERE account = 'line'")}
    assert acknowledged <= stored
    assert bot.rows("SELECT seq, status, reason FROM inbox WHERE status != 'done'") == []
    left = bot.rows("SELECT status, reason, count(*) FROM outbox GROUP BY status, reason")
    # Cards are held as no desk is bound; nothing else may be without an end.
    assert {status for status, *_ in left} <= {"sent", "held"}, left


def nothing_twice(bot: Bot, platforms: Platforms) -> None:
    numbers = [str(row[0]) for row in bot.rows("SELECT number FROM tickets")]
    assert len(numbers) == len(set(numbers)) == PARENTS
    assert sorted(int(number.split("-")[2]) for number in numbers) == list(range(1, PARENTS + 1))
    assert bot.rows("SELECT count(DISTINCT reporter_id) FROM tickets") == [(PARENTS,)]
    assert bot.rows("SELECT count(*) FROM messages") == [(2 * PARENTS,)]
    pushes = Counter(
        call.headers["x-line-retry-key"]
        for call in platforms.line.calls
        if call.path.endswith("/message/push") and call.status == 200
    )
    assert set(pushes.values()) <= {1}, "a push was taken twice"
    # An answer by reply token that was cut off is repeated, once: LINE cannot tell of it.
    receipts = [len(heard(platforms, who, RECEIPT)) for who in people(platforms)]
    assert max(receipts) <= 2 and sum(receipts) <= PARENTS + KILLS * 32


async def test_it_stops_cleanly_when_asked(tmp_path: Path) -> None:
    async with bot_and_platforms(tmp_path) as (bot, platforms):
        [who, *_] = people(platforms)
        await platforms.line.write(who, "สวัสดี")
        assert await bot.signalled(signal.SIGTERM) == 0
        assert "Traceback" not in (tmp_path / "log").read_text("utf-8")
        stored = bot.rows("SELECT count(*) FROM inbox WHERE account = 'line'")
        assert stored == [(1,)]
