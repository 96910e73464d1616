"""Faults that a stand-in shows on purpose, armed from the page or from a test.

Rules: a fault is spent on the next call whose path contains `only`. `moment` says whether
the platform had accepted the call when it failed: after "after" the message is delivered
although the caller sees a failure. Long polling is spared unless it is named.

    error    500                      silence  no answer until the caller gives up
    rate     429                      drop     the connection is cut
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

FaultKind = Literal["error", "silence", "drop", "rate"]
Moment = Literal["before", "after"]
KINDS: tuple[str, ...] = get_args(FaultKind)
MOMENTS: tuple[str, ...] = get_args(Moment)
SPARED = "getUpdates"


@dataclass
class Fault:
    kind: FaultKind
    moment: Moment = "before"
    times: int = 1
    only: str = ""

    def meets(self, path: str) -> bool:
        if SPARED in path and SPARED not in self.only:
            return False
        return self.only in path


class Faults:
    def __init__(self) -> None:
        self.armed: list[Fault] = []

    def arm(
        self, kind: FaultKind, *, times: int = 1, moment: Moment = "before", only: str = ""
    ) -> None:
        if kind not in KINDS or moment not in MOMENTS:
            raise ValueError(f"no such fault: {kind} {moment}")
        self.armed.append(Fault(kind, moment, times, only))

    def clear(self) -> None:
        self.armed.clear()

    def take(self, path: str) -> Fault | None:
        """The fault this call meets, one time of it spent."""
        fault = next((each for each in self.armed if each.meets(path)), None)
        if fault is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.armed.remove(fault)
        return fault

    def listed(self) -> list[dict[str, Any]]:
        return [asdict(fault) for fault in self.armed]
