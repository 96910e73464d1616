"""Is it alive, is it ready, and its figures.

`/healthz` answers while the process does; `/readyz` looks at storage, channels, loops and backlog,
and is not ready when storage cannot be read or written; `/metrics` is for the machine itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from ipaddress import ip_address
from time import monotonic

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.channels.base import Channel
from bot.jobs.fared import Fared
from bot.jobs.forever import Loops
from bot.metrics import INBOX, OUTBOX
from storage import inbox, marks, outbox
from storage.database import Database, Tx, Unavailable

WRITE_SECONDS = 5.0
PROXIED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")


class Health:
    """`fared` by the names of channels."""

    def __init__(
        self,
        db: Database,
        channels: Mapping[str, Channel],
        fared: Mapping[str, Fared],
        loops: Loops,
    ) -> None:
        self._db = db
        self._channels = channels
        self._fared = fared
        self._loops = loops
        self._written = -WRITE_SECONDS

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/healthz", self.alive),
            web.get("/readyz", self.ready),
            web.get("/metrics", self.metrics),
        ]

    async def alive(self, request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(self, request: web.Request) -> web.Response:
        loops = self._loops.states()
        try:
            waiting, going = await self._db.read(_backlog)
            await self._write()
        except Unavailable:
            said = {"ready": False, "storage": "unavailable", "loops": loops}
            return web.json_response(said, status=503)
        fared = {each.name: self._fared.get(each.name, Fared()) for each in self._channels.values()}
        return web.json_response(
            {
                "ready": True,
                "storage": "ok",
                "channels": {name: each.state for name, each in fared.items()},
                "deliveries": {name: _told(each) for name, each in fared.items()},
                "loops": loops,
                "inbox": waiting,
                "outbox": going,
            }
        )

    async def _write(self) -> None:
        """Tries whether the database still takes what is written (a full disk, a file that became
        read-only); seldom, as anybody may ask. Raises Unavailable."""
        if monotonic() - self._written >= WRITE_SECONDS:
            await self._db.run(partial(marks.write, name="written", value=""))
            self._written = monotonic()

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


def _told(fared: Fared) -> dict[str, str | None]:
    """Times and the kind of the last error; nothing of letters and people."""
    return {
        "last_success": fared.success_at.isoformat() if fared.success_at else None,
        "last_error": fared.error or None,
        "last_error_at": fared.error_at.isoformat() if fared.error_at else None,
    }


def _backlog(tx: Tx) -> tuple[dict[str, int], dict[str, int]]:
    return inbox.backlog(tx), outbox.counts(tx)
