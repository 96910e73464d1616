"""Run 3, and all three together on a quiet machine.

Letters are put into the outbox of a serving process that is otherwise idle; the platforms answer
at once. LINE goes as fast as it can, Telegram at the pace that it permits, so there the rate says
how well the pace is used and the CPU what a letter costs without it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter
from uuid import UUID

from msgspec import Struct

from bot.bench.figures import Figure, percentile
from bot.bench.load import Load, text_event, webhook
from bot.bench.platform import TELEGRAM_TOKEN, Platform
from bot.bench.room import Bench, database, room
from bot.bench.serving import Serving
from bot.channels.telegram.pacing import SPACING
from handlers.content import Address, Text
from handlers.letters import MENU
from storage import chats, outbox
from storage.database import Database, Tx

PATIENCE = 60.0
PAUSE = 0.01
TELEGRAM = f"telegram:{TELEGRAM_TOKEN.partition(':')[0]}"


class Delivered(Struct, frozen=True):
    """Letters a second, CPU seconds a letter, and how many never arrived."""

    rate: float
    cpu: float
    missing: int


async def deliver(bench: Bench) -> list[Figure]:
    """Letters a second on each channel, and the wait from webhook to reply."""
    size = bench.size
    async with (
        room() as folder,
        Platform() as platform,
        bench.serving("whole", folder, platform.base) as serving,
        database(folder) as db,
    ):
        await serving.quiet()
        await _letters(db, platform, serving, _line_chats(size.letters // 10 or 1, "b"))
        line = await _letters(db, platform, serving, _line_chats(size.letters, "c"))
        telegram = await _letters(db, platform, serving, _telegram_chats(size.telegram))
        waits = await _waits(bench, platform, serving.port)
        memory = (await serving.usage()).memory
    missing = line.missing + telegram.missing + size.waits - len(waits)
    return [
        Figure("cli-bench-deliver-line", line.rate, "/s"),
        Figure("cli-bench-deliver-line-cpu", line.cpu * 1e6, "µs"),
        Figure("cli-bench-deliver-telegram", telegram.rate, "/s", least=0.95 / SPACING),
        Figure("cli-bench-deliver-telegram-cpu", telegram.cpu * 1e6, "µs"),
        Figure("cli-bench-wait-half", percentile(waits, 0.5) * 1e3, "ms", most=15.0),
        Figure("cli-bench-wait-most", percentile(waits, 0.99) * 1e3, "ms", most=60.0),
        Figure("cli-bench-deliver-missing", float(missing), most=0, must=True),
        Figure("cli-bench-deliver-memory", memory, "MiB", most=180.0),
    ]


def _line_chats(count: int, mark: str) -> list[Address]:
    return [Address("line", "private", f"U{mark}{number:031x}") for number in range(count)]


def _telegram_chats(count: int) -> list[Address]:
    return [Address(TELEGRAM, "private", f"{number + 1}") for number in range(count)]


async def _letters(
    db: Database, platform: Platform, serving: Serving, to: list[Address]
) -> Delivered:
    """Queues a letter for each chat in one go, as an announcement does, and waits for them."""
    before, used = len(platform.letters), (await serving.usage()).cpu
    await db.run(lambda tx: _queue(tx, to))
    whole = await platform.counted(before + len(to), PATIENCE)
    # The ends are written down a moment after the platform has the letters.
    if whole:
        await until_none(db, unended)
    used = (await serving.usage()).cpu - used
    came = platform.letters[before:]
    seconds = max(came[-1] - came[0], 1e-9) if came else PATIENCE
    return Delivered(max(0, len(came) - 1) / seconds, used / len(to), len(to) - len(came))


def unended(tx: Tx) -> int:
    """How many letters have not come to their end."""
    return sum(outbox.counts(tx).values())


async def until_none(db: Database, count: Callable[[Tx], int]) -> None:
    """Waits until nothing is left of what is counted."""
    for _ in range(int(PATIENCE / PAUSE)):
        if not await db.read(count):
            return
        await asyncio.sleep(PAUSE)


def _queue(tx: Tx, to: list[Address]) -> list[UUID]:
    rows = [chats.ensure(tx, address).id for address in to]
    for row in rows:
        outbox.queue(tx, outbox.Queued(Text("smalltalk"), MENU), chat_id=row)
    return rows


async def _waits(bench: Bench, platform: Platform, port: int) -> list[float]:
    """Seconds from the webhook to the reply at the platform, one person after the other."""
    waits = []
    async with Load(port, 1) as load:
        for number in range(bench.size.waits):
            token = f"wait{number:022d}"
            request = webhook(text_event(number, token, bench.words.track))
            started = perf_counter()
            await load.saturate([request])
            if await platform.reached([token], PATIENCE):
                waits.append(platform.arrived[token].at - started)
            await asyncio.sleep(PAUSE)
    return waits
