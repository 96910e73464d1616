"""Run 2 by itself: whole turns through the real loop on a database that is synced in full.

A turn here is everything between the inbox and the commit: load, interpret, reading, decide,
apply. It runs in this process, whose CPU is what is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from time import perf_counter, process_time
from typing import Any
from uuid import uuid4

from msgspec import Struct

from bot.bench.figures import Cost, Figure
from bot.bench.ingest import ceiling
from bot.bench.load import user
from bot.bench.room import Bench, database, room
from bot.turns import Turns
from bot.understanding.lookalikes import Lookalikes
from bot.understanding.reader import make_reader
from bot.understanding.remembered import Remembered
from bot.understanding.warm import warm
from handlers.content import Address
from handlers.events import Event, Incoming, Pressed, TextSent
from locales.texts import Texts
from storage import inbox
from storage.alike import Wording
from storage.database import Database, Tx
from storage.tables import queues, tickets


class Counts(Struct, frozen=True):
    """What stands in the database."""

    waiting: int
    tickets: int
    numbers: int
    letters: int


async def turns(bench: Bench) -> list[Figure]:
    """An answer within a conversation, one more bubble, and a new complaint, many chats abreast."""
    above = await ceiling(bench)
    words = bench.words.matters
    many = bench.size.turns

    def written(number: int) -> str:
        return f"{words[number % len(words)]} {number}"

    async with room() as folder, database(folder) as db:
        loop = _loop(db, bench)
        warm()
        await _cost(db, loop, many, lambda number: TextSent(written(number), "m1"))
        bubble = await _cost(db, loop, many, lambda number: TextSent(written(number), "m2"))
        answer = await _cost(db, loop, many, lambda number: Pressed("intake.kind"))
        complaint = await _cost(db, loop, many, lambda number: Pressed("intake.send"))
        counts = await db.read(counted)
    missing = abs(many - counts.tickets) + abs(many - counts.numbers)
    return [
        Figure("cli-bench-turns-answer", answer.rate, "/s", least=1500.0),
        Figure("cli-bench-turns-answer-cpu", answer.cpu * 1e6, "µs"),
        Figure("cli-bench-turns-answer-cost", answer.cpu / above.cpu, "a", most=15.0),
        Figure("cli-bench-turns-bubble-cpu", bubble.cpu * 1e6, "µs"),
        Figure("cli-bench-turns-complaint-cpu", complaint.cpu * 1e6, "µs"),
        Figure("cli-bench-turns-complaint-cost", complaint.cpu / above.cpu, "a", most=40.0),
        Figure("cli-bench-turns-waiting", float(counts.waiting), most=0, must=True),
        Figure("cli-bench-turns-missing", float(missing), most=0, must=True),
    ]


def _loop(db: Database, bench: Bench) -> Turns:
    read = Remembered(make_reader(bench.office)).read
    compare = Lookalikes[Wording]()
    return Turns(db, bench.office, Texts(bench.office), read, compare, lambda: None)


async def _cost(db: Database, loop: Turns, many: int, event: Callable[[int], Event]) -> Cost:
    """Of the same event in so many chats; they are stored before the clock starts."""
    events = [_incoming(number, event(number)) for number in range(many)]
    await db.run(lambda tx: inbox.put(tx, events))
    started, used = perf_counter(), process_time()
    while await loop.round():
        pass
    used = process_time() - used
    return Cost(many / (perf_counter() - started), used / many)


def _incoming(number: int, event: Event) -> Incoming:

    chat = Address("line", "private", user(number))
    token = uuid4().hex
    return Incoming(token, "line", chat, datetime.now(UTC), event, chat, reply_token=token)


def counted(tx: Tx) -> Counts:
    def count(what: str) -> Any:
        return tx.conn.exec_driver_sql(f"SELECT {what}").scalar_one()

    return Counts(
        waiting=inbox.backlog(tx)["new"],
        tickets=count(f"count(*) FROM {tickets.tickets.name}"),
        numbers=count(f"count(DISTINCT number) FROM {tickets.tickets.name}"),
        letters=count(f"count(*) FROM {queues.outbox.name}"),
    )
