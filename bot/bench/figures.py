"""What was measured, beside what it should be.

A goal is a figure's upper or lower bound; it depends on the machine, so missing it is shown and no
more. A figure that `must` hold (nothing lost, no number twice) is a defect where it does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Figure(Struct, frozen=True):
    """`key` is the sentence that names it; `unit` stands behind the value; `most` and `least` are
    the goal, None where there is none on that side."""

    key: str
    value: float
    unit: str = ""
    most: float | None = None
    least: float | None = None
    must: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached, None where there is none."""
        if self.most is None and self.least is None:
            return None
        low = self.least is None or self.value >= self.least
        return low and (self.most is None or self.value <= self.most)

    @property
    def wrong(self) -> bool:
        return self.must and self.met is False


class Size(Struct, frozen=True):
    """How much is measured. `half_seconds` is how long half the load lasts; the rest are counts."""

    rounds: int
    requests: int
    burst: int
    half_seconds: float
    turns: int
    letters: int
    telegram: int
    waits: int
    users: int
    readings: int


FULL = Size(
    rounds=3,
    requests=12_000,
    burst=2_000,
    half_seconds=3.0,
    turns=1_600,
    letters=1_500,
    telegram=100,
    waits=200,
    users=300,
    readings=1_000,
)
QUICK = Size(
    rounds=1,
    requests=2_000,
    burst=2_000,
    half_seconds=0.5,
    turns=128,
    letters=128,
    telegram=15,
    waits=20,
    users=40,
    readings=100,
)


class Cost(Struct, frozen=True):
    """What is done over and over: how often a second, and the CPU seconds of one time."""

    rate: float
    cpu: float


class Usage(Struct, frozen=True):
    """What a process has used so far: CPU seconds, and the most memory it ever held, in MiB."""

    cpu: float
    memory: float


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
