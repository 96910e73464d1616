"""Fetches what people attach from the platform to our disk, at once and sealed, and erases it.

A platform keeps files for an undisclosed time, so nothing waits for an office hour. Files lie in
`DATA_DIR/files/<id>`, sealed like everything else people wrote.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

import structlog

from bot.channels.base import Channel, FetchError
from bot.jobs import retry
from bot.jobs.forever import rung
from handlers.content import FileRef
from storage import messages
from storage.database import Database, Unavailable
from storage.messages import Wanted

log = structlog.get_logger()

IDLE_SECONDS = 2.0
MOST_TRIES = 6


class Fetch:
    """`ended` is called when a file could not be had, for its sender is told."""

    def __init__(
        self,
        db: Database,
        channels: Mapping[str, Channel],
        folder: Path,
        most: int,
        ended: Callable[[], None],
    ) -> None:
        self._db = db
        self._channels = channels
        self._folder = folder
        self._most = most
        self._ended = ended
        self._bell = asyncio.Event()

    def ring(self) -> None:
        self._bell.set()

    async def run(self) -> None:
        while True:
            self._bell.clear()
            try:
                done = await self.round()
            except Unavailable as why:
                log.error("fetch.database", why=str(why))
                done = 0
            if not done:
                await rung(self._bell, IDLE_SECONDS)

    async def round(self) -> int:
        """Fetches or erases what is due; returns how many files."""
        due = await self._db.read(messages.wanted)
        await asyncio.gather(*(self._one(wanted) for wanted in due))
        return len(due)

    async def _one(self, wanted: Wanted) -> None:
        path = self._folder / wanted.id.hex
        if wanted.status == "erase" or wanted.file is None:
            path.unlink(missing_ok=True)
            _half(path).unlink(missing_ok=True)
            await self._db.run(lambda tx: messages.file_is(tx, wanted.id, "erased"))
            return
        try:
            size = await self._keep(wanted.file, path, wanted)
        except FetchError as error:
            await self._failed(wanted, error)
            return
        except OSError as error:
            # Our own disk: full, or not ours to write to.
            log.error("fetch.disk", why=error.strerror)
            await self._failed(wanted, FetchError("later", "disk"))
            return
        await self._db.run(lambda tx: messages.file_is(tx, wanted.id, "kept", size))

    async def _keep(self, file: FileRef, path: Path, wanted: Wanted) -> int:
        channel = self._channels.get(file.account)
        if channel is None:
            raise FetchError("later", "channel off")
        pieces = bytearray()
        async for piece in channel.fetch(file, self._most):
            pieces += piece
        sealed = await asyncio.to_thread(self._db.vault.seal_bytes, bytes(pieces), wanted.id)
        await asyncio.to_thread(_write, path, sealed)
        return len(pieces)

    async def _failed(self, wanted: Wanted, error: FetchError) -> None:
        if error.reason == "later" and wanted.attempts < MOST_TRIES:
            delay = retry.pause(wanted.attempts + 1).total_seconds()
            await self._db.run(lambda tx: messages.fetch_again(tx, wanted.id, delay))
            return
        log.warning("fetch.failed", reason=error.reason)
        state = "refused" if error.reason == "too_large" else "lost"
        await self._db.run(lambda tx: messages.file_is(tx, wanted.id, state, reason=error.reason))
        self._ended()


def _half(path: Path) -> Path:
    return path.with_suffix(".part")


def _write(path: Path, sealed: bytes) -> None:
    """Whole or not at all: a crash leaves no half file under the name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = _half(path)
    half.write_bytes(sealed)
    half.replace(path)
