"""The real App of an office, in this process, against both stand-ins over HTTP, with a clock of
its own. Desks are bound at once; Telegram is asked by polling, as in the sandbox."""

from __future__ import annotations

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from msgspec import structs
from sqlalchemy import exists, select

from bot.app import App, office
from bot.clock import Clock
from bot.config import Settings, for_sandbox, load
from bot.sandbox.people import Message
from bot.sandbox.platforms import HOST, LINE_SECRET, LINE_TOKEN, TELEGRAM_TOKEN, Platforms
from bot.web.server import listening
from handlers.content import Address, Text
from storage import chats, outbox
from storage.database import Tx
from storage.outbox import Queued
from storage.tables.queues import inbox as inbox_table
from storage.tables.queues import outbox as outbox_table
from storage.tables.queues import timers as timers_table
from storage.tables.tickets import files
from tests.storage.case import LOOK_AGAIN

SECRET = "a key of the tests, long enough"


class Running:
    def __init__(self, platforms: Platforms, settings: Settings, clock: Clock) -> None:
        self.platforms = platforms
        self.line = platforms.line
        self.telegram = platforms.telegram
        self.world = platforms.world
        self.settings = settings
        self.clock = clock
        self.app: App

    @property
    def base(self) -> str:
        return f"http://{HOST}:{self.settings.port}"

    def address(self, who: str) -> Address:
        """Where a person or group of the sample world is reached."""
        place = self.world.people.get(who) or self.world.groups[who]
        account = "line" if place.platform == "line" else "telegram:700000001"
        return Address(account, "group" if who in self.world.groups else "private", place.address)

    async def bind(self, group: str, desk: str) -> None:
        address = self.address(group)
        await self.app.db.run(lambda tx: chats.bind(tx, desk, chats.ensure(tx, address).id))

    async def queue(self, who: str, key: str = "cancelled", **more: Any) -> None:
        """A letter of ours to somebody, without a turn."""
        address = self.address(who)

        def unit(tx: Tx) -> None:
            chat_id = chats.ensure(tx, address).id
            outbox.queue(tx, Queued(Text(key)), chat_id=chat_id, **more)

        await self.app.db.run(unit)
        self.app.deliver.ring()

    async def move(self, seconds: float) -> None:
        self.world.move_clock(seconds)
        self.clock.move(timedelta(seconds=self.world.clock.offset))
        self.app.wake()

    @contextmanager
    def without_database(self) -> Iterator[None]:
        """The file is away for a while."""
        file = Path(self.settings.database_url.removeprefix("sqlite:///"))
        away = file.with_name("away")
        file.rename(away)
        try:
            yield
        finally:
            away.rename(file)

    async def settle(self) -> None:
        """Returns when nothing is to be done now."""
        deadline = monotonic() + 10
        while await self._to_do():
            assert monotonic() < deadline, "there is still something to be done"
            await asyncio.sleep(LOOK_AGAIN)

    async def _to_do(self) -> bool:
        return bool(self.telegram.updates.waiting()) or await self.app.db.read(_busy)

    async def wait(self, seconds: float) -> None:
        await self.settle()
        await self.move(seconds)
        await self.settle()

    async def letters(self) -> list[tuple[str, str | None, str | None]]:
        """Status, reason and route of all letters, in order."""
        table = outbox_table.c
        wanted = select(table.status, table.reason, table.route).order_by(table.seq)
        return await self.app.db.read(lambda tx: [tuple(row) for row in tx.conn.execute(wanted)])

    async def ends(self, *expected: tuple[str, str | None, str | None]) -> None:
        """Waits until the letters stand so."""
        found: list[Any] = []
        deadline = monotonic() + 8
        while monotonic() < deadline:
            found = await self.letters()
            if found == list(expected):
                return
            await asyncio.sleep(LOOK_AGAIN)
        assert found == list(expected)

    async def heard(self, chat: str, words: str) -> Message:
        """The newest message of the bot in a chat that has these words."""

        def found() -> list[Message]:
            said = self.world.transcript(chat)
            return [each for each in said if each.by == "bot" and words in _all_of(each)]

        await self.world.until(lambda: bool(found()), 8.0)
        return found()[-1]


def _busy(tx: Tx) -> bool:
    due = (outbox_table.c.status == "queued") & (outbox_table.c.not_before <= tx.now)
    todo = (
        inbox_table.c.status == "new",
        due | (outbox_table.c.status == "sending"),
        timers_table.c.due_at <= tx.now,
        files.c.status.in_(("wanted", "erase")) & (files.c.not_before <= tx.now),
    )
    return any(tx.conn.execute(select(exists().where(each))).scalar() for each in todo)


def _all_of(message: Message) -> str:
    return f"{message.text} {message.body}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def running(
    folder: Path, template: Path, change: Callable[[Settings], Settings] = lambda plain: plain
) -> AsyncIterator[Running]:
    port = free_port()
    plain = for_sandbox(load(Path("bot.yaml"), {"DATA_DIR": str(folder)}), SECRET)
    async with Platforms(line_webhook=f"http://{HOST}:{port}/webhook/line") as platforms:
        settings = structs.replace(
            plain,
            port=port,
            line_channel_secret=(LINE_SECRET,),
            line_channel_access_token=LINE_TOKEN,
            line_api_base=platforms.line_base,
            telegram_bot_token=TELEGRAM_TOKEN,
            telegram_api_base=platforms.telegram_base,
        )
        file = Path(settings.database_url.removeprefix("sqlite:///"))
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(template, file)
        stage = Running(platforms, change(settings), Clock())
        async with (
            office(stage.settings, stage.clock) as stage.app,
            listening(stage.app.web, HOST, port),
        ):
            await stage.app.start()
            yield stage
