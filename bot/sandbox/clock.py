"""The sandbox's clock: real time plus an offset that a person or a test moves.

Rules: times are UTC. Everything that expires (reply tokens, retry keys, rate windows)
asks this clock, never the machine's, so that moving it moves everything at once.
"""

import time
from collections.abc import Callable


class Clock:
    def __init__(self, offset: float = 0.0, real: Callable[[], float] = time.time) -> None:
        self.offset = offset
        self._real = real

    def now(self) -> float:
        return self._real() + self.offset

    def now_ms(self) -> int:
        return int(self.now() * 1000)

    def move(self, seconds: float) -> None:
        self.offset += seconds
