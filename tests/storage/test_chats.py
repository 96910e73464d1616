"""Chats: one row an address, aliases that match nothing, a state that late events do not undo."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from bot.clock import Clock
from handlers.content import Address
from handlers.domain.people import Grant
from handlers.effects import ChatIs
from handlers.events import Event, Incoming, TextSent, TimerDue, Unfollowed, Unsent
from handlers.facts import Chat, Draft
from storage import chats, staff
from storage.database import Database, Tx
from storage.tables.chats import chats as table
from tests.storage.case import DESK, NOON, OTHER, PARENT, chat, rows

MOVED = Address(DESK.account, "group", "-1009999999999")


async def test_an_address_heard_of_many_times_at_once_has_one_row(db: Database) -> None:
    found = await asyncio.gather(*(chat(db, PARENT) for _ in range(40)), chat(db, OTHER))
    assert len(set(found[:-1])) == 1 and found[-1] != found[0]
    assert len(await rows(db, table)) == 2


async def test_the_id_of_a_chat_tells_no_time(db: Database) -> None:
    assert (await chat(db)).version == 4


async def test_an_alias_leads_home_and_matches_nothing(db: Database) -> None:
    here, veil = await chat(db), UUID(int=9)
    await db.run(lambda tx: chats.alias(tx, veil, here))
    original, alias = sorted(await rows(db, table), key=lambda row: row.id == veil)
    assert alias.name is None and alias.display_sealed is None
    assert alias.address_sealed != original.address_sealed
    assert await db.run(lambda tx: chats.real_id(tx, veil)) == here
    assert await db.read(lambda tx: chats.address_of(tx, chats.row_of(tx, veil))) == PARENT
    assert await chat(db, PARENT) == here, "the alias is never found by its address"


async def test_a_group_that_moved_keeps_its_row_and_desk(db: Database) -> None:
    here = await chat(db, DESK)
    await db.run(lambda tx: chats.bind(tx, "admin", here))
    await db.run(lambda tx: chats.migrate(tx, here, MOVED))
    assert await chat(db, MOVED) == here
    assert await db.read(chats.desk_chats) == {"admin": here}
    assert await db.read(lambda tx: chats.address_of(tx, chats.row_of(tx, here))) == MOVED
    await db.run(lambda tx: chats.migrate(tx, here, MOVED))
    assert len(await rows(db, table)) == 1


async def test_a_group_that_was_heard_at_its_new_address_first_still_moves(db: Database) -> None:
    here, stray = await chat(db, DESK), await chat(db, MOVED)
    await db.run(lambda tx: chats.migrate(tx, here, MOVED))
    assert await chat(db, MOVED) == here
    assert await db.run(lambda tx: chats.real_id(tx, stray)) == here


@pytest.mark.parametrize(
    ("second", "expected"), [(timedelta(minutes=1), "active"), (timedelta(minutes=-1), "blocked")]
)
async def test_a_late_event_does_not_undo_a_newer_state(
    db: Database, second: timedelta, expected: str
) -> None:
    here = await chat(db)
    await db.run(lambda tx: chats.change(tx, here, ChatIs(state="blocked"), NOON))
    await db.run(lambda tx: chats.change(tx, here, ChatIs(state="active"), NOON + second))
    await db.run(lambda tx: chats.change(tx, here, ChatIs(locale="en"), NOON + second))
    [row] = await rows(db, table)
    assert (row.state, row.locale) == (expected, "en")


async def test_a_person_is_known_by_account_and_keeps_the_newest_name(db: Database) -> None:
    def seen(tx: Tx, display: str) -> str:
        return chats.person(tx, chats.ensure(tx, PARENT), display).name

    assert await db.run(lambda tx: seen(tx, "")) == ""
    assert await db.run(lambda tx: seen(tx, "ผู้ปกครอง ก")) == "ผู้ปกครอง ก"
    assert await db.run(lambda tx: seen(tx, "")) == "ผู้ปกครอง ก"
    assert await db.run(lambda tx: seen(tx, "ผู้ปกครอง ข")) == "ผู้ปกครอง ข"


async def test_a_role_given_twice_is_one_role(db: Database) -> None:
    here = await chat(db)
    for _ in range(2):
        await db.run(lambda tx: staff.grant(tx, here, Grant("officer", "admin")))
    person = await db.run(lambda tx: chats.person(tx, chats.ensure(tx, PARENT), ""))
    assert person.grants == (Grant("officer", "admin"),)


async def test_a_desk_that_is_bound_again_moves(db: Database) -> None:
    first, second = await chat(db, DESK), await chat(db, MOVED)
    for each in (first, second):
        await db.run(partial(chats.bind, desk="admin", chat_id=each))
    assert await db.read(chats.desk_chats) == {"admin": second}


async def test_a_draft_is_kept_until_it_is_dropped(db: Database) -> None:
    here, draft = await chat(db), Draft("intake", "review", {"parts": [{"text": "ก"}]})
    await db.run(lambda tx: chats.save_draft(tx, here, draft))
    assert await db.read(lambda tx: chats.draft_of(tx, chats.row_of(tx, here))) == draft
    await db.run(lambda tx: chats.save_draft(tx, here, None))
    assert await db.read(lambda tx: chats.draft_of(tx, chats.row_of(tx, here))) is None


async def test_a_reply_token_is_taken_once(db: Database, clock: Clock) -> None:
    here = await chat(db)
    await db.run(lambda tx: chats.keep_token(tx, here, "token", tx.now))

    def take(tx: Tx) -> str:
        return chats.take_token(tx, chats.row_of(tx, here))

    assert [await db.run(take), await db.run(take)] == ["token", ""]


@pytest.mark.parametrize(
    ("event", "sender", "expected"),
    [
        (TextSent("ก", "m"), PARENT, "active"),
        (Unfollowed(), PARENT, "blocked"),
        (Unsent("m"), PARENT, "blocked"),
        (TimerDue("x"), None, "blocked"),
    ],
)
async def test_who_writes_has_not_blocked_us(
    db: Database, event: Event, sender: Address | None, expected: str
) -> None:
    here = await chat(db)
    await db.run(lambda tx: chats.change(tx, here, ChatIs(state="blocked"), NOON))
    known = Chat(here, "private", "line", state="blocked")
    incoming = Incoming("e", "line", PARENT, NOON + timedelta(minutes=1), event, sender)
    await db.run(lambda tx: chats.heard(tx, incoming, known))
    [row] = await rows(db, table)
    assert row.state == expected
