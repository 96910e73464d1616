"""Carries webhooks to the bot and remembers how each attempt went.

Rules: a webhook is bytes and headers, made once and sent unchanged. A webhook that was not
answered with 2xx is sent again a bounded number of times if `again` says so. Status 0 means
that nobody answered.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import aiohttp

KEPT_HOOKS = 2000
PATIENCE = 10.0


@dataclass(frozen=True)
class Hook:
    url: str
    body: bytes
    headers: dict[str, str]


@dataclass
class Delivery:
    hook: Hook
    status: int
    attempt: int

    @property
    def welcome(self) -> bool:
        return 200 <= self.status < 300


@dataclass
class Courier:
    """`waits` are the pauses in seconds before the second, third … attempt."""

    waits: tuple[float, ...] = (1.0, 3.0, 9.0)
    again: Literal["on", "off"] = "off"
    deliveries: deque[Delivery] = field(default_factory=lambda: deque(maxlen=KEPT_HOOKS))
    _session: aiohttp.ClientSession | None = None
    _repeats: set[asyncio.Task[None]] = field(default_factory=set)

    async def carry(self, hook: Hook, renew: Callable[[Hook], Hook]) -> Delivery:
        """One attempt; further ones follow on their own. `renew` makes the repeated webhook."""
        delivery = await self.post(hook, attempt=1)
        if not delivery.welcome and self.again == "on":
            task = asyncio.create_task(self._repeat(hook, renew))
            self._repeats.add(task)
            task.add_done_callback(self._repeats.discard)
        return delivery

    async def post(self, hook: Hook, attempt: int) -> Delivery:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE))
        try:
            async with self._session.post(hook.url, data=hook.body, headers=hook.headers) as answer:
                await answer.read()
                delivery = Delivery(hook, answer.status, attempt)
        except (aiohttp.ClientError, TimeoutError, OSError):
            delivery = Delivery(hook, 0, attempt)
        self.deliveries.append(delivery)
        return delivery

    async def _repeat(self, hook: Hook, renew: Callable[[Hook], Hook]) -> None:
        for attempt, wait in enumerate(self.waits, start=2):
            await asyncio.sleep(wait)
            if (await self.post(renew(hook), attempt)).welcome:
                return

    async def settled(self) -> None:
        while self._repeats:
            await asyncio.gather(*self._repeats, return_exceptions=True)

    async def close(self) -> None:
        for task in list(self._repeats):
            task.cancel()
        await self.settled()
        if self._session is not None:
            await self._session.close()
