"""Asking Telegram for updates, for an office without a public address.

Rules: the platform forgets updates when the next question names a higher offset, so the offset
rises only after they are stored; whatever goes wrong, they come again (the inbox knows repeats).
A question that fails or hangs is followed by a fresh connection: the library's pool can be left
without a connection for ever when a poll is torn down.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from bot.channels.base import SendError
from bot.channels.telegram.client import TelegramChannel
from bot.channels.telegram.parse import ALLOWED
from bot.channels.telegram.raw import Json, whole
from handlers.events import Incoming

if TYPE_CHECKING:
    from bot.channels.telegram.api import Api

T = TypeVar("T")
log = logging.getLogger(__name__)

Store = Callable[[list[Incoming]], Awaitable[None]]
"""Keeps events for good; what it raises ends the poll, and nothing is forgotten."""

HOLD = 30
"""Seconds for which the platform may hold a question open."""
GRACE = 10.0
"""Seconds beyond these until a question is given up; after twice as many it counts as stuck."""
LONGEST_PAUSE = 30.0
"""Seconds between questions when they fail again and again."""


async def poll(
    channel: TelegramChannel,
    store: Store,
    stop: asyncio.Event,
    *,
    hold: int = HOLD,
    grace: float = GRACE,
    unavailable: tuple[type[Exception], ...] = (OSError,),
) -> None:
    """Stores every update until told to stop. `unavailable` are errors of `store` that may pass:
    after these the same updates are asked for again; any other ends the poll."""
    passing: tuple[type[Exception], ...] = (SendError, *unavailable)
    questions = _Questions(channel, hold, grace)
    failures = 0
    try:
        await _unless(stop, channel.ready.wait())
        while not stop.is_set():
            try:
                updates = await _unless(stop, questions.ask()) or []
                if events := [event for update in updates for event in channel.read(update)]:
                    await store(events)
                questions.done_with(updates)
                failures = 0
            except passing as error:
                failures += 1
                log.warning("telegram: polling failed, attempt %d: %s", failures, _told(error))
                await questions.start_afresh()
                await _unless(stop, asyncio.sleep(_pause(failures, error)))
    finally:
        await questions.close()


class _Questions:
    """getUpdates, with the offset it has come to and a connection of its own."""

    def __init__(self, channel: TelegramChannel, hold: int, grace: float) -> None:
        self._channel = channel
        self._hold = hold
        self._grace = grace
        self._offset: int | None = None
        self._api = self._connect()

    async def ask(self) -> list[Json]:
        """The next updates, after `hold` seconds perhaps none. Raises SendError."""
        params = {"timeout": self._hold, "limit": 100, "allowed_updates": list(ALLOWED)}
        if self._offset is not None:
            params["offset"] = self._offset
        question = asyncio.create_task(self._api.call("getUpdates", params))
        try:
            # A stuck task may not even let itself be cancelled, so it is not waited for.
            await asyncio.wait([question], timeout=self._hold + 2 * self._grace)
        finally:
            question.cancel()
        if not question.done():
            raise SendError("uncertain", retryable=True, detail="the poll is stuck")
        updates = question.result()
        if not isinstance(updates, list):
            raise SendError("uncertain", retryable=True, detail="no list of updates")
        return [update for update in updates if isinstance(update, dict)]

    def done_with(self, updates: list[Json]) -> None:
        """These are stored: the next question lets the platform forget them.

        After an empty answer no offset is named: what was stored is forgotten by then, and after a
        week of silence the platform may number on from anywhere, below our offset too.
        """
        ids = [id_ for update in updates if (id_ := whole(update, "update_id")) is not None]
        self._offset = max(ids) + 1 if ids else None

    async def start_afresh(self) -> None:
        await self.close()
        self._api = self._connect()

    async def close(self) -> None:
        """What is stuck may hang in closing too; it is left behind."""
        await asyncio.wait([asyncio.create_task(self._api.close())], timeout=self._grace)

    def _connect(self) -> Api:
        return self._channel.new_api(self._hold + self._grace)


async def _unless(stop: asyncio.Event, wanted: Coroutine[Any, Any, T]) -> T | None:
    """The result of `wanted`; None, and `wanted` cancelled, where we are told to stop before."""
    doing, stopping = asyncio.create_task(wanted), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([doing, stopping], return_when=asyncio.FIRST_COMPLETED)
        return doing.result() if doing.done() else None
    finally:
        doing.cancel()
        stopping.cancel()


def _pause(failures: int, error: Exception) -> float:
    """Seconds until the next question after so many failures in a row."""
    told = error.retry_after if isinstance(error, SendError) else None
    return max(told or 0.0, min(2.0 ** (failures - 1), LONGEST_PAUSE))


def _told(error: Exception) -> str:
    return str(error) if isinstance(error, SendError) else type(error).__name__
