"""The whole path: webhook, decision, answer at the platform, for many people at a time.

Each follows the account, writes a matter, sends it after the silence (the office's clock is moved,
nobody waits four seconds), passes over the school and asks for the list: five messages, five
answers. Afterwards everybody must hold a receipt, with a number that nobody else holds.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

from bot.bench.deliver import until_none
from bot.bench.figures import Figure
from bot.bench.load import Load, follow_event, press_event, text_event, webhook
from bot.bench.platform import Platform
from bot.bench.room import Bench, database, room
from bot.bench.turns import Counts, counted
from handlers.domain.ticket import number_in
from storage import inbox
from storage.database import Tx

PATIENCE = 60.0
SILENCE = 5
RECEIPTS = 2
"""The wave in which the receipts come."""

Event = Callable[[int, str], dict[str, Any]]


async def whole(bench: Bench) -> list[Figure]:
    """Answers a second, their cost, and whether everybody has a ticket of their own."""
    users = bench.size.users
    waves = _waves(bench)
    async with room() as folder, Platform() as platform:
        async with (
            bench.serving("whole", folder, platform.base) as serving,
            database(folder) as db,
            Load(serving.port) as load,
        ):
            seconds, answered = 0.0, 0
            before = await serving.quiet()
            for wave, event in enumerate(waves):
                tokens = [f"{wave}-{number:024d}" for number in range(users)]
                requests = [webhook(event(*each)) for each in enumerate(tokens)]
                started = perf_counter()
                await load.saturate(requests)
                if wave == RECEIPTS - 1:
                    await until_none(db, _undecided)
                    await serving.move_clock(SILENCE)
                await platform.reached(tokens, PATIENCE)
                seconds += perf_counter() - started
                answered += sum(token in platform.arrived for token in tokens)
            after = await serving.usage()
        async with database(folder) as db:
            counts = await db.read(counted)
    expected = users * len(waves)
    return [
        Figure("cli-bench-whole", answered / seconds, "/s", least=1000.0),
        Figure("cli-bench-whole-cpu", (after.cpu - before.cpu) / expected * 1e6, "µs"),
        Figure("cli-bench-whole-unanswered", float(expected - answered), most=0, must=True),
        Figure("cli-bench-whole-without", float(_without(bench, platform)), most=0, must=True),
        Figure("cli-bench-whole-twice", float(_twice(users, counts)), most=0, must=True),
        Figure("cli-bench-whole-memory", after.memory, "MiB", most=180.0),
    ]


def _waves(bench: Bench) -> list[Event]:
    """What everybody does at a time, one after the other."""
    words = bench.words

    def writes(number: int, token: str) -> dict[str, Any]:
        return text_event(number, token, words.matters[number % len(words.matters)])

    return [
        follow_event,
        writes,
        lambda number, token: press_event(number, token, "intake.send"),
        lambda number, token: text_event(number, token, words.skip),
        lambda number, token: text_event(number, token, words.track),
    ]


def _undecided(tx: Tx) -> int:
    return inbox.backlog(tx)["new"]


def _without(bench: Bench, platform: Platform) -> int:
    """How many people hold no receipt with a number, or one that somebody else holds too."""
    numbers = set()
    for number in range(bench.size.users):
        arrived = platform.arrived.get(f"{RECEIPTS}-{number:024d}")
        found = number_in(arrived.words, bench.office.code) if arrived else None
        if found and found.valid:
            numbers.add(found.number)
    return bench.size.users - len(numbers)


def _twice(users: int, counts: Counts) -> int:
    """How many tickets there are too many, or share their number."""
    return max(0, counts.tickets - users) + counts.tickets - counts.numbers
