"""Both stand-ins on a loopback port of their own, for tests and for trying a bot by hand.

    async with Platforms(line_webhook="http://127.0.0.1:8080/webhook/line") as platforms:
        await platforms.line.write("parent_a", "…")

The bot under test takes `line_base` as LINE_API_BASE and `telegram_base` as
TELEGRAM_API_BASE, and the secrets below. Where LINE sends its webhooks may be said later:
`platforms.line.webhook.url = …`. With a folder the World outlives the block. An
application of one's own mounts `line.app()` and `telegram.app()` instead.
"""

from pathlib import Path
from types import TracebackType

from aiohttp import web

from bot.sandbox.line.platform import LinePlatform
from bot.sandbox.telegram.platform import TelegramPlatform
from bot.sandbox.world import SAMPLE, World

LINE_SECRET = "sandbox-line-secret"
LINE_TOKEN = "sandbox-line-token"
TELEGRAM_TOKEN = "700000001:sandbox-telegram-token"
LINE_PREFIX = "/platform/line"
TELEGRAM_PREFIX = "/platform/telegram"
HOST = "127.0.0.1"


class Platforms:
    def __init__(
        self,
        *,
        line_webhook: str = "http://127.0.0.1:1/webhook/line",
        folder: Path | None = None,
        sample: Path = SAMPLE,
        port: int = 0,
    ) -> None:
        self.world = World(folder, sample)
        self.line = LinePlatform(
            self.world, webhook_url=line_webhook, secret=LINE_SECRET, token=LINE_TOKEN
        )
        self.telegram = TelegramPlatform(self.world, token=TELEGRAM_TOKEN)
        self.base = ""
        self._port = port
        self._runner: web.AppRunner | None = None

    @property
    def line_base(self) -> str:
        return self.base + LINE_PREFIX

    @property
    def telegram_base(self) -> str:
        return self.base + TELEGRAM_PREFIX

    def mount_on(self, app: web.Application) -> None:
        app.add_subapp(LINE_PREFIX, self.line.app())
        app.add_subapp(TELEGRAM_PREFIX, self.telegram.app())

    async def __aenter__(self) -> "Platforms":
        app = web.Application()
        self.mount_on(app)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()
        self.base = f"http://{HOST}:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        self.world.save()
