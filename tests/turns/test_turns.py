"""THE turn loop on both engines: order, poison, lost races. The reader is a double that breaks on
a word, as a defect of ours would."""

from __future__ import annotations

import asyncio
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import update

from bot.config import load
from bot.turns import RACES, Turns
from bot.understanding.lookalikes import Lookalikes
from handlers import decide
from handlers.content import Address
from handlers.domain.office import Office
from handlers.domain.reading import Reading
from handlers.effects import Step
from handlers.events import Event, Incoming, TextSent
from handlers.facts import Basics, Draft, Needs, Snapshot
from locales.texts import Texts
from storage import chats, inbox
from storage.database import Conflict, Database, Tx
from storage.outbox import Queued
from storage.tables.queues import inbox as inbox_table
from storage.tables.queues import outbox as outbox_table
from tests.storage.case import OTHER, PARENT, chat, rows, said, until

POISON = "poison"


def read(text: str) -> Reading:
    if POISON in text:
        raise LookupError(f"a defect that quotes {text}")
    return Reading(kind="complaint", kinds=("complaint",), group="admin", unsure=False)


@pytest.fixture(scope="session")
def office() -> Office:
    return load(Path("bot.yaml"), {}).office


@pytest.fixture
def turns(db: Database, office: Office) -> Turns:
    return Turns(db, office, Texts(office), read, Lookalikes(), lambda: None)


async def put(db: Database, *events: Incoming) -> None:
    await db.run(lambda tx: inbox.put(tx, events))


async def decided(turns: Turns) -> None:
    async with asyncio.timeout(20):
        while await turns.round():
            pass


async def letters(db: Database) -> list[tuple[str, UUID | None, str | None]]:
    """Key, chat and desk of all letters that are queued."""

    def unit(tx: Tx) -> list[tuple[str, UUID | None, str | None]]:
        found = []
        for row in tx.conn.execute(outbox_table.select().order_by(outbox_table.c.seq)):
            letter = tx.vault.open(row.letter_sealed, row.id, Queued)
            found.append((letter.text.key, row.chat_id, row.desk))
        return found

    return await db.read(unit)


async def parts(db: Database, address: Address) -> list[str]:
    """What the chat's draft holds of what was written."""

    def unit(tx: Tx) -> Draft | None:
        return chats.draft_of(tx, chats.ensure(tx, address))

    draft = await db.run(unit)
    return [part["text"] for part in draft.data["parts"]] if draft else []


async def test_a_poison_event_is_parked_with_an_apology_and_an_alert(
    db: Database, turns: Turns
) -> None:
    here = await chat(db, PARENT)
    await put(db, said(POISON), said("goes on"), said("other", OTHER))
    await decided(turns)
    assert await db.read(inbox.backlog) == {"new": 0, "parked": 1}
    assert await parts(db, PARENT) == ["goes on"] and await parts(db, OTHER) == ["other"]
    keys = await letters(db)
    assert ("sorry", here, None) in keys
    assert ("trouble", None, "technical") in keys, "held: no desk is bound yet"
    [parked] = [row for row in await rows(db, inbox_table) if row.status == "parked"]
    assert parked.attempts == 3 and parked.reason.startswith("LookupError at read:")
    assert POISON not in parked.reason, "a reason never quotes what people wrote"


async def test_a_turn_that_fails_leaves_nothing_behind(db: Database, turns: Turns) -> None:
    await put(db, said("one"), said(POISON))
    await decided(turns)
    assert await parts(db, PARENT) == ["one"]


async def test_a_parked_event_that_is_replayed_is_decided(
    db: Database, turns: Turns, office: Office
) -> None:
    await put(db, said(POISON))
    await decided(turns)
    await db.run(inbox.replay)
    calm = Turns(db, office, Texts(office), lambda text: Reading(), Lookalikes(), lambda: None)
    await decided(calm)
    assert await parts(db, PARENT) == [POISON]
    assert await db.read(inbox.backlog) == {"new": 0, "parked": 0}


async def test_an_event_that_cannot_be_read_is_parked_and_the_others_go_on(
    db: Database, turns: Turns
) -> None:
    await put(db, said("damaged"), said("goes on"), *(said(f"n{n}", _user(n)) for n in range(40)))

    def damage(tx: Tx) -> None:
        first = inbox_table.c.event_id == "e-damaged"
        other = tx.vault.seal("x", "another row")
        tx.conn.execute(update(inbox_table).where(first).values(payload_sealed=other))

    await db.run(damage)
    await decided(turns)
    assert await db.read(inbox.backlog) == {"new": 0, "parked": 1}
    assert await parts(db, PARENT) == ["goes on"] and await parts(db, _user(39)) == ["n39"]


def _user(number: int) -> Address:
    return Address("line", "private", f"U{number:032x}")


async def test_the_order_within_a_chat_is_kept_under_load(db: Database, turns: Turns) -> None:
    people = [_user(n) for n in range(25)]
    events = [said(f"{n}", who, id=f"{who.id}-{n}") for n in range(8) for who in people]

    async def store(part: list[Incoming]) -> None:
        await put(db, *part)
        turns.ring()

    deciding = asyncio.create_task(turns.run())
    for start in range(0, len(events), 20):
        await store(events[start : start + 20])
    await until(lambda: turns.decided >= len(events), 20)
    deciding.cancel()
    for who in people:
        assert await parts(db, who) == [str(n) for n in range(8)]


class Racing:
    """A handler that loses the race some times before it wins."""

    def __init__(self, losses: int) -> None:
        self.losses = losses
        self.runs = 0

    def accepts(self, basics: Basics, event: Event) -> bool:
        return isinstance(event, TextSent)

    def needs(self, basics: Basics, event: Event) -> Needs:
        return Needs()

    def step(self, facts: Snapshot, event: Event) -> Step:
        self.runs += 1
        if self.runs <= self.losses:
            raise Conflict("somebody was first")
        return Step()


@pytest.fixture
def racing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Racing:
    handler = Racing(request.param)
    monkeypatch.setattr(decide, "HANDLERS", (handler, *decide.HANDLERS))
    return handler


@pytest.mark.parametrize("racing", [0, 1, RACES], indirect=True)
async def test_who_lost_a_race_is_run_again(db: Database, turns: Turns, racing: Racing) -> None:
    await put(db, said("x"))
    await decided(turns)
    assert racing.runs == racing.losses + 1
    assert await db.read(inbox.backlog) == {"new": 0, "parked": 0}


@pytest.mark.parametrize("racing", [10_000], indirect=True)
async def test_a_turn_that_can_never_win_does_not_spin_for_ever(
    db: Database, turns: Turns, racing: Racing
) -> None:
    await put(db, said("x"))
    await decided(turns)
    assert await db.read(inbox.backlog) == {"new": 0, "parked": 1}
