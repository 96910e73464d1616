"""Both stand-ins, and a bot that only listens."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from fluent.runtime import FluentBundle, FluentResource
from telegram import Bot

from bot.sandbox.page import Page
from bot.sandbox.platforms import HOST, TELEGRAM_TOKEN, Platforms
from bot.sandbox.texts import page_texts

LOCALES = Path(__file__).parents[2] / "locales"


@dataclass
class Listener:
    """A bot's webhook that keeps what came and answers with the next of `statuses`."""

    url: str = ""
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.came.append((headers, await request.read()))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.came]

    @property
    def events(self) -> list[dict[str, Any]]:
        return [event for body in self.bodies for event in body["events"]]


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    bot = Listener()
    app = web.Application()
    app.router.add_post("/hook", bot.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    bot.url = f"http://{HOST}:{runner.addresses[0][1]}/hook"
    yield bot
    await runner.cleanup()


@pytest.fixture
async def platforms(listener: Listener) -> AsyncIterator[Platforms]:
    async with Platforms(line_webhook=listener.url) as both:
        yield both


@pytest.fixture
def words() -> Callable[[str], dict[str, str]]:
    """The page's sentences of a locale, read from its Fluent file alone."""

    def of(locale: str) -> dict[str, str]:
        bundle = FluentBundle([locale], use_isolating=False)
        source = (LOCALES / locale / "sandbox.ftl").read_text(encoding="utf-8")
        bundle.add_resource(FluentResource(source))
        return page_texts(lambda key: str(bundle.format_pattern(bundle.get_message(key).value)[0]))

    return of


@pytest.fixture
def moved() -> list[float]:
    return []


@pytest.fixture
async def page_url(
    platforms: Platforms, moved: list[float], words: Callable[[str], dict[str, str]]
) -> AsyncIterator[str]:
    async def on_clock(offset: float) -> None:
        moved.append(offset)

    texts = {locale: words(locale) for locale in ("th", "en")}
    shown = Page(
        platforms.world, platforms.line, platforms.telegram, texts=texts, on_clock=on_clock
    )
    app = web.Application()
    app.add_subapp("/sandbox", shown.app())
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    yield f"http://{HOST}:{runner.addresses[0][1]}/sandbox/"
    await runner.cleanup()


@pytest.fixture
async def page(page_url: str) -> AsyncIterator[ClientSession]:
    async with ClientSession(page_url) as session:
        yield session


def bot_at(platforms: Platforms, token: str = TELEGRAM_TOKEN) -> Bot:
    base = platforms.telegram_base
    return Bot(token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot")


@pytest.fixture
async def bot(platforms: Platforms) -> AsyncIterator[Bot]:
    async with bot_at(platforms) as bot:
        yield bot
