"""The office's own timers at start, what the summary counts, and cards at night."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from msgspec import structs

from bot.clock import Clock
from bot.config import load
from bot.duties import keep_timers
from handlers.content import Text
from handlers.domain.hours import instant
from handlers.effects import Effect, MoveTicket, Say, Step, ToChat, ToDesk
from handlers.events import TimerDue
from handlers.watching import DUE, SUMMARY
from storage import alerts, apply, chats, desks, inbox, standing, tickets, timers
from storage import load as loading
from storage.database import Database, Tx
from storage.tables.queues import outbox
from storage.tables.queues import timers as table
from tests.storage.case import DESK, PARENT, chat, opened, queued, rows, said

OFFICE = load(Path(__file__).parents[2] / "bot.yaml", {}).office
TEN = instant(date(2026, 11, 24), "10:00")
NIGHT = instant(date(2026, 11, 24), "21:30")
SEVEN = instant(date(2026, 11, 25), "07:00")


def stand(clock: Clock, at: datetime) -> None:
    clock.move(timedelta())
    clock.move(at - clock.now())


async def due_at(db: Database) -> dict[str, datetime]:
    """The timers that are set, by what their keys hash to."""
    return {row.key: row.due_at for row in await rows(db, table)}


async def begun(db: Database) -> None:
    await db.run(lambda tx: keep_timers(tx, OFFICE))


async def test_a_start_makes_the_timers_that_are_missing(db: Database, clock: Clock) -> None:
    stand(clock, TEN)
    parent = await chat(db, PARENT)
    await opened(db, parent, due_on=date(2026, 12, 15))
    done = await opened(db, parent)
    move = MoveTicket(done.id, done.version, "closed", status="closed")
    await db.run(lambda tx: tickets.move(tx, move))
    await begun(db)
    assert sorted((await due_at(db)).values()) == [
        instant(date(2026, 11, 25), "08:30"),  # not today's, it is ten
        instant(date(2026, 12, 11), "09:00"),
    ]


async def test_a_restart_neither_doubles_nor_loses_one(db: Database, clock: Clock) -> None:
    stand(clock, instant(date(2026, 11, 24), "08:00"))
    await begun(db)
    first = await due_at(db)
    stand(clock, instant(date(2026, 11, 24), "08:35"))
    await begun(db)
    assert await due_at(db) == first, "it is due, and still to be decided"
    await db.run(timers.move_due)
    [seq] = await db.run(inbox.heads)
    taken = await db.run(lambda tx: inbox.take(tx, seq))
    assert taken is not None and taken.incoming.chat == timers.OFFICE
    assert isinstance(taken.incoming.event, TimerDue) and taken.incoming.event.key == SUMMARY
    assert not SUMMARY.startswith(DUE)


async def test_the_summary_counts_what_is_worth_it(db: Database, clock: Clock) -> None:
    stand(clock, TEN)
    parent = await chat(db, PARENT)
    today = TEN.date()
    await opened(db, parent, due_on=today)
    await opened(db, parent, due_on=date(2026, 11, 23), group="personnel")
    await opened(db, parent, due_on=today, receipt="TY2-Z-7K3QD-9MXPA")
    await queued(db, None, desk="director")
    await queued(db, None, free=True)
    found = await db.read(standing.now)
    assert (found.new, found.due_today, found.reopened) == (2, 1, 0)
    assert [(late.group, late.count) for late in found.late] == [("personnel", 1)]
    assert found.letters == {"held": 1} and found.refused == ()


async def test_a_refused_token_is_known_for_the_day(db: Database, clock: Clock) -> None:
    stand(clock, TEN)
    desk = await chat(db, DESK)
    await db.run(lambda tx: chats.bind(tx, "admin", desk))
    alarm = Text("alert-refused", {"channel": "line"})
    await db.run(lambda tx: alerts.once_a_day(tx, OFFICE, alarm, "line"))
    assert (await db.read(standing.now)).refused == ("line",)
    stand(clock, TEN + timedelta(days=1))
    assert (await db.read(standing.now)).refused == ()


async def applied(db: Database, *effects: Effect) -> None:
    incoming = said("x", id=uuid4().hex)

    def unit(tx: Tx) -> None:
        apply.step(tx, loading.basics(tx, incoming, OFFICE).basics, incoming, Step(effects))

    await db.run(unit)


@pytest.mark.parametrize(
    ("at", "expected"), [(NIGHT, SEVEN), (TEN, TEN), (SEVEN, SEVEN)], ids=("night", "day", "seven")
)
async def test_an_alert_at_night_waits_until_seven(
    db: Database, clock: Clock, at: datetime, expected: datetime
) -> None:
    desk = await chat(db, DESK)
    await db.run(lambda tx: chats.bind(tx, "admin", desk))
    stand(clock, at)
    to_desk = Say(ToDesk("admin"), Text("hello"))
    await applied(
        db,
        structs.replace(to_desk, priority="alert"),
        to_desk,
        Say(ToChat(desk), Text("hello"), priority="alert"),
    )
    alarm = Text("alert-refused", {"channel": "line"})
    await db.run(lambda tx: alerts.once_a_day(tx, OFFICE, alarm, "line"))
    waiting = [row.not_before - expected for row in await rows(db, outbox)]
    soon = timedelta(seconds=5)
    assert timedelta() <= waiting[0] < soon and timedelta() <= waiting[3] < soon
    now = clock.now()
    assert all(row.not_before <= now for row in (await rows(db, outbox))[1:3])


async def test_who_stands_in_at_night_is_not_disturbed_either(db: Database, clock: Clock) -> None:
    desk = await chat(db, DESK)
    stand(clock, NIGHT)
    await applied(db, Say(ToDesk("personnel"), Text("hello"), priority="alert"))
    assert [row.status for row in await rows(db, outbox)] == ["held"]

    def bind(tx: Tx) -> None:
        chats.bind(tx, "admin", desk)
        desks.forward(tx, OFFICE)

    await db.run(bind)
    [row] = await rows(db, outbox)
    assert row.status == "queued" and row.not_before == SEVEN
