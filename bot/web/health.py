"""Is it alive, is it ready, and its figures.

`/healthz` answers while the process does; `/readyz` looks at storage, channels and backlog;
`/metrics` is for the machine itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.channels.base import Channel
from bot.metrics import INBOX, OUTBOX
from storage import inbox, outbox
from storage.database import Database, Tx, Unavailable

PROXIED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")


class Health:
    def __init__(self, db: Database, channels: Mapping[str, Channel]) -> None:
        self._db = db
        self._channels = channels

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/healthz", self.alive),
            web.get("/readyz", self.ready),
            web.get("/metrics", self.metrics),
        ]

    async def alive(self, request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(self, request: web.Request) -> web.Response:
        try:
            waiting, going = await self._db.read(_backlog)
        except Unavailable:
            return web.json_response({"ready": False, "storage": "unavailable"}, status=503)
        channels = {each.name: "on" for each in self._channels.values()}
        return web.json_response(
            {
                "ready": True,
                "storage": "ok",
                "channels": channels,
                "inbox": waiting,
                "outbox": going,
            }
        )

    async def metrics(self, request: web.Request) -> web.Response:
        if not _from_this_machine(request):
            return web.Response(status=404)
        try:
            waiting, going = await self._db.read(_backlog)
        except Unavailable:
            return web.Response(status=503)
        for status, count in waiting.items():
            INBOX.labels(status).set(count)
        for status in ("queued", "sending", "waiting", "held"):
            OUTBOX.labels(status).set(going.get(status, 0))
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


def _from_this_machine(request: web.Request) -> bool:
    """Not by a reverse proxy on this machine, which asks for somebody else: it says so, or asks by
    the public name."""
    if any(name in request.headers for name in PROXIED):
        return False
    asked = request.url.host or ""
    return _is_loopback(request.remote or "") and (asked == "localhost" or _is_loopback(asked))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _backlog(tx: Tx) -> tuple[dict[str, int], dict[str, int]]:
    return inbox.backlog(tx), outbox.counts(tx)
