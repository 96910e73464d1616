"""The composition root: the one place where real things meet.

Run 1 accepts (web, polling), run 2 decides (turns), run 3 delivers; a commit lies between them.
`ring` calls only shorten the wait: every loop also looks by itself, so nothing depends on them.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import structlog
from msgspec import structs

from bot.accept import Accept
from bot.channels.base import Channel
from bot.channels.registry import channels_of, polled
from bot.clock import Clock, Timers
from bot.compose import Composer
from bot.config import Settings
from bot.duties import keep_timers
from bot.interpret import spoken_to
from bot.jobs.deliver import Deliver
from bot.jobs.fetch import Fetch
from bot.jobs.forever import Loops
from bot.jobs.upkeep import Upkeep
from bot.opening import opened
from bot.turns import Turns
from bot.understanding.lookalikes import Lookalikes
from bot.understanding.reader import make_reader
from bot.understanding.remembered import Remembered
from bot.understanding.warm import warm
from bot.web.files import Files
from bot.web.health import Health
from bot.web.server import application, listening
from bot.web.webhooks import Webhooks
from bot.working_days import closed_days
from handlers.events import Incoming
from locales.texts import Texts
from storage.alike import Wording
from storage.database import Database

log = structlog.get_logger()

GRACE_SECONDS = 5.0
YEARS_AHEAD = 5


class App:
    """One office, wired. `web` is its HTTP side, to be served or mounted by whoever runs it."""

    def __init__(self, settings: Settings, clock: Clock, db: Database) -> None:
        year = clock.now().year
        days = closed_days(range(year - 1, year + YEARS_AHEAD), settings.office.holidays)
        self.office = structs.replace(settings.office, holidays=days)
        self.settings = settings
        self.clock = clock
        self.db = db
        self.texts = Texts(self.office, settings.beside)
        self.channels: dict[str, Channel] = {}
        self._loops = Loops()
        self.web = application()
        reader = Remembered(make_reader(self.office, settings.data_dir))
        compare = Lookalikes[Wording]()
        self.turns = Turns(db, self.office, self.texts, reader.read, compare, self._turned)
        self.upkeep = Upkeep(db, self.office.keep, clock.now, reader.renew)
        self.timers = Timers(db, clock, self.turns.ring)
        self.accept = Accept(db, self.turns.ring)
        folder = settings.data_dir / "files"
        base = settings.public_url or f"http://{settings.host}:{settings.port}"
        minutes = self.office.pace.link_minutes
        self.files = Files(db, folder, base, minutes, clock.now)
        composer = Composer(self.texts, self.files.link)
        self.deliver = Deliver(db, self.channels, composer, self.office, clock.now, self.turns.ring)
        most = self.office.file_megabytes * 1024 * 1024
        self.fetch = Fetch(db, self.channels, folder, most, self.turns.ring)
        self.webhooks = Webhooks(self.channels, self.accept)
        health = Health(db, self.channels, self.deliver.fared, self._loops)
        for part in (self.webhooks, health, self.files):
            self.web.add_routes(part.routes())

    def addressed(self, text: str) -> bool:
        """Whether words in a group that quote and mention nobody are meant for us."""
        return spoken_to(text, self.office.code, self.texts)

    def _turned(self) -> None:
        self.deliver.ring()
        self.timers.ring()
        self.fetch.ring()

    def wake(self) -> None:
        """Everybody looks again (the sandbox moved the clock)."""
        self.turns.ring()
        self._turned()

    async def start(self) -> None:
        """Opens the channels and starts the loops; the web side listens by then, so that a
        platform that calls back at once is heard."""
        for channel in channels_of(self.settings, self.addressed, self.texts):
            await channel.open()
            self.channels[channel.account] = channel
            log.info("channel.on", channel=channel.name)
        await self.db.run(lambda tx: keep_timers(tx, self.office))
        self._loops.keep("turns", self.turns.run)
        self._loops.keep("timers", self.timers.run)
        self._loops.keep("deliver", self.deliver.run)
        self._loops.keep("fetch", self.fetch.run)
        self._loops.keep("upkeep", self.upkeep.run)
        for channel in self.channels.values():
            if polling := polled(channel, partial(self._asked_for, channel)):
                self._loops.keep(f"poll {channel.name}", polling)
        self._warming = asyncio.create_task(asyncio.to_thread(warm))

    async def _asked_for(self, channel: Channel, events: list[Incoming]) -> None:
        """Events of a poll go the way of those that were posted to us."""
        await self.accept.store(events)
        self.webhooks.acknowledge(channel, events)

    async def stop(self) -> None:
        """Ends the loops; calls that are under way come to their end first."""
        await self._loops.stop()
        await self.fetch.stop()
        await self.deliver.settle(GRACE_SECONDS)
        await self.webhooks.stop()
        for channel in self.channels.values():
            await channel.close()


@asynccontextmanager
async def office(settings: Settings, clock: Clock | None = None) -> AsyncIterator[App]:
    """An office with its database migrated, ready to be served and started; stopped at the end.
    Raises storage.database.Unavailable, storage.marks.OtherKey."""
    clock = clock or Clock()
    async with opened(settings, clock.now) as db:
        app = App(settings, clock, db)
        try:
            yield app
        finally:
            await app.stop()


async def serve(settings: Settings) -> None:
    """The bot for real, until SIGINT or SIGTERM."""
    async with office(settings) as app, listening(app.web, settings.host, settings.port):
        await app.start()
        log.info("serving", host=settings.host, port=settings.port)
        await until_signalled()


async def until_signalled() -> None:
    """Waits for SIGINT or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    await stop.wait()
