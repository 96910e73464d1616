"""What `make run` starts: the real bot with its real adapters, both stand-ins, and the page, on
one port. The groups of the sample world are bound to their desks the way an office does it: with
one-time codes typed in the group.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from aiohttp import web
from msgspec import structs
from rich.console import Console

from bot.app import App, office, until_signalled
from bot.clock import Clock
from bot.config import Settings
from bot.invites import store
from bot.sandbox.line.platform import LinePlatform
from bot.sandbox.page import Page
from bot.sandbox.people import Group
from bot.sandbox.platforms import (
    LINE_PREFIX,
    LINE_SECRET,
    LINE_TOKEN,
    TELEGRAM_PREFIX,
    TELEGRAM_TOKEN,
)
from bot.sandbox.telegram.platform import TelegramPlatform
from bot.sandbox.texts import page_texts
from bot.sandbox.world import World
from bot.web.server import listening
from handlers.domain.people import Grant
from locales.texts import LOCALES
from storage import chats
from storage.database import Tx

PAGE = "/sandbox"


async def sandbox(settings: Settings, port: int) -> None:
    """Runs until Ctrl-C. What was said is still there at the next start."""
    world = World(settings.data_dir / "world")
    address = f"http://{settings.host}:{port}"
    settings = structs.replace(
        settings,
        port=port,
        line_channel_secret=(LINE_SECRET,),
        line_channel_access_token=LINE_TOKEN,
        line_api_base=address + LINE_PREFIX,
        telegram_bot_token=TELEGRAM_TOKEN,
        telegram_api_base=address + TELEGRAM_PREFIX,
    )
    line = LinePlatform(
        world, webhook_url=f"{address}/webhook/line", secret=LINE_SECRET, token=LINE_TOKEN
    )
    telegram = TelegramPlatform(world, token=TELEGRAM_TOKEN)
    clock = Clock()
    clock.move(timedelta(seconds=world.clock.offset))
    try:
        async with office(settings, clock) as app:
            _mount(app, world, line, telegram)
            async with listening(app.web, settings.host, port):
                await app.start()
                await _bind(app, world, line, telegram)
                opened = app.texts.line("cli-sandbox-open", app.office.locale)
                Console().print(f"{opened}\n  {address}{PAGE}/", highlight=False)
                await until_signalled()
    finally:
        world.save()


def _mount(app: App, world: World, line: LinePlatform, telegram: TelegramPlatform) -> None:
    """The stand-ins and the page, beside the bot's own routes."""

    async def on_clock(offset: float) -> None:
        app.clock.move(timedelta(seconds=offset))
        app.wake()

    worded = {locale: page_texts(partial(app.texts.line, locale=locale)) for locale in LOCALES}
    page = Page(world, line, telegram, texts=worded, on_clock=on_clock)
    app.web.add_subapp(LINE_PREFIX, line.app())
    app.web.add_subapp(TELEGRAM_PREFIX, telegram.app())
    app.web.add_subapp(PAGE, page.app())
    app.web.router.add_get("/", _to_page)


async def _to_page(request: web.Request) -> web.Response:
    raise web.HTTPFound(PAGE + "/")


async def _bind(app: App, world: World, line: LinePlatform, telegram: TelegramPlatform) -> None:
    """Brings the groups to their desks with codes, those that have none yet."""

    def bound(tx: Tx) -> set[str]:
        return set(chats.desk_chats(tx))

    have = await app.db.read(bound)
    for key, group in world.groups.items():
        if group.desk and group.desk not in have:
            await _bind_one(app, key, group, line, telegram)


async def _bind_one(
    app: App, key: str, group: Group, line: LinePlatform, telegram: TelegramPlatform
) -> None:
    hours = app.office.pace.invite_hours
    code = await store(app.db, Grant("officer", group.desk), hours)
    if group.platform == "line":
        await line.write(group.members[0], code, chat=key)
    else:
        await telegram.write(group.members[0], f"/code {code}", chat=key)
