"""Attachments, by links that open for some minutes: `/file/{id}?until=…&sign=…`.

A link is made at the moment its letter is delivered, in private, to somebody who may see the
ticket; nothing is ever a public picture address.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

from aiohttp import web

from storage import messages
from storage.database import Database, Unavailable
from storage.sealing import Unsealable

SHOWN = ("image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf")
"""What a browser may show in place; all else is saved, never run in our name."""


class Files:
    def __init__(
        self,
        db: Database,
        folder: Path,
        base: str,
        minutes: int,
        now: Callable[[], datetime],
    ) -> None:
        self._db = db
        self._folder = folder
        self._base = base
        self._life = timedelta(minutes=minutes)
        self._now = now

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/file/{id:[0-9a-f]{32}}", self.show)]

    def link(self, file_id: str) -> str:
        """The address of a file, from now on for some minutes."""
        until = str(int((self._now() + self._life).timestamp()))
        sign = self._db.vault.sign(f"{file_id}|{until}")
        return f"{self._base}/file/{file_id}?until={until}&sign={sign}"

    async def show(self, request: web.Request) -> web.Response:
        file_id, until = request.match_info["id"], request.query.get("until", "")
        if not self._db.vault.signed(f"{file_id}|{until}", request.query.get("sign", "")):
            return web.Response(status=404)
        if not until.isdecimal() or int(until) < self._now().timestamp():
            return web.Response(status=410)
        try:
            kept = await self._db.read(lambda tx: messages.kept(tx, UUID(file_id)))
        except Unavailable:
            return web.Response(status=503)
        if kept is None or kept.status != "kept":
            return web.Response(status=404)
        try:
            sealed = await asyncio.to_thread((self._folder / file_id).read_bytes)
            body = await asyncio.to_thread(self._db.vault.open_bytes, sealed, kept.id)
        except (FileNotFoundError, Unsealable):
            return web.Response(status=404)
        mime = kept.mime or _sniffed(body)
        name = quote(kept.name or file_id, safe="")
        how = "inline" if mime in SHOWN else "attachment"
        return web.Response(
            body=body,
            content_type=mime if mime in SHOWN else "application/octet-stream",
            headers={
                "Content-Disposition": f"{how}; filename*=UTF-8''{name}",
                "Cache-Control": "private, no-store",
                "Referrer-Policy": "no-referrer",
                "X-Content-Type-Options": "nosniff",
            },
        )


def _sniffed(body: bytes) -> str:
    """The type of the few formats that phones send, by their first bytes."""
    if body.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if body.startswith(b"\x89PNG\r\n"):
        return "image/png"
    return "application/pdf" if body.startswith(b"%PDF-") else "application/octet-stream"
