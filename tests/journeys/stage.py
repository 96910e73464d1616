"""The stage of a journey: the real App on a real database, both stand-ins over HTTP, one clock.

Rules: the clock stands at START, a working day, unless a journey begins at another time; nothing
sleeps for a fixed time. After every act the stage settles: it waits until no event
is undecided, no letter that is due is unsent and no file is unfetched. The clock moves only when
a journey says so. A restart ends the App and starts another one on the same database.
"""

from __future__ import annotations

import asyncio
import shutil
import socket
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal
from uuid import UUID

import pytest
from msgspec import structs
from sqlalchemy import func, select

from bot.app import App, office
from bot.channels.telegram.pacing import Pace, Window
from bot.clock import Clock
from bot.config import Settings, for_sandbox, load
from bot.sandbox.people import Group, Person
from bot.sandbox.platforms import LINE_SECRET, LINE_TOKEN, TELEGRAM_TOKEN, Platforms
from bot.web.server import listening
from handlers.content import Address
from storage import chats
from storage.database import Tx
from storage.tables.queues import inbox, outbox, timers
from storage.tables.tickets import files

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
PATIENCE = 6.0
LOOK_AGAIN = 0.004
START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
"""Tuesday, ten in the morning in Bangkok."""
AT_ONCE = Pace(0.001, {kind: (Window(1000, 1.0),) for kind in ("private", "group")})
"""The bot's own pace towards Telegram, which has tests of its own, holds no journey up."""


class Unsettled(Exception):
    """Something was still to be done when patience ended."""


class Stage:
    def __init__(self, platforms: Platforms, settings: Settings, clock: Clock) -> None:
        self.platforms = platforms
        self.world = platforms.world
        self.settings = settings
        self.clock = clock
        self.app: App
        self._running = AsyncExitStack()

    async def start(self) -> None:
        self.app = await self._running.enter_async_context(office(self.settings, self.clock))
        port = self.settings.port
        await self._running.enter_async_context(listening(self.app.web, HOST, port))
        await self.app.start()

    async def stop(self) -> None:
        await self._running.aclose()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def bind(self, group: Group, desk: str) -> None:
        """Makes a group chat a desk, as a code that is typed there does."""
        chat = await self.chat_id(group)
        await self.app.db.run(lambda tx: chats.bind(tx, desk, chat))

    async def chat_id(self, one: Person | Group) -> UUID:
        """By what a person's private chat, or a group, is known in the database."""
        account = "line" if one.platform == "line" else f"telegram:{TELEGRAM_TOKEN.split(':')[0]}"
        kind: Literal["private", "group"] = "group" if isinstance(one, Group) else "private"
        address = Address(account, kind, one.address)

        def unit(tx: Tx) -> UUID:
            found: UUID = chats.ensure(tx, address).id
            return found

        return await self.app.db.run(unit)

    async def move(self, seconds: float) -> None:
        self.turn_clock(seconds)
        self.app.wake()
        await self.settle()

    def turn_clock(self, seconds: float) -> None:
        """Lets the clock of both platforms and ours go so many seconds further ahead."""
        self.world.move_clock(seconds)
        self.clock.move(timedelta(seconds=self.world.clock.offset))

    async def settle(self) -> None:
        """Returns when nothing is to be done now."""
        deadline = time.monotonic() + PATIENCE
        while left := await self._left():
            if time.monotonic() > deadline:
                raise Unsettled(f"after {PATIENCE:.0f} s there was still: {left}")
            await asyncio.sleep(LOOK_AGAIN)

    async def _left(self) -> str:
        if waiting := self.platforms.telegram.updates.waiting():
            return f"{len(waiting)} updates that Telegram still has"
        return await self.app.db.read(_left_in)

    def database_bytes(self) -> bytes:
        folder = Path(self.settings.database_url.removeprefix("sqlite:///")).parent
        return b"".join(path.read_bytes() for path in folder.glob("bot.db*"))


def _left_in(tx: Tx) -> str:
    """What the database still has to do now, in words; "" for nothing."""
    due = outbox.c.not_before <= tx.now
    todo = {
        "events to decide": (inbox, inbox.c.status == "new"),
        "letters to send": (outbox, (outbox.c.status == "queued") & due),
        "letters being sent": (
            outbox,
            (outbox.c.status == "sending") & outbox.c.ended_at.is_(None),
        ),
        "timers that are due": (timers, timers.c.due_at <= tx.now),
        "files to fetch": (
            files,
            files.c.status.in_(("wanted", "erase")) & (files.c.not_before <= tx.now),
        ),
    }
    for what, (table, condition) in todo.items():
        query = select(func.count()).select_from(table).where(condition)
        if count := tx.conn.execute(query).scalar():
            return f"{count} {what}"
    return ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _settings(folder: Path, port: int) -> Settings:
    known = load(ROOT / "bot.yaml", {"DATA_DIR": str(folder)})
    return structs.replace(
        for_sandbox(known, "a key of forty letters for the journeys"),
        office=structs.replace(known.office, reachable=True),
        port=port,
        line_channel_secret=(LINE_SECRET,),
        line_channel_access_token=LINE_TOKEN,
        telegram_bot_token=TELEGRAM_TOKEN,
    )


@asynccontextmanager
async def stage(folder: Path, template: Path, begins: datetime = START) -> AsyncIterator[Stage]:
    """A stage with nobody's desk bound yet. `template` is where a migrated, empty database is
    kept between journeys."""
    port = _free_port()
    settings = _settings(folder, port)
    async with Platforms(line_webhook=f"http://{HOST}:{port}/webhook/line") as platforms:
        settings = structs.replace(
            settings, line_api_base=platforms.line_base, telegram_api_base=platforms.telegram_base
        )
        path = Path(settings.database_url.removeprefix("sqlite:///"))
        path.parent.mkdir(parents=True, exist_ok=True)
        await _migrated(settings, path, template)
        on = Stage(platforms, settings, Clock())
        on.turn_clock((begins - on.clock.now()).total_seconds())
        try:
            await on.start()
            yield on
        finally:
            await on.stop()


async def _migrated(settings: Settings, path: Path, template: Path) -> None:
    """An empty database at `path`; it is migrated once and copied from then on."""
    try:
        shutil.copy(template, path)
    except FileNotFoundError:
        async with office(settings):
            pass
        shutil.copy(path, template)


def without_pacing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.client.Pace", lambda: AT_ONCE)
