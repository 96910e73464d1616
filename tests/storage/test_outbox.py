"""Letters that do not go at once: they wait, are held for a desk, are taken back or superseded."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from bot.clock import Clock
from storage import chats, outbox
from storage.database import Database
from storage.delivery import Outcome
from storage.tables.queues import outbox as table
from tests.storage.case import (
    DESK,
    LINE_DESK,
    OTHER,
    PARENT,
    chat,
    claimed,
    ended,
    opened,
    queued,
    rows,
    state,
)

SENT = Outcome("sent", route="push", message_ids=("1",))


async def ids(db: Database) -> list[list[UUID]]:
    return [[row.id for row in pack.rows] for pack in await claimed(db)]


async def test_what_waits_goes_with_the_next_message_of_its_person(db: Database) -> None:
    letters = {}
    for address in (PARENT, OTHER):
        letters[address] = await queued(db, await chat(db, address), free=True)
    for pack in await claimed(db):
        await ended(db, pack, Outcome("waiting", "free"))
    assert await claimed(db) == []
    assert {await state(db, each) for each in letters.values()} == {"waiting"}
    await db.run(lambda tx: outbox.release_waiting(tx, PARENT))
    assert await ids(db) == [[letters[PARENT]]]


async def test_what_waits_for_an_anonymous_person_goes_with_their_next_message(
    db: Database,
) -> None:
    here, veil = await chat(db), UUID(int=7)
    await db.run(lambda tx: chats.alias(tx, veil, here))
    letter = await queued(db, veil)
    [pack] = await claimed(db)
    await ended(db, pack, Outcome("waiting", "quota"))
    await db.run(lambda tx: outbox.release_waiting(tx, OTHER))
    assert await claimed(db) == []
    await db.run(lambda tx: chats.keep_token(tx, here, "token", tx.now))
    await db.run(lambda tx: outbox.release_waiting(tx, PARENT))
    [again] = await claimed(db)
    assert again.rows[0].id == letter
    assert again.reply_token == "token", "a push would meet the used up quota again"


async def test_rows_of_a_chat_and_of_its_alias_that_wait_together_do_not_match(
    db: Database,
) -> None:
    here, veil = await chat(db), UUID(int=7)
    await db.run(lambda tx: chats.alias(tx, veil, here))
    for each in (here, veil):
        await queued(db, each, free=True)
    for pack in await claimed(db):
        await ended(db, pack, Outcome("waiting", "free"))
    assert len({row.wakes for row in await rows(db, table)}) == 2


@pytest.mark.parametrize("status", ["queued", "waiting", "held", "sending", "sent"])
async def test_a_letter_can_be_taken_back_until_it_goes(db: Database, status: str) -> None:
    here = await chat(db)
    letter = await queued(db, None if status == "held" else here)
    if status in ("waiting", "sending", "sent"):
        [pack] = await claimed(db)
        if status != "sending":
            await ended(db, pack, Outcome(status))
    await db.run(lambda tx: outbox.cancel(tx, letter))
    gone = status in ("sending", "sent")
    assert await state(db, letter) == (status if gone else "cancelled")


async def test_a_newer_view_of_a_card_makes_the_older_needless(db: Database) -> None:
    here, other = await chat(db, DESK), await chat(db, LINE_DESK)
    ticket = (await opened(db, await chat(db))).id
    old, elsewhere, new = [
        await queued(db, place, shape="card_again", ticket_id=ticket)
        for place in (here, other, here)
    ]
    assert [await state(db, each) for each in (old, elsewhere, new)] == [
        "cancelled",
        "queued",
        "queued",
    ]


async def test_how_many_letters_have_not_come_to_an_end(db: Database) -> None:
    here = await chat(db)
    for _ in range(3):
        await queued(db, here)
    await queued(db, None, desk="admin")
    [pack] = await claimed(db, most=2)
    assert await db.read(outbox.counts) == {"queued": 1, "sending": 2, "held": 1}
    await ended(db, pack, SENT)
    assert await db.read(outbox.counts) == {"queued": 1, "held": 1}


@pytest.mark.parametrize(("seconds", "expected"), [(59, "sending"), (61, "cancelled")])
async def test_what_waited_longer_than_it_is_worth_does_not_go(
    db: Database, clock: Clock, seconds: int, expected: str
) -> None:
    here = await chat(db)
    passing = await queued(db, here, free=True, lifetime=60)
    [pack] = await claimed(db)
    await ended(db, pack, Outcome("waiting", "free"))
    clock.move(timedelta(seconds=seconds))
    await db.run(lambda tx: chats.keep_token(tx, here, "token", tx.now))
    await db.run(lambda tx: outbox.release_waiting(tx, PARENT))
    packs = await claimed(db)
    assert await state(db, passing) == expected
    if not packs:
        answer = await queued(db, here)
        [pack] = await claimed(db)
        assert [row.id for row in pack.rows] == [answer]
        assert pack.reply_token == "token", "what does not go uses up no token"
