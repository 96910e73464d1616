"""What was written: in one place only, so that taking it back takes it from everywhere."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest

from bot.clock import Clock
from handlers.content import FileRef
from handlers.effects import KeepFile, ReplyIs, Revise
from handlers.events import FileKept
from storage import inbox, messages, tickets
from storage.database import Database
from storage.tables.tickets import files
from storage.tables.tickets import messages as table
from tests.storage.case import DESK, NOON, PARENT, chat, opened, queued, rows, state, written

PHOTO = FileRef("line", "501", "photo", "a.jpg", "image/jpeg")


async def test_messages_come_in_the_order_they_were_written(db: Database) -> None:
    ticket = await opened(db, await chat(db))
    for text in "กขค":
        await written(db, ticket, text)
    found = await db.read(lambda tx: messages.of_ticket(tx, ticket.id))
    assert "".join(each.text for each in found) == "กขค"


@pytest.mark.parametrize(("author", "day_only"), [("citizen", True), ("note", False)])
async def test_an_anonymous_person_s_message_keeps_the_day(
    db: Database, author: str, day_only: bool
) -> None:
    ticket = await opened(db, await chat(db), alias=uuid4(), anonymous=True)
    await written(db, ticket, "ก", author=author)
    [row] = await rows(db, table)
    assert (row.at.minute + row.at.second + row.at.microsecond == 0) is day_only


async def test_what_is_taken_back_is_gone_from_everywhere(db: Database) -> None:
    ticket = await opened(db, await chat(db))
    file = KeepFile(uuid4(), PHOTO)
    await db.run(lambda tx: messages.want(tx, file, "source", PARENT))
    first = await written(db, ticket, "ก", "source", file=file.id)
    reply = await written(db, ticket, "ข", "source", author="reply")
    other = await written(db, ticket, "ค", "other source")
    await queued(db, ticket.reporter, id=reply)
    await db.run(lambda tx: messages.revise(tx, Revise("m", "กก"), "source", NOON))
    await db.run(lambda tx: messages.redact(tx, "source"))
    assert [await words(db, each) for each in (first, reply, other)] == [None, None, "ค"]
    kept = {row.id: (row.text_sealed, row.earlier_sealed) for row in await rows(db, table)}
    assert kept[first] == kept[reply] == (None, None)
    assert await state(db, reply) == "cancelled", "an answer that is held back does not go"
    [row] = await rows(db, files)
    assert (row.status, row.ref_sealed) == ("erase", None)
    assert await db.read(lambda tx: messages.kept(tx, file.id)) is None
    now = await db.read(lambda tx: tickets.find(tx, ticket.id))
    assert now and now.files == 0


async def words(db: Database, message: UUID) -> str | None:
    return await db.read(lambda tx: messages.text_of(tx, message))


async def test_of_two_edits_the_newer_counts_in_whatever_order_they_come(db: Database) -> None:
    ticket = await opened(db, await chat(db))
    message = await written(db, ticket, "first", "source")
    for text, minutes in (("newest", 2), ("late", 1)):
        at = NOON + timedelta(minutes=minutes)
        await db.run(partial(messages.revise, effect=Revise("m", text), source="source", at=at))
    assert await words(db, message) == "newest"
    [row] = await rows(db, table)
    assert await db.read(lambda tx: tx.vault.open(row.earlier_sealed, row.id, str)) == "first"


async def test_what_was_taken_back_is_not_revised(db: Database) -> None:
    ticket = await opened(db, await chat(db))
    message = await written(db, ticket, "ก", "source")
    await db.run(lambda tx: messages.redact(tx, "source"))
    await db.run(lambda tx: messages.revise(tx, Revise("m", "again"), "source", NOON))
    assert await words(db, message) is None


async def test_how_a_reply_fared_is_kept_with_it(db: Database) -> None:
    ticket = await opened(db, await chat(db))
    note = await written(db, ticket, "ก", author="note")
    await db.run(lambda tx: messages.mark(tx, ReplyIs(note, author="reply", state="held")))
    await db.run(lambda tx: messages.mark(tx, ReplyIs(note, state="sent")))
    found = await db.read(lambda tx: messages.find(tx, note))
    assert found and (found.author, found.state) == ("reply", "sent")


@pytest.mark.parametrize(("status", "told"), [("kept", 0), ("refused", 1), ("lost", 1)])
async def test_the_sender_hears_of_a_file_that_cannot_be_had(
    db: Database, status: str, told: int
) -> None:
    file = KeepFile(uuid4(), PHOTO)
    await db.run(lambda tx: messages.want(tx, file, "", PARENT))
    [wanted] = await db.read(messages.wanted)
    assert wanted.file == PHOTO
    await db.run(lambda tx: messages.file_is(tx, file.id, status, 3, "why"))
    assert await db.read(messages.wanted) == []
    heads = await db.run(inbox.heads)
    taken = [await db.run(partial(inbox.take, seq=seq)) for seq in heads]
    events = [each.incoming.event for each in taken if each]
    assert events == [FileKept(file.id, status, "why")] * told


async def test_a_desk_hears_that_its_file_is_here_for_an_answer_waits_for_it(db: Database) -> None:
    ticket = await opened(db, await chat(db))
    file = KeepFile(uuid4(), PHOTO)
    await db.run(lambda tx: messages.want(tx, file, "", DESK))
    reply = await written(db, ticket, "ก", author="reply", file=file.id)
    for status in ("wanted", "kept"):
        found = await db.read(lambda tx: messages.find(tx, reply))
        assert found and found.file_state == status
        await db.run(lambda tx: messages.file_is(tx, file.id, "kept", 3))
    [seq] = await db.run(inbox.heads)
    taken = await db.run(partial(inbox.take, seq=seq))
    assert taken and taken.incoming.event == FileKept(file.id, "kept")


async def test_a_file_that_is_to_be_erased_is_not_kept_by_a_late_fetch(db: Database) -> None:
    file = KeepFile(uuid4(), PHOTO)
    await db.run(lambda tx: messages.want(tx, file, "source", PARENT))
    await db.run(lambda tx: messages.redact(tx, "source"))
    await db.run(lambda tx: messages.file_is(tx, file.id, "kept", 3))
    assert [each.status for each in await db.read(messages.wanted)] == ["erase"]
    await db.run(lambda tx: messages.file_is(tx, file.id, "erased"))
    assert await db.read(messages.wanted) == []


async def test_a_fetch_that_failed_is_due_later(db: Database, clock: Clock) -> None:
    file = KeepFile(uuid4(), PHOTO)
    await db.run(lambda tx: messages.want(tx, file, "", PARENT))
    await db.run(lambda tx: messages.fetch_again(tx, file.id, 60))
    assert await db.read(messages.wanted) == []
    clock.move(timedelta(seconds=61))
    assert [each.attempts for each in await db.read(messages.wanted)] == [1]
