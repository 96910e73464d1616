"""Run 1 under load: signed webhooks into the database, beside a bare aiohttp that stores nothing.

Two processes serve, the bare one and ours, and are measured in turns, so that whatever else the
machine does falls on both.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from bot.bench.figures import Cost, Figure, percentile
from bot.bench.load import BODY_BYTES, Load, Run, text_event, webhook
from bot.bench.room import Bench, database, room
from bot.bench.serving import Serving
from storage import inbox

SLOWEST_SECONDS = 2.0


async def ceiling(bench: Bench) -> Cost:
    """What a bare aiohttp answer costs here: the unit **a**. Measured once in a run."""
    if bench.ceiling is not None:
        return bench.ceiling
    requests = list(_requests(bench, bench.size.requests))
    async with room() as folder, bench.serving("bare", folder) as bare, Load(bare.port) as load:
        await load.saturate(requests[: len(requests) // 10 or 1])
        costs = [await _cost(bare, load, requests) for _ in range(bench.size.rounds)]
    return _middle(costs)


async def ingest(bench: Bench) -> list[Figure]:
    """Rate and cost of accepting, a burst, half the load, and whether all of it is stored."""
    size = bench.size
    everything = size.requests * (size.rounds + 1) + size.burst
    most_half = int(size.half_seconds * 20_000)
    stream = _requests(bench, everything + most_half)
    warm = [next(stream) for _ in range(size.requests // 10 or 1)]
    async with room() as folder:
        async with (
            bench.serving("bare", folder) as bare,
            bench.serving("accepting", folder) as ours,
            Load(bare.port) as bare_load,
            Load(ours.port) as load,
        ):
            await bare_load.saturate(warm)
            runs = [await load.saturate(warm)]
            ceilings, costs = [], []
            for _ in range(size.rounds):
                requests = [next(stream) for _ in range(size.requests)]
                ceilings.append(await _cost(bare, bare_load, requests))
                costs.append(await _cost(ours, load, requests, runs))
            above, cost = _middle(ceilings), _middle(costs)
            bench.ceiling = above
            count = min(most_half, int(cost.rate / 2 * size.half_seconds)) or 1
            half = await load.spread([next(stream) for _ in range(count)], cost.rate / 2)
            async with Load(ours.port, size.burst) as crowd:
                burst = await crowd.saturate([next(stream) for _ in range(size.burst)])
            memory = (await ours.usage()).memory
        async with database(folder) as db:
            stored = (await db.read(inbox.backlog))["new"]
    accepted = sum(run.accepted for run in (*runs, half, burst))
    return [
        Figure("cli-bench-ceiling", above.rate, "/s"),
        Figure("cli-bench-unit", above.cpu * 1e6, "µs"),
        Figure("cli-bench-ingest", cost.rate, "/s"),
        Figure("cli-bench-ingest-share", cost.rate / above.rate, least=0.35),
        Figure("cli-bench-ingest-cpu", cost.cpu * 1e6, "µs"),
        Figure("cli-bench-ingest-cost", cost.cpu / above.cpu, "a", most=3.0),
        Figure("cli-bench-ingest-half", percentile(half.waits, 0.99) * 1e3, "ms", most=25.0),
        Figure("cli-bench-ingest-burst", max(burst.waits), "s", most=SLOWEST_SECONDS),
        Figure("cli-bench-ingest-refused", float(_refused(*runs, half, burst)), most=0, must=True),
        Figure("cli-bench-ingest-lost", float(accepted - stored), most=0, must=True),
        Figure("cli-bench-ingest-memory", memory, "MiB", most=180.0),
    ]


def _requests(bench: Bench, count: int) -> Iterator[bytes]:
    """Webhooks of 580 bytes, each of a user of its own."""
    matters = bench.words.matters
    for number in range(count):
        event = text_event(number, f"{number:026d}", matters[number % len(matters)][:24])
        yield webhook(event, BODY_BYTES)


async def _cost(
    serving: Serving, load: Load, requests: list[bytes], runs: list[Run] | None = None
) -> Cost:
    before = await serving.usage()
    run = await load.saturate(requests)
    after = await serving.usage()
    if runs is not None:
        runs.append(run)
    return Cost(run.rate, (after.cpu - before.cpu) / len(requests))


def _middle(costs: list[Cost]) -> Cost:
    return Cost(median(each.rate for each in costs), median(each.cpu for each in costs))


def _refused(*runs: Run) -> int:
    return sum(len(run.statuses) - run.accepted for run in runs)
