"""Telegram's flood control.

Rules: 30 messages a second in all, one a second in a private chat with a small burst, 20 a
minute in a group. Telegram publishes no exact figures; these are what it recommends. By the
sandbox clock. `watch` "off" counts nothing.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from typing import Literal

ALL = (30, 1.0)
PRIVATE = (5, 5.0)
GROUP = (20, 60.0)


@dataclass
class Flood:
    now: Callable[[], float]
    watch: Literal["on", "off"] = "off"
    _recent: dict[str, deque[float]] = field(default_factory=dict)

    def wait(self, chat: str, kind: Literal["private", "group"]) -> int:
        """Seconds until this message may be sent; 0 means now, and it is counted."""
        if self.watch == "off":
            return 0
        lanes = {"": ALL, chat: PRIVATE if kind == "private" else GROUP}
        longest = max(self._wait(lane, *limit) for lane, limit in lanes.items())
        if longest <= 0:
            for lane in lanes:
                self._recent[lane].append(self.now())
            return 0
        return ceil(longest)

    def _wait(self, lane: str, most: int, span: float) -> float:
        recent = self._recent.setdefault(lane, deque())
        while recent and recent[0] <= self.now() - span:
            recent.popleft()
        return recent[0] + span - self.now() if len(recent) >= most else 0.0
