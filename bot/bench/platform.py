"""Both platforms at once, answering at once: what the bot sends is noted and taken.

Not the sandbox's stand-ins, which check every call and would be what is measured.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Mapping
from time import perf_counter
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web
from msgspec import Struct

from bot.bench.serving import HOST, free_port
from bot.web.server import listening

TELEGRAM_TOKEN = "700000001:bench-telegram-token"


class Arrived(Struct, frozen=True):
    """A letter at the platform. `to` is the reply token, or the chat where there was none."""

    at: float
    to: str
    words: str


class Platform:
    """`async with`; `base` is the address that stands in for LINE's and Telegram's."""

    def __init__(self) -> None:
        self.port = free_port()
        self.base = f"http://{HOST}:{self.port}"
        self.arrived: dict[str, Arrived] = {}
        """The last letter by where it went."""
        self.letters: list[float] = []
        """When each letter arrived."""
        self._news = asyncio.Event()
        app = web.Application()
        app.router.add_post("/v2/bot/message/{route}", self._line)
        app.router.add_post("/v2/bot/chat/loading/start", self._loading)
        app.router.add_post("/bot{token}/{method}", self._telegram)
        self._listening = listening(app, HOST, self.port)

    async def __aenter__(self) -> Platform:
        await self._listening.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._listening.__aexit__(kind, why, trace)

    async def reached(self, addresses: Collection[str], seconds: float) -> bool:
        """Waits until each address has got a letter; False where that takes longer."""
        return await self._until(lambda: all(to in self.arrived for to in addresses), seconds)

    async def counted(self, letters: int, seconds: float) -> bool:
        """Waits until so many letters came in all; False where that takes longer."""
        return await self._until(lambda: len(self.letters) >= letters, seconds)

    async def _until(self, done: Any, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                while not done():
                    self._news.clear()
                    await self._news.wait()
                    # Looking at every letter as it comes would be the most expensive part.
                    await asyncio.sleep(0.001)
        except TimeoutError:
            return False
        return True

    def _note(self, to: str, words: str) -> int:
        now = perf_counter()
        self.arrived[to] = Arrived(now, to, words)
        self.letters.append(now)
        self._news.set()
        return len(self.letters)

    async def _line(self, request: web.Request) -> web.Response:
        body = json.loads(await request.read())
        messages = body["messages"]
        words = "\n".join(str(each.get("text") or each.get("altText")) for each in messages)
        number = self._note(body.get("replyToken") or body["to"], words)
        ids = [{"id": f"{number}{at}", "quoteToken": "q"} for at in range(len(messages))]
        return web.json_response({"sentMessages": ids})

    async def _loading(self, request: web.Request) -> web.Response:
        await request.read()
        return web.json_response({}, status=202)

    async def _telegram(self, request: web.Request) -> web.Response:
        params = parse_qs((await request.read()).decode())
        result: Any = True
        if request.match_info["method"] == "getMe":
            result = {"id": 700000001, "is_bot": True, "first_name": "b", "username": "bench_bot"}
        elif request.match_info["method"] == "sendMessage":
            result = {"message_id": self._note(_first(params, "chat_id"), _first(params, "text"))}
        return web.json_response({"ok": True, "result": result})


def _first(params: Mapping[str, list[str]], name: str) -> str:
    return params.get(name, [""])[0]
