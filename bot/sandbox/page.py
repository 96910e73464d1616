"""The page on which a person tries the product: files, JSON verbs, live changes.

Rules: everything is served from here, nothing from outside. A request that another site's
page makes is refused. The page hears of every change through one event stream.

    page = Page(world, line, telegram, texts={"th": page_texts(...), "en": …}, on_clock=…)
    app.add_subapp("/sandbox", page.app())      # then open /sandbox/

`on_clock(offset)` is awaited with the clock's whole offset in seconds whenever it moves.
"""

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import hdrs, web

from bot.sandbox.faults import KINDS
from bot.sandbox.gate import Handler
from bot.sandbox.line.platform import LinePlatform
from bot.sandbox.telegram.platform import TelegramPlatform
from bot.sandbox.verbs import OnClock, Verbs
from bot.sandbox.world import World

FILES = Path(__file__).parent / "assets"
FONT_PACKAGE = "fontpkg_sarabun"
WEIGHTS = {"400": "Regular", "700": "Bold"}
UPLOAD_MAX = 25 * 1024 * 1024
BREATH = 15.0
POLICY = "default-src 'self'; img-src 'self' data: http: https:; media-src 'self' data:"


class Page:
    def __init__(
        self,
        world: World,
        line: LinePlatform,
        telegram: TelegramPlatform,
        *,
        texts: Mapping[str, Mapping[str, str]],
        on_clock: OnClock,
    ) -> None:
        self._world = world
        self._line = line
        self._telegram = telegram
        self._texts = texts
        self._verbs = Verbs(world, line, telegram, on_clock)
        self._streams: set[asyncio.Task[Any]] = set()

    def app(self) -> web.Application:
        app = web.Application(middlewares=[_same_site], client_max_size=UPLOAD_MAX)
        app.add_routes(
            [
                web.get("", self.slash),
                web.get("/", self.index),
                web.get("/font/{weight}.ttf", self.font),
                web.get("/texts/{language}.json", self.texts),
                web.get("/api/state", self.state),
                web.get("/api/stream", self.stream),
                web.get("/api/files/{key}", self.file),
                web.post("/api/do", self.do),
                web.post("/api/attach", self.attach),
                web.static("/static", FILES),
            ]
        )
        app.on_shutdown.append(self._end_streams)
        return app

    # -- files

    async def slash(self, request: web.Request) -> web.Response:
        raise web.HTTPFound(request.path + "/")

    async def index(self, request: web.Request) -> web.Response:
        html = (FILES / "index.html").read_text(encoding="utf-8")
        headers = {"Content-Security-Policy": POLICY, hdrs.CACHE_CONTROL: "no-cache"}
        return web.Response(text=html, content_type="text/html", headers=headers)

    async def font(self, request: web.Request) -> web.Response:
        weight = WEIGHTS.get(request.match_info["weight"], "Regular")
        try:
            font = resources.files(FONT_PACKAGE) / "files" / f"Sarabun-{weight}.ttf"
        except ModuleNotFoundError:
            raise web.HTTPNotFound from None
        headers = {hdrs.CACHE_CONTROL: "max-age=86400"}
        return web.Response(body=font.read_bytes(), content_type="font/ttf", headers=headers)

    async def texts(self, request: web.Request) -> web.Response:
        texts = self._texts.get(request.match_info["language"])
        if texts is None:
            raise web.HTTPNotFound
        return web.json_response(dict(texts))

    async def file(self, request: web.Request) -> web.Response:
        """Shown only as a picture or a sound: a sent file must never run as a page."""
        data = self._world.store.file(request.match_info["key"])
        if data is None:
            raise web.HTTPNotFound
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return web.Response(body=data, content_type=_kind_of(data), headers=headers)

    # -- what is so

    async def state(self, request: web.Request) -> web.Response:
        chats = {
            chat: [asdict(message) for message in said.values()]
            for chat, said in self._world.chats.items()
        }
        return web.json_response(self._now() | {"chats": chats})

    def _now(self) -> dict[str, Any]:
        world = self._world
        return {
            "now": world.clock.now_ms(),
            "offset": world.clock.offset,
            "people": [asdict(person) for person in world.people.values()],
            "groups": [asdict(group) for group in world.groups.values()],
            "languages": list(self._texts),
            "faults": {
                "line": self._line.faults.listed(),
                "telegram": self._telegram.faults.listed(),
            },
            "kinds": KINDS,
            "bot": {"line": self._line.bot_name, "telegram": self._telegram.bot_name},
            "username": self._telegram.username,
            "switches": {
                "quota": "off" if self._line.ledger.quota is None else "on",
                "redelivery": self._line.webhook.courier.again,
                "flood": self._telegram.flood.watch,
                "privacy": self._telegram.privacy,
            },
        }

    async def stream(self, request: web.Request) -> web.StreamResponse:
        headers = {hdrs.CONTENT_TYPE: "text/event-stream", hdrs.CACHE_CONTROL: "no-cache"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        task = asyncio.current_task()
        if task is not None:
            self._streams.add(task)
            task.add_done_callback(self._streams.discard)
        with suppress(ConnectionError), self._world.watch() as changes:
            await _send(response, {"type": "state"} | self._now())
            while True:
                try:
                    change = await asyncio.wait_for(changes.get(), BREATH)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                await _send(response, change | (self._now() if change["type"] == "state" else {}))
        return response

    async def _end_streams(self, app: web.Application) -> None:
        for task in list(self._streams):
            task.cancel()

    # -- what is done

    async def do(self, request: web.Request) -> web.Response:
        given = await request.json()
        verb = self._verbs.table().get(given.pop("verb", ""))
        if verb is None:
            raise web.HTTPNotFound
        try:
            await verb(given)
        except (LookupError, ValueError) as why:
            return web.json_response({"why": str(why)}, status=400)
        return web.json_response({})

    async def attach(self, request: web.Request) -> web.Response:
        form = await request.post()
        part = form.get("file")
        if not isinstance(part, web.FileField):
            raise web.HTTPBadRequest
        given = {name: str(form.get(name, "")) for name in ("who", "chat", "kind")}
        await self._verbs.attach(given | {"name": part.filename}, part.file.read())
        return web.json_response({})


async def _send(response: web.StreamResponse, change: dict[str, Any]) -> None:
    data = json.dumps(change, ensure_ascii=False)
    await response.write(f"data: {data}\n\n".encode())


@web.middleware
async def _same_site(request: web.Request, handler: Handler) -> web.StreamResponse:
    origin = request.headers.get(hdrs.ORIGIN)
    if request.method != "GET" and origin and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden
    return await handler(request)


def _kind_of(data: bytes) -> str:
    marks = {b"\xff\xd8": "image/jpeg", b"\x89PNG": "image/png", b"GIF8": "image/gif"}
    marks |= {b"RIFF": "audio/wav", b"OggS": "audio/ogg"}
    found = (kind for mark, kind in marks.items() if data.startswith(mark))
    return next(found, "application/octet-stream")
