"""`POST /webhook/{channel}`: 200 once stored, 401 for a wrong signature, 400 for what is no JSON,
413 over 1 MiB, 503 when it cannot be stored (the platform sends again)."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Any

import structlog
from aiohttp import web

from bot.accept import Accept
from bot.channels.base import BadBody, BadSignature, Channel
from bot.metrics import EVENTS
from handlers.events import FileSent, Incoming, TextSent
from storage.database import Unavailable

log = structlog.get_logger()

MOST_BYTES = 1024 * 1024
MOST_COURTESIES = 8
COURTESY_PAUSE = 0.05
"""Seconds between courtesies: each costs as much as an answer, and answers go first."""


class Webhooks:
    """The webhook of every channel that is on; `channels` by account."""

    def __init__(self, channels: Mapping[str, Channel], accept: Accept) -> None:
        self._channels = channels
        self._accept = accept
        self._acknowledging: set[asyncio.Task[None]] = set()
        self._last_courtesy = -COURTESY_PAUSE

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/webhook/{channel}", self.receive)]

    async def receive(self, request: web.Request) -> web.Response:
        name = request.match_info["channel"]
        channel = next((each for each in self._channels.values() if each.name == name), None)
        if channel is None:
            return web.Response(status=404)
        if (request.content_length or 0) > MOST_BYTES:
            return web.Response(status=413)
        body = await request.read()
        try:
            events = channel.events(body, request.headers)
            await self._accept.store(events)
        except BadSignature:
            log.warning("webhook.signature", channel=channel.name)
            return web.Response(status=401)
        except BadBody:
            return web.Response(status=400)
        except Unavailable as why:
            log.error("webhook.unavailable", channel=channel.name, why=str(why))
            return web.Response(status=503)
        EVENTS.labels(channel.name).inc(len(events))
        self.acknowledge(channel, events)
        return web.Response()

    def acknowledge(self, channel: Channel, events: list[Incoming]) -> None:
        """Tells the platform of presses that they arrived, and people that we are at work."""
        for event in events:
            written = isinstance(event.event, TextSent | FileSent)
            if event.acknowledge:
                self._beside(channel.acknowledge(event.acknowledge))
            elif written and event.chat.kind == "private" and self._spare():
                self._beside(channel.busy(event.chat))

    def _spare(self) -> bool:
        """Whether there is time for a courtesy."""
        now = asyncio.get_running_loop().time()
        if now - self._last_courtesy < COURTESY_PAUSE:
            return False
        self._last_courtesy = now
        return len(self._acknowledging) < MOST_COURTESIES

    async def stop(self) -> None:
        """Ends the calls beside: the channels are about to be closed."""
        for task in self._acknowledging:
            task.cancel()
        await asyncio.gather(*self._acknowledging, return_exceptions=True)

    def _beside(self, call: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(call)
        self._acknowledging.add(task)
        task.add_done_callback(self._acknowledging.discard)
