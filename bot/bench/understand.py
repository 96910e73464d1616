"""How long a message takes to be read, on all axes: our own examples, and texts made to be slow."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE

import msgspec

from bot.bench.figures import Figure, percentile
from bot.bench.reading import Asked, Costs
from bot.bench.room import Bench
from bot.understanding.training.examples import rows, shipped


async def understand(bench: Bench) -> list[Figure]:
    """Raises RuntimeError where the measuring process fails."""
    texts = [row.text for path in shipped() for row in rows(path)]
    messages = tuple(texts[:: max(1, len(texts) // bench.size.readings)])
    groups = tuple(group.id for group in bench.office.groups)
    costs = await _measured(Asked(messages, bench.words.hostile, groups))
    return [
        Figure("cli-bench-read-half", percentile(costs.messages, 0.5) * 1e3, "ms", most=2.0),
        Figure("cli-bench-read-most", percentile(costs.messages, 0.99) * 1e3, "ms", most=8.0),
        Figure("cli-bench-read-worst", max(costs.worst) * 1e3, "ms", most=20.0),
        Figure("cli-bench-read-long", max(costs.long) * 1e3, "ms", most=25.0),
        Figure("cli-bench-read-first", costs.first, "s", most=0.7),
        Figure("cli-bench-read-memory", costs.memory, "MiB", most=110.0),
    ]


async def _measured(asked: Asked) -> Costs:
    command = (sys.executable, "-m", "bot.bench.reading")
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    answer, _ = await process.communicate(msgspec.json.encode(asked))
    if process.returncode:
        raise RuntimeError("the measuring process failed")
    return msgspec.json.decode(answer, type=Costs)
