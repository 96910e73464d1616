"""LINE as far as our client can tell, on loopback: reply tokens, retry keys, profiles, content,
quota and faults. Every body is checked against LINE's own description, where that is at hand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.channels.line.description import problems

Json = dict[str, Any]

USER = "U" + "1" * 32
GROUP = "C" + "2" * 32
ROOM = "R" + "3" * 32
TOKEN = "access-token"

FAULTS: dict[str, tuple[int, Json]] = {
    "gone": (400, {"message": "Failed to send messages"}),
    "rate": (429, {"message": "The API rate limit has been exceeded. Try again later."}),
    "quota": (429, {"message": "You have reached your monthly limit."}),
    "forbidden": (401, {"message": "Authentication failed."}),
    "rejected": (
        400,
        {
            "message": "The request body has 1 error(s)",
            "details": [{"message": "May not be empty", "property": "messages[0].text"}],
        },
    ),
    "too_large": (413, {"message": "Request Entity Too Large"}),
    "down": (500, {"message": "Internal server error"}),
}


class Line:
    """The stand-in. `sent` are the messages shown, `calls` (method and path, headers, body)."""

    def __init__(self) -> None:
        self.sent: list[Json] = []
        self.calls: list[tuple[str, dict[str, str], Json]] = []
        self.problems: list[str] = []
        self.tokens: set[str] = set()
        self.content: tuple[int, bytes] = (200, b"")
        self.answer: Json | str | None = None
        self._keys: dict[str, list[Json]] = {}
        self._fault = ""
        self._released = asyncio.Event()
        app = web.Application(client_max_size=4 * 2**20, middlewares=[self._recorded])
        app.add_routes(
            [
                web.post("/v2/bot/message/reply", self._reply),
                web.post("/v2/bot/message/push", self._push),
                web.post("/v2/bot/chat/loading/start", self._loading),
                web.post("/v2/bot/{kind:group|room}/{id}/leave", self._left),
                web.get("/v2/bot/profile/{user}", self._profile),
                web.get("/v2/bot/{kind:group|room}/{id}/member/{user}", self._profile),
                web.get("/v2/bot/message/quota", self._quota),
                web.get("/v2/bot/message/quota/consumption", self._consumption),
                web.get("/v2/bot/message/{id}/content", self._content),
            ]
        )
        self._server = TestServer(app)

    async def open(self) -> str:
        """Starts it and says its address."""
        await self._server.start_server()
        return str(self._server.make_url("/"))

    async def close(self) -> None:
        self._released.set()
        await self._server.close()

    def fail(self, fault: str) -> None:
        self._fault = fault

    def shown(self) -> list[str]:
        return ["\n".join(_words(message)) for message in self.sent]

    def actions(self) -> list[Json]:
        """The actions of all buttons, standing and passing, in the order they show."""
        return [
            found["action"]
            for message in self.sent
            for found in _records(message)
            if found.get("type") in ("button", "action")
        ]

    def presses(self) -> list[Json]:
        return [
            event("postback", postback={"data": action["data"]}, webhookEventId=f"press-{number}")
            for number, action in enumerate(self.actions())
            if action["type"] == "postback"
        ]

    @web.middleware
    async def _recorded(self, request: web.Request, handler: Any) -> web.StreamResponse:
        body = json.loads(await request.read() or b"{}")
        self.calls.append((f"{request.method} {request.path}", dict(request.headers), body))
        if self._fault == "hang":
            await self._released.wait()
        if self._fault in FAULTS:
            status, answer = FAULTS[self._fault]
            return web.json_response(answer, status=status)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"message": "Authentication failed."}, status=401)
        answered: web.StreamResponse = await handler(request)
        return answered

    async def _reply(self, request: web.Request) -> web.Response:
        body = await self._body(request, "ReplyMessageRequest")
        if "X-Line-Retry-Key" in request.headers:
            return web.json_response({"message": "Invalid request"}, status=400)
        if body["replyToken"] not in self.tokens:
            return web.json_response({"message": "Invalid reply token"}, status=400)
        self.tokens.discard(body["replyToken"])
        return self._took(body["messages"])

    async def _push(self, request: web.Request) -> web.Response:
        body = await self._body(request, "PushMessageRequest")
        key = request.headers["X-Line-Retry-Key"]
        if key in self._keys:
            again = {
                "message": "The retry key is already accepted",
                "sentMessages": self._keys[key],
            }
            return web.json_response(again, status=409)
        answer = self._took(body["messages"])
        self._keys[key] = [{"id": str(1_000 + at)} for at in range(len(body["messages"]))]
        return answer

    def _took(self, messages: list[Json]) -> web.Response:
        first = len(self.sent)
        self.sent += messages
        if isinstance(self.answer, str):
            return web.Response(text=self.answer)
        ids = [{"id": str(1_000 + first + at), "quoteToken": "q"} for at in range(len(messages))]
        return web.json_response({"sentMessages": ids} if self.answer is None else self.answer)

    async def _body(self, request: web.Request, schema: str) -> Json:
        body: Json = json.loads(await request.read())
        self.problems += problems(schema, body)
        return body

    async def _loading(self, request: web.Request) -> web.Response:
        await self._body(request, "ShowLoadingAnimationRequest")
        return web.json_response({}, status=202)

    async def _left(self, request: web.Request) -> web.Response:
        known = request.match_info["id"] in (GROUP, ROOM)
        return web.json_response(
            {} if known else {"message": "Not found"}, status=200 if known else 404
        )

    async def _profile(self, request: web.Request) -> web.Response:
        if request.match_info["user"] != USER:
            return web.json_response({"message": "Not found"}, status=404)
        return web.json_response({"userId": USER, "displayName": "ผู้ปกครอง ก", "newField": 1})

    async def _quota(self, request: web.Request) -> web.Response:
        return web.json_response(self.answer or {"type": "limited", "value": 300})

    async def _consumption(self, request: web.Request) -> web.Response:
        return web.json_response({"totalUsage": 12})

    async def _content(self, request: web.Request) -> web.StreamResponse:
        status, body = self.content
        if status != 200:
            return web.Response(status=status)
        response = web.StreamResponse()
        await response.prepare(request)
        for start in range(0, len(body), 10_000):
            await response.write(body[start : start + 10_000])
        return response


def event(kind: str, **fields: Any) -> Json:
    """A webhook event of a private chat; `fields` replace or add."""
    return {
        "type": kind,
        "mode": "active",
        "timestamp": 1_795_000_000_000,
        "source": {"type": "user", "userId": USER},
        "webhookEventId": "01HEVENT",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": "reply-token",
        **fields,
    }


def _records(found: object) -> Iterator[Json]:
    """All objects inside, outermost first; a message's quick replies after its contents."""
    if isinstance(found, dict):
        yield found
        for value in found.values():
            yield from _records(value)
    if isinstance(found, list):
        for item in found:
            yield from _records(item)


def _words(message: Json) -> list[str]:
    return [found["text"] for found in _records(message) if found.get("type") == "text"]
