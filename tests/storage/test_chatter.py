"""Edits of talk that was not meant for us are not stored."""

from __future__ import annotations

from functools import partial

import pytest

from handlers.content import Address
from handlers.events import Edited, Incoming, TextSent
from storage import chatter, inbox, shown
from storage.database import Database
from tests.storage.case import LINE_DESK, NOON, OTHER, PARENT, chat, opened, said, written


def edited(place: Address) -> Incoming:
    return Incoming("e", place.account, place, NOON, Edited("m", "ข"))


async def kept(db: Database, *events: Incoming) -> int:
    return len(await db.read(partial(chatter.without, events=events)))


@pytest.mark.parametrize(("place", "expected"), [(LINE_DESK, 0), (PARENT, 1)])
async def test_an_edit_of_a_message_we_do_not_have_is_kept_in_private_only(
    db: Database, place: Address, expected: int
) -> None:
    assert await kept(db, edited(place)) == expected


async def test_an_edit_of_what_was_said_to_us_is_kept(db: Database) -> None:
    ticket = await opened(db, await chat(db))
    source = await db.read(lambda tx: shown.message_name(tx, LINE_DESK, "m"))
    await written(db, ticket, "ก", source)
    assert await kept(db, edited(LINE_DESK)) == 1


@pytest.mark.parametrize(("place", "expected"), [(LINE_DESK, 1), (OTHER, 0)])
async def test_an_edit_whose_message_may_wait_for_its_turn_is_kept(
    db: Database, place: Address, expected: int
) -> None:
    waiting = said("ก", place, event=TextSent("ก", "m", "quoted"))
    assert await kept(db, waiting, edited(LINE_DESK)) == 1 + expected
    await db.run(lambda tx: inbox.put(tx, [waiting]))
    assert await kept(db, edited(LINE_DESK)) == expected
