"""What LINE keeps count of: reply tokens, retry keys, rates, the monthly quota.

Rules: a reply token is good once, for a minute after its webhook (a redelivered webhook
starts a new minute, but not later than 20 minutes after the event). A retry key is known
for 24 hours. The quota counts recipients of the calendar month. All by the sandbox clock.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from bot.sandbox.world import World

TOKEN_LIFE = 60.0
TOKEN_END = 20 * 60.0
KEY_LIFE = 24 * 3600.0
SHELF = "line"

# endpoint -> (calls, seconds)
RATES: dict[str, tuple[int, float]] = {
    "reply": (2000, 1.0),
    "push": (2000, 1.0),
    "multicast": (200, 1.0),
    "broadcast": (60, 3600.0),
    "start": (100, 1.0),
    "other": (2000, 1.0),
}


@dataclass
class ReplyToken:
    chat: str
    born: float
    fresh_until: float
    used: bool = False


@dataclass
class Ledger:
    world: World
    quota: int | None = None
    rates: dict[str, tuple[int, float]] = field(default_factory=lambda: dict(RATES))
    tokens: dict[str, ReplyToken] = field(default_factory=dict)
    _recent: dict[str, deque[float]] = field(default_factory=dict)

    # -- reply tokens

    def issue(self, chat: str) -> str:
        token, now = uuid4().hex, self.world.clock.now()
        self.tokens[token] = ReplyToken(chat, now, now + TOKEN_LIFE)
        return token

    def renew(self, token: str) -> None:
        known, now = self.tokens.get(token), self.world.clock.now()
        if known is not None and now < known.born + TOKEN_END:
            known.fresh_until = now + TOKEN_LIFE

    def spend(self, token: str) -> str | None:
        """The chat that the token answers; None if it is unknown, used or too old."""
        known = self.tokens.get(token)
        if known is None or known.used or self.world.clock.now() > known.fresh_until:
            return None
        known.used = True
        return known.chat

    # -- retry keys

    def accepted(self, key: str) -> dict[str, Any] | None:
        known: dict[str, Any] | None = self._keys().get(key)
        if known is None or self.world.clock.now() > known["at"] + KEY_LIFE:
            return None
        return known

    def accept(self, key: str, request_id: str, sent: list[dict[str, str]]) -> None:
        now = self.world.clock.now()
        keys = self._keys()
        for old in [each for each, known in keys.items() if now > known["at"] + KEY_LIFE]:
            del keys[old]
        keys[key] = {"at": now, "request_id": request_id, "sent": sent}

    # -- rates and quota

    def too_fast(self, endpoint: str) -> bool:
        name = endpoint if endpoint in self.rates else "other"
        most, span = self.rates[name]
        now = self.world.clock.now()
        recent = self._recent.setdefault(name, deque())
        while recent and recent[0] <= now - span:
            recent.popleft()
        if len(recent) >= most:
            return True
        recent.append(now)
        return False

    def used(self) -> int:
        count: int = self._shelf().setdefault("used", {}).get(self._month(), 0)
        return count

    def room_for(self, recipients: int) -> bool:
        return self.quota is None or self.used() + recipients <= self.quota

    def count(self, recipients: int) -> None:
        self._shelf().setdefault("used", {})[self._month()] = self.used() + recipients

    def _month(self) -> str:
        return datetime.fromtimestamp(self.world.clock.now(), UTC).strftime("%Y-%m")

    def _keys(self) -> dict[str, Any]:
        keys: dict[str, Any] = self._shelf().setdefault("retry_keys", {})
        return keys

    def _shelf(self) -> dict[str, Any]:
        shelf: dict[str, Any] = self.world.shelf.setdefault(SHELF, {})
        return shelf
