"""Fetches what people attach from the platform to our disk, at once and sealed, and erases it.

A platform keeps files for an undisclosed time, so nothing waits for an office hour. Files lie in
`DATA_DIR/files/<id>`, sealed like everything else people wrote.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from uuid import UUID

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
ABREAST = 4
"""Files at a time. Each is sealed in one piece, so that it lies in memory twice: at most
2 * ABREAST * `file_megabytes` in all."""


class Fetch:
    """`ended` is called when a file was fetched or could not be had, for somebody may be told."""

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
        self._under_way: dict[UUID, asyncio.Task[None]] = {}

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
        """Starts to fetch or erase what is due; returns how many files. A slow one delays no
        other, unless ABREAST are slow."""
        free = ABREAST - len(self._under_way)
        due = await self._db.read(lambda tx: messages.wanted(tx, 2 * ABREAST)) if free else []
        fresh = [wanted for wanted in due if wanted.id not in self._under_way][:free]
        for wanted in fresh:
            task = asyncio.create_task(self._one(wanted))
            self._under_way[wanted.id] = task
            task.add_done_callback(partial(self._landed, wanted.id))
        return len(fresh)

    def _landed(self, file_id: UUID, task: asyncio.Task[None]) -> None:
        del self._under_way[file_id]
        if task.cancelled():
            return
        if why := task.exception():
            # It is still wanted, and comes with the next look.
            log.error("fetch.broken", kind=type(why).__name__)
        else:
            self.ring()

    async def stop(self) -> None:
        """Ends what is under way; it is fetched after the next start."""
        tasks = tuple(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

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
        self._ended()

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
