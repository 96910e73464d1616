"""How fast we may write: evenly spaced, so that the platform never has to refuse.

Telegram takes about 30 messages a second in all, one a second in a chat (a few at once are
tolerated) and 20 a minute in a group; it publishes nothing more exact, so we stay below. A message
takes the first free slot at which its chat may be written to: a chat that must wait holds up no
other. Which message asks first is the outbox's business.

Source: core.telegram.org/bots/faq, "My bot is hitting limits"; see also ../shared/protocol.md.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import NamedTuple

from bot.channels.base import SendError
from handlers.content import Address


class Window(NamedTuple):
    """At most so many messages within any `seconds`."""

    messages: int
    seconds: float


SPACING = 0.04
"""Seconds between any two messages: 25 a second."""
WINDOWS: Mapping[str, tuple[Window, ...]] = {
    "private": (Window(3, 3.0),),
    "group": (Window(3, 3.0), Window(20, 61.0)),
}
"""By kind of chat. A second more than the minute, as the platform's clock is not ours."""
ALL_HELD = 3
"""Chats refused at a time from which on we take it that all are."""


class Pace:
    """The policy: when may a chat be written to? Knows no clock; times are seconds of any one."""

    def __init__(
        self, spacing: float = SPACING, windows: Mapping[str, tuple[Window, ...]] = WINDOWS
    ) -> None:
        self._spacing = spacing
        self._windows = windows
        every = [window for rules in windows.values() for window in rules]
        self._longest = max(window.seconds for window in every)
        self._remembered = max(window.messages for window in every)
        self._slots: set[int] = set()
        self._turns: dict[str, deque[float]] = {}
        self._held: dict[str, float] = {}
        self._all_held = -math.inf

    def wait(self, now: float, kind: str, chat: str, most: float = math.inf) -> float:
        """Seconds until the chat's next turn, which is taken unless it is further than `most`."""
        self._forget(now)
        turns = self._turns.get(chat) or deque(maxlen=self._remembered)
        earliest = [
            turns[-window.messages] + window.seconds
            for window in self._windows[kind]
            if len(turns) >= window.messages
        ]
        start = max(now, now + self.held(now, chat), *list(turns)[-1:], *earliest)
        slot = math.ceil(start / self._spacing)
        while slot in self._slots:
            slot += 1
        at = max(now, slot * self._spacing)
        if at - now <= most:
            self._slots.add(slot)
            self._turns.setdefault(chat, turns).append(at)
        return at - now

    def refuse(self, now: float, chat: str, seconds: float) -> None:
        """The platform wants the chat left alone for some seconds; if it says so of several chats
        at a time, it means all."""
        self._held[chat] = now + seconds
        if sum(until > now for until in self._held.values()) >= ALL_HELD:
            self._all_held = max(self._all_held, now + seconds)

    def held(self, now: float, chat: str) -> float:
        """Seconds for which the platform still wants the chat left alone."""
        return max(0.0, self._held.get(chat, now) - now, self._all_held - now)

    def _forget(self, now: float) -> None:
        """Drops what can no longer matter, once in a while."""
        if len(self._slots) < 1000:
            return
        current = math.floor(now / self._spacing)
        self._slots = {slot for slot in self._slots if slot >= current}
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        since = now - self._longest
        self._turns = {chat: turns for chat, turns in self._turns.items() if turns[-1] > since}


class Gate:
    """Lets messages through at the pace."""

    def __init__(
        self, pace: Pace, patience: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._pace = pace
        self._patience = patience
        self._clock = clock

    async def enter(self, to: Address) -> None:
        """Returns when the chat may be written to. Raises SendError (rate) at once where that is
        further than our patience, so that nobody waits here who could wait in the outbox."""
        wait = self._pace.wait(self._clock(), to.kind, to.id, self._patience)
        if wait <= self._patience:
            await asyncio.sleep(wait)
            wait = self._pace.held(self._clock(), to.id)
        if wait:
            raise SendError("rate", retryable=True, retry_after=wait, detail="our own pace")

    def refuse(self, to: Address, seconds: float) -> None:
        """The platform refused a message to this chat for some seconds."""
        self._pace.refuse(self._clock(), to.id, seconds)
