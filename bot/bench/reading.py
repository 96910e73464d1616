"""What reading costs, measured in a process of its own: `python -m bot.bench.reading`.

Takes the messages, the units of hostile texts and the office's groups as JSON on stdin and gives
the costs on stdout. CPU of this process, the best of some times, so that what else the machine does
counts little. Nothing but the reader is loaded, and only after the clock has started.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from msgspec import Struct, json

if TYPE_CHECKING:
    from bot.understanding.reader import Reader

_MESSAGE, _LONG = 5_000, 100_000  # code points: the most that LINE lets through; a nuisance
_TIMES = 5
_STATUS = Path("/proc/self/status")
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


class Asked(Struct, frozen=True):
    messages: tuple[str, ...]
    hostile: tuple[str, ...]
    groups: tuple[str, ...]


class Costs(Struct, frozen=True):
    """`first`: seconds from the start of the process to its first reading; then the seconds of each
    message, of each text of 5,000 code points and of each of 100,000; `memory` in MiB."""

    first: float
    messages: tuple[float, ...]
    worst: tuple[float, ...]
    long: tuple[float, ...]
    memory: float


def measured(asked: Asked) -> Costs:
    from bot.understanding.reader import ModelReader

    reader = ModelReader(asked.groups)
    reader.read(asked.messages[0])
    first = process_time()
    everything = " ".join(asked.messages)
    units = (*asked.hostile, everything, "".join(everything.split()))
    return Costs(
        first=first,
        messages=tuple(_seconds(reader, text) for text in asked.messages),
        worst=tuple(_seconds(reader, _filled(unit, _MESSAGE)) for unit in units),
        long=tuple(_seconds(reader, _filled(unit, _LONG)) for unit in units),
        memory=_memory(),
    )


def _memory() -> float:
    """The most that was resident, in MiB. Not `ru_maxrss`, in which the process that started this
    one still counts; 0 where the system does not tell."""
    peak = _PEAK.search(_STATUS.read_text()) if _STATUS.exists() else None
    return int(peak[1]) / 1024 if peak else 0.0


def _filled(unit: str, most: int) -> str:
    return (unit * (most // len(unit) + 1))[:most]


def _seconds(reader: Reader, text: str) -> float:
    best = float("inf")
    for _ in range(_TIMES):
        started = process_time()
        reader.read(text)
        best = min(best, process_time() - started)
    return best


if __name__ == "__main__":
    sys.stdout.buffer.write(json.encode(measured(json.decode(sys.stdin.buffer.read(), type=Asked))))
