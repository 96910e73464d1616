"""What was taken back or edited before it came is not taken in as it was."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from bot.clock import Clock
from handlers.content import FileRef
from handlers.events import Event, FileSent, LocationSent, StickerSent, TextSent
from storage import timers, withdrawn
from storage.database import Database
from storage.tables.tickets import withdrawn as table
from tests.storage.case import NOON, rows

PHOTO = FileRef("line", "501", "photo")
TEXT, FILE, PLACE = TextSent("ก", "m"), FileSent(PHOTO, "m", "ก"), LocationSent(1, 2, message="m")
LATER = NOON + timedelta(minutes=1)


async def taken(db: Database, event: Event) -> Event | None:
    return await db.run(lambda tx: withdrawn.as_it_stands(tx, event, "name"))


@pytest.mark.parametrize("event", [TEXT, FILE, PLACE])
async def test_what_was_taken_back_before_it_came_is_not_taken_in(
    db: Database, event: Event
) -> None:
    assert await taken(db, event) == event
    await db.run(lambda tx: withdrawn.put(tx, "name", NOON))
    assert await taken(db, event) is None


@pytest.mark.parametrize(
    ("event", "now"),
    [(TEXT, TextSent("ข", "m")), (FILE, FileSent(PHOTO, "m", "ข")), (PLACE, PLACE)],
)
async def test_what_was_edited_before_it_came_is_taken_in_its_newest_wording(
    db: Database, event: Event, now: Event
) -> None:
    for text, at in (("ก่อน", NOON), ("ข", LATER), ("สาย", NOON)):
        await db.run(partial(withdrawn.put, name="name", at=at, text=text))
    assert await taken(db, event) == now
    assert await rows(db, table) == [], "the words stand with the message from now on"


async def test_an_edit_does_not_bring_back_what_was_taken_back(db: Database) -> None:
    await db.run(lambda tx: withdrawn.put(tx, "name", NOON, "ข"))
    await db.run(lambda tx: withdrawn.put(tx, "name", NOON))
    await db.run(lambda tx: withdrawn.put(tx, "name", LATER, "ค"))
    assert await taken(db, TEXT) is None


async def test_it_is_forgotten_after_some_days(db: Database, clock: Clock) -> None:
    await db.run(lambda tx: withdrawn.put(tx, "name", tx.now, "ข"))
    await db.run(timers.move_due)
    assert len(await rows(db, table)) == 1
    clock.move(withdrawn.KEPT + timedelta(minutes=1))
    await db.run(timers.move_due)
    assert await rows(db, table) == []


def test_what_can_be_taken_back_has_a_message_of_its_own() -> None:
    told = [withdrawn.message_of(each) for each in (TEXT, FILE, PLACE, StickerSent("m"))]
    assert told == ["m", "m", "m", ""]
