"""A small Telegram on loopback: takes the Bot API's calls, keeps them, answers as told.

Every call is checked against the platform's published description where that is at hand.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.channels.telegram.client import TelegramChannel
from bot.channels.telegram.pacing import Pace, Window

TOKEN = "4000000001:AAtest-token-that-must-not-be-logged"
USERNAME = "sample_office_bot"
SECRET = "a-webhook-secret"
DESCRIPTION = Path(__file__).parents[4] / "shared/specs/telegram-api.json"

Raw = dict[str, Any]
Answer = tuple[int, Raw]


def refusal(code: int, description: str, **parameters: Any) -> Answer:
    """An answer as the platform refuses a call."""
    body: Raw = {"ok": False, "error_code": code, "description": description}
    return code, body | ({"parameters": parameters} if parameters else {})


class Telegram:
    """`refusals` answer a method instead of success, for once each, in order; `always` for ever.
    A method in `hanging` is never answered."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Raw]] = []
        self.refusals: dict[str, list[Answer]] = {}
        self.always: dict[str, Answer] = {}
        self.hanging: set[str] = set()
        self.updates: list[Raw] = []
        self.offsets: list[int | None] = []
        self.files: dict[str, bytes] = {}
        self.results: dict[str, Any] = {}
        self.arrived = asyncio.Event()
        self.url = ""

    def of(self, method: str) -> list[Raw]:
        """The parameters of each call of a method."""
        return [params for name, params in self.calls if name == method]

    def shown(self) -> list[str]:
        """The messages as a reader sees them."""
        return [seen(params) for name, params in self.calls if name == "sendMessage"]

    def presses(self) -> list[Raw]:
        """What pressing each button shown causes, as updates."""
        keys = [
            key
            for params in self.of("sendMessage")
            for row in params.get("reply_markup", {}).get("inline_keyboard", [])
            for key in row
        ]
        return [pressed(100 + place, key["callback_data"]) for place, key in enumerate(keys)]

    async def answer(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != TOKEN:
            return respond(*refusal(401, "Unauthorized"))
        method = request.match_info["method"]
        params = {key: read(str(value)) for key, value in (await request.post()).items()}
        check(method, params)
        self.calls.append((method, params))
        if method in self.hanging:
            await asyncio.sleep(60)
        if waiting := self.refusals.get(method):
            return respond(*waiting.pop(0))
        if method in self.always:
            return respond(*self.always[method])
        return respond(200, {"ok": True, "result": await self.result(method, params)})

    async def result(self, method: str, params: Raw) -> Any:
        if method in self.results:
            return self.results[method]
        if method == "getMe":
            return {"id": 4000000001, "is_bot": True, "first_name": "B", "username": USERNAME}
        if method == "getUpdates":
            return await self.poll(params)
        if method in ("sendMessage", "editMessageText"):
            message = params.get("message_id", len(self.calls))
            return {"message_id": message, "date": 1, "chat": {"id": params["chat_id"]}}
        if method == "getFile":
            return {"file_id": params["file_id"], "file_path": f"photos/{params['file_id']}"}
        return True

    async def poll(self, params: Raw) -> list[Raw]:
        """Long polling: an offset forgets what is below it."""
        self.offsets.append(params.get("offset"))
        if (offset := params.get("offset")) is not None:
            self.updates = [known for known in self.updates if known["update_id"] >= offset]
        if not self.updates:
            try:
                async with asyncio.timeout(params["timeout"]):
                    await self.arrived.wait()
            except TimeoutError:
                return []
        self.arrived.clear()
        return self.updates[: params["limit"]]

    def happen(self, *updates: Raw) -> None:
        self.updates += updates
        self.arrived.set()

    async def file(self, request: web.Request) -> web.StreamResponse:
        content = self.files.get(request.match_info["path"])
        if content is None:
            raise web.HTTPNotFound
        response = web.StreamResponse()  # no length told, so that the cap has to count
        await response.prepare(request)
        await response.write(content)
        return response


@asynccontextmanager
async def telegram() -> AsyncIterator[Telegram]:
    """A fresh stand-in, listening."""
    platform = Telegram()
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", platform.answer)
    app.router.add_get("/file/bot{token}/{path:.+}", platform.file)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    platform.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield platform
    finally:
        await runner.cleanup()


def channel_at(platform: Telegram, **settings: Any) -> TelegramChannel:
    """A channel pointed at the stand-in, hurried."""
    usual: dict[str, Any] = {
        "addressed": lambda words: "LEI2-" in words,
        "secret": SECRET,
        "api_base": platform.url + "/",
        "pace": Pace(0.001, {kind: (Window(1000, 0.1),) for kind in ("private", "group")}),
        "timeout": 1.0,
    }
    return TelegramChannel(TOKEN, **usual | settings)


@asynccontextmanager
async def running(**settings: Any) -> AsyncIterator[tuple[TelegramChannel, Telegram]]:
    """An open channel and its stand-in."""
    async with telegram() as platform:
        channel = channel_at(platform, **settings)
        await channel.open()
        try:
            yield channel, platform
        finally:
            await channel.close()


def private(number: int, text: str) -> Raw:
    """The update of a private text by one person."""
    message = {
        "message_id": 1000 + number,
        "from": {"id": 5001, "is_bot": False, "first_name": "ผู้ปกครอง", "last_name": "ก"},
        "chat": {"id": 5001, "type": "private", "first_name": "ผู้ปกครอง"},
        "date": 1795000000,
        "text": text,
    }
    return {"update_id": 70000 + number, "message": message}


def pressed(number: int, data: str) -> Raw:
    """The update of a button pressed in private."""
    told = private(number, "")["message"]
    press = {"id": f"press-{number}", "from": told["from"], "message": told, "data": data}
    return {"update_id": 80000 + number, "callback_query": press}


def seen(params: Raw) -> str:
    """A message's text as a reader sees it."""
    if params.get("parse_mode") != "HTML":
        return str(params["text"])
    return unescape(re.sub(r"</?[a-z]+>", "", params["text"]))


def read(value: str) -> Any:
    """A form value: JSON for all but plain strings."""
    try:
        found = json.loads(value)
    except ValueError:
        return value
    return found if isinstance(found, dict | list | int | bool) else value


def respond(code: int, body: Raw) -> web.Response:
    return web.json_response(body, status=code)


@cache
def description() -> Raw:
    if not DESCRIPTION.exists():
        return {}
    found: Raw = json.loads(DESCRIPTION.read_text())
    return found


def check(method: str, params: Raw) -> None:
    """The call is one that the platform describes, with all it requires and nothing it lacks."""
    if "text" in params:
        assert 1 <= len(seen(params)) <= 4096
        assert (
            not re.search(r"<(?!/?(b|blockquote)>)", params["text"]) or "parse_mode" not in params
        )
    for row in params.get("reply_markup", {}).get("inline_keyboard", []):
        for key in row:
            assert key["text"] and len(key) == 2
            assert 1 <= len(key.get("callback_data", "url").encode()) <= 64
    if not description():
        return
    known = {field["name"]: field for field in description()["methods"][method].get("fields", [])}
    assert params.keys() <= known.keys(), f"{method}: {params.keys() - known.keys()}"
    missing = [name for name, field in known.items() if field["required"] and name not in params]
    assert not missing, f"{method} lacks {missing}"
    for name, value in params.items():
        assert matches(value, known[name]["types"]), f"{method}.{name}: {value!r}"


def matches(value: Any, types: list[str]) -> bool:
    """Whether a value may be of one of the described types."""
    shapes: dict[str, Any] = {
        "Integer": int,
        "String": (str, int),
        "Boolean": bool,
        "Float": (int, float),
    }
    return any(
        isinstance(value, list if kind.startswith("Array of") else shapes.get(kind, dict))
        for kind in types
    )
