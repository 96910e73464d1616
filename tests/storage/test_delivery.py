"""What must go out: order, packs, retry keys, and an end for every letter."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select, update

from bot.clock import Clock
from handlers.content import Choice, Text, Words
from handlers.events import DeliveryEnded
from storage import chats, delivery, inbox, outbox, shown
from storage.database import Database, Tx
from storage.delivery import Outcome
from storage.outbox import Queued
from storage.tables.queues import outbox as table
from storage.tables.queues import sent
from tests.storage.case import (
    DESK,
    LINE_DESK,
    ON_TELEGRAM,
    OTHER,
    PARENT,
    chat,
    claimed,
    ended,
    opened,
    queued,
    state,
    written,
)

SENT = Outcome("sent", route="push", message_ids=("1",))
UNREACHABLE = Outcome("queued", "unreachable")
ENDED = Choice("reply.ended", ("x",))


async def ids(db: Database) -> list[list[UUID]]:
    return [[row.id for row in pack.rows] for pack in await claimed(db)]


async def reports(db: Database) -> list[DeliveryEnded]:
    seqs = await db.run(inbox.heads)
    taken = [await db.run(partial(inbox.take, seq=seq)) for seq in seqs]
    return [each.incoming.event for each in taken if each]  # type: ignore[misc]


async def test_letters_of_a_chat_go_in_order_of_priority_and_age(db: Database) -> None:
    here = await chat(db)
    bulk, alert, first, second = [
        await queued(db, here, priority=each) for each in ("bulk", "alert", "answer", "answer")
    ]
    assert await ids(db) == [[first, second, alert, bulk]]


async def test_line_takes_five_in_a_call_and_telegram_one(db: Database) -> None:
    on_line = [await queued(db, await chat(db)) for _ in range(7)]
    on_telegram = [await queued(db, await chat(db, ON_TELEGRAM)) for _ in range(2)]
    assert sorted(await ids(db)) == sorted([on_line[:5], on_telegram[:1]])


async def test_one_call_at_a_time_in_a_chat(db: Database) -> None:
    here = await chat(db)
    for _ in range(6):
        await queued(db, here)
    packs = await asyncio.gather(*(claimed(db) for _ in range(8)))
    [pack] = [pack for each in packs for pack in each]
    await ended(db, pack, SENT)
    assert [len(each) for each in await ids(db)] == [1]


async def test_a_letter_that_is_not_due_blocks_nothing(db: Database, clock: Clock) -> None:
    here = await chat(db)
    later = await queued(db, here, delay=20)
    now = await queued(db, here)
    [pack] = await claimed(db)
    assert [row.id for row in pack.rows] == [now]
    await ended(db, pack, SENT)
    assert await claimed(db) == []
    clock.move(timedelta(seconds=21))
    assert await ids(db) == [[later]]


async def test_a_channel_that_is_off_keeps_no_other_waiting(db: Database) -> None:
    off, on = await chat(db), await chat(db, ON_TELEGRAM)
    for _ in range(5):
        await queued(db, off)
    wanted = await queued(db, on, priority="bulk")
    [pack] = await db.run(lambda tx: delivery.claim(tx, {"telegram": 1}, 2))
    assert pack.rows[0].id == wanted


async def test_a_pack_is_repeated_as_it_was_under_its_retry_key(db: Database) -> None:
    here = await chat(db)
    first = [await queued(db, here, priority="alert") for _ in range(3)]
    [pack] = await claimed(db)
    await ended(db, pack, UNREACHABLE)
    newer = await queued(db, here, priority="alert")
    # Even where only a part of it fits into what is asked for.
    [again] = await claimed(db, most=2)
    assert [row.id for row in again.rows] == first and again.retry_key == pack.retry_key
    assert [row.attempts for row in again.rows] == [1, 1, 1]
    await ended(db, again, SENT)
    [then] = await claimed(db)
    assert [row.id for row in then.rows] == [newer] and then.retry_key != pack.retry_key


async def test_an_answer_overtakes_a_pack_that_is_tried_again(db: Database) -> None:
    here = await chat(db)
    await queued(db, here, priority="bulk")
    [pack] = await claimed(db)
    await ended(db, pack, UNREACHABLE)
    answer = await queued(db, here)
    assert await ids(db) == [[answer]]


async def test_leaving_a_group_is_a_call_of_its_own(db: Database) -> None:
    here = await chat(db, LINE_DESK)
    word, leave, last = [await queued(db, here, shape=each) for each in ("text", "leave", "text")]
    for expected in (word, leave, last):
        [pack] = await claimed(db)
        assert [row.id for row in pack.rows] == [expected]
        await ended(db, pack, SENT)


async def test_a_reply_token_goes_with_the_first_call_only(db: Database, clock: Clock) -> None:
    here = await chat(db)
    await db.run(lambda tx: chats.keep_token(tx, here, "token", tx.now))
    await queued(db, here)
    [pack] = await claimed(db)
    assert pack.reply_token == "token"
    await ended(db, pack, Outcome("queued", "token"))
    [again] = await claimed(db)
    assert again.reply_token == "" and again.rows[0].attempts == 0
    assert again.retry_key != pack.retry_key, "nothing reached LINE: the push is a first one"


async def test_a_token_that_is_too_old_is_not_used(db: Database, clock: Clock) -> None:
    here = await chat(db)
    await db.run(lambda tx: chats.keep_token(tx, here, "token", tx.now))
    clock.move(timedelta(seconds=51))
    await queued(db, here)
    [pack] = await claimed(db)
    assert pack.reply_token == ""


@pytest.mark.parametrize("status", ["sent", "failed", "unknown", "stale"])
async def test_every_end_is_kept_and_reported(db: Database, status: str) -> None:
    here, desk = await chat(db), await chat(db, DESK)
    letter = await queued(db, here, report=ENDED, report_to=desk)
    [pack] = await claimed(db)
    await ended(db, pack, Outcome(status, "why"))
    assert await state(db, letter) == status
    assert await reports(db) == [DeliveryEnded(letter, status, "why", ENDED)]
    assert await claimed(db) == []


async def test_a_card_is_edited_where_it_was_last_shown(db: Database) -> None:
    here, ticket = await chat(db, DESK), (await opened(db, await chat(db))).id
    for number in ("8", "9"):
        await queued(db, here, shape="card", ticket_id=ticket)
        [pack] = await claimed(db)
        await ended(db, pack, Outcome("sent", message_ids=(number,)))
    for _ in range(2):
        await queued(db, here, shape="card_again", ticket_id=ticket)
        [pack] = await claimed(db)
        assert pack.edits == "9"
        await ended(db, pack, Outcome("sent", route="edit", message_ids=("9",)))


async def known(db: Database, message: str) -> UUID | None:
    def unit(tx: Tx) -> UUID | None:
        name = shown.message_name(tx, LINE_DESK, message)
        found: UUID | None = tx.conn.execute(
            select(sent.c.ticket_id).where(sent.c.name == name)
        ).scalar()
        return found

    return await db.read(unit)


@pytest.mark.parametrize("messages", ["ab", "abc", "a"])
async def test_a_quoted_message_never_points_to_another_ticket(db: Database, messages: str) -> None:
    """Where a text was split or joined nobody can say which message is about which ticket."""
    here, reporter = await chat(db, LINE_DESK), await chat(db)
    first, second = [(await opened(db, reporter)).id for _ in range(2)]
    for ticket in (first, second):
        await queued(db, here, shape="card", ticket_id=ticket)
    [pack] = await claimed(db)
    await ended(db, pack, Outcome("sent", message_ids=tuple(messages)))
    expected = [first, second] if messages == "ab" else [None] * len(messages)
    assert [await known(db, each) for each in messages] == expected


async def test_all_parts_of_a_split_text_are_about_its_ticket(db: Database) -> None:
    here, ticket = await chat(db, LINE_DESK), (await opened(db, await chat(db))).id
    await queued(db, here, ticket_id=ticket)
    [pack] = await claimed(db)
    await ended(db, pack, Outcome("sent", message_ids=("a", "b", "c")))
    assert [await known(db, each) for each in "abc"] == [ticket] * 3


async def test_a_damaged_letter_keeps_no_other_from_going(db: Database) -> None:
    damaged, whole = await queued(db, await chat(db)), await queued(db, await chat(db, OTHER))

    def damage(tx: Tx) -> None:
        tx.conn.execute(
            update(table)
            .where(table.c.id == damaged)
            .values(letter_sealed=tx.vault.seal("x", "elsewhere"))
        )

    await db.run(damage)
    assert await ids(db) == [[whole]]
    assert await state(db, damaged) == "failed"


@pytest.mark.parametrize(
    ("place", "priority", "attempts", "expected"),
    [
        ("line", "answer", 1, "queued"),
        ("line", "answer", 3, "queued"),
        ("line", "bulk", 1, "queued"),
        ("telegram", "answer", 1, "queued"),
        ("telegram", "alert", 1, "queued"),
        ("telegram", "answer", 2, "unknown"),
        ("telegram", "bulk", 1, "unknown"),
    ],
)
async def test_what_becomes_of_a_letter_whose_sender_died(
    db: Database, place: str, priority: str, attempts: int, expected: str
) -> None:
    here, desk = await chat(db, PARENT if place == "line" else ON_TELEGRAM), await chat(db, DESK)
    letter = await queued(db, here, priority=priority, report=ENDED, report_to=desk)
    for _ in range(attempts - 1):
        [pack] = await claimed(db)
        await ended(db, pack, UNREACHABLE)
    [pack] = await claimed(db)
    assert await db.run(lambda tx: delivery.recover(tx, everything=True)) == 1
    assert await state(db, letter) == expected
    if expected == "unknown":
        assert await reports(db) == [DeliveryEnded(letter, "unknown", "recovered", ENDED)]
    else:
        [again] = await claimed(db)
        assert again.retry_key == pack.retry_key and again.reply_token == ""


async def test_a_letter_is_taken_from_another_sender_only_when_its_lease_has_ended(
    db: Database, clock: Clock
) -> None:
    letter = await queued(db, await chat(db))
    await claimed(db)
    assert await db.run(lambda tx: delivery.recover(tx, everything=False)) == 0
    clock.move(delivery.LEASE + timedelta(seconds=1))
    assert await db.run(lambda tx: delivery.recover(tx, everything=False)) == 1
    assert await state(db, letter) == "queued"


async def test_what_may_show_words_of_a_ticket_is_known_for_when_they_are_taken_back(
    db: Database,
) -> None:
    """Older cards and texts that repeat words; not the newest card, nor what its reporter has."""
    reporter, desk = await chat(db, ON_TELEGRAM), await chat(db, DESK)
    ticket = await opened(db, reporter)
    words = Text("ticket-full", {"lines": Words(await written(db, ticket, "ก"))})
    for number, (place, shape, text) in enumerate(
        (
            (desk, "card", Text("card-new")),
            (desk, "card", Text("card-more")),
            (desk, "text", words),
            (desk, "text", Text("hello")),
            (reporter, "text", words),
        )
    ):
        await db.run(
            partial(
                outbox.queue,
                letter=Queued(text),
                chat_id=place,
                shape=shape,
                ticket_id=ticket.id,
            )
        )
        [pack] = await claimed(db)
        await ended(db, pack, Outcome("sent", message_ids=(str(number),)))
    found = await db.read(lambda tx: shown.past(tx, ticket.id, reporter))
    assert sorted((each.chat, each.message) for each in found) == [(desk, "0"), (desk, "2")]


async def test_a_card_that_is_on_its_way_is_counted_among_those_shown(db: Database) -> None:
    desk, ticket = await chat(db, DESK), (await opened(db, await chat(db))).id
    await queued(db, desk, shape="card", ticket_id=ticket)
    assert await db.read(lambda tx: shown.chats_with_card(tx, ticket)) == ()
    await claimed(db)
    assert await db.read(lambda tx: shown.chats_with_card(tx, ticket)) == (desk,)
