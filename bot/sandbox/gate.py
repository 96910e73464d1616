"""The gate of a stand-in: every call passes here, is recorded, and meets its fault.

Rules: a recorded call keeps what the bot sent and what it was told; status 0 means that it
got no answer. A platform says how its own refusals look (`refuse`).
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import hdrs, web

from bot.sandbox.faults import Fault, Faults

KEPT_CALLS = 5000
LOOK_EVERY = 0.05
ERROR_STATUS = {"error": 500, "rate": 429}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Call:
    method: str
    path: str
    headers: dict[str, str]
    at: float
    id: str = field(default_factory=lambda: str(uuid4()))
    body: Any = None
    status: int = 0
    answer: Any = None


CALL = web.RequestKey("call", Call)


@dataclass
class Gate:
    now: Callable[[], float]
    refuse: Callable[[int], web.Response]
    faults: Faults = field(default_factory=Faults)
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=KEPT_CALLS))
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    async def pass_through(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        call = Call(request.method, request.path, headers, self.now())
        self.calls.append(call)
        request[CALL] = call
        fault = self.faults.take(request.path)
        if fault is not None and fault.moment == "before":
            return await self._suffer(fault, request, call)
        response = await handler(request)
        if fault is not None:
            return await self._suffer(fault, request, call)
        call.status = response.status
        return response

    async def _suffer(self, fault: Fault, request: web.Request, call: Call) -> web.Response:
        await request.read()
        if fault.kind == "silence":
            await self._until_gone(request)
        if fault.kind in ("silence", "drop"):
            if request.transport is not None:
                request.transport.abort()
            return web.Response(headers={hdrs.CONNECTION: "close"})
        response = self.refuse(ERROR_STATUS[fault.kind])
        call.status = response.status
        return response

    async def _until_gone(self, request: web.Request) -> None:
        while request.transport is not None and not request.transport.is_closing():
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await self.closing.wait()
                    return
