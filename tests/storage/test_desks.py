"""Letters to desks go to the chat that is the desk now, or are held."""

from __future__ import annotations

from uuid import UUID

from msgspec import structs

from handlers.domain.office import Office
from handlers.events import Left
from storage import chats, desks, inbox
from storage.database import Database, Tx
from storage.delivery import Outcome
from storage.tables.queues import outbox as table
from tests.storage.case import DESK, LINE_DESK, chat, claimed, ended, queued, rows, state

OFFICE = Office("TY2", {}, {}, (), {}, fallback="admin")
TOPIC = structs.replace(DESK, thread="7")
GONE = Outcome("failed", "gone")


async def bind(db: Database, desk: str, chat_id: UUID) -> None:
    await db.run(lambda tx: chats.bind(tx, desk, chat_id))
    await db.run(lambda tx: desks.forward(tx, OFFICE))


async def where(db: Database) -> list[tuple[str | None, str, UUID | None]]:
    found = sorted(await rows(db, table), key=lambda row: int(row.seq))
    return [(row.desk, row.status, row.chat_id) for row in found]


async def test_a_letter_is_held_until_its_desk_has_a_chat(db: Database) -> None:
    held, other = [await queued(db, None, desk=desk) for desk in ("legal", "confidential")]
    assert await claimed(db) == [] and await state(db, held) == "held"
    await bind(db, "legal", await chat(db, DESK))
    [pack] = await claimed(db)
    assert [row.id for row in pack.rows] == [held]
    assert await state(db, other) == "held"


async def test_letters_of_a_lost_desk_go_to_its_stand_in_and_secret_ones_are_held(
    db: Database,
) -> None:
    lost, fallback = await chat(db, DESK), await chat(db, LINE_DESK)
    for desk, place in (("legal", lost), ("confidential", lost), ("admin", fallback)):
        await bind(db, desk, place)
    for to in ("legal", "confidential", None):
        await queued(db, lost, desk=to)
    assert await db.run(lambda tx: desks.unbind(tx, DESK, OFFICE)) == ("confidential", "legal")
    assert await where(db) == [
        ("legal", "queued", fallback),
        ("confidential", "held", None),
        (None, "queued", lost),
    ]
    assert await db.read(chats.desk_chats) == {"admin": fallback}


async def test_who_is_out_of_a_group_is_out_of_its_topics(db: Database) -> None:
    await bind(db, "legal", await chat(db, TOPIC))
    assert await db.run(lambda tx: desks.unbind(tx, DESK, OFFICE)) == ("legal",)


async def test_what_a_desk_was_sent_after_it_was_lost_waits_for_the_next(db: Database) -> None:
    here = await chat(db, DESK)
    await bind(db, "legal", here)
    card, aside = [await queued(db, here, desk=desk) for desk in ("legal", None)]
    for _ in range(2):
        [pack] = await claimed(db)
        await ended(db, pack, GONE)
    assert [await state(db, each) for each in (card, aside)] == ["held", "failed"]

    def heard(tx: Tx) -> list[object]:
        taken = [inbox.take(tx, seq) for seq in inbox.heads(tx)]
        return [each.incoming.event for each in taken if each]

    assert await db.run(heard) == [Left()]
    await bind(db, "legal", await chat(db, LINE_DESK))
    [again] = await claimed(db)
    assert [row.id for row in again.rows] == [card] and again.retry_key != pack.retry_key


async def test_where_we_may_not_write_nothing_waits_unseen(db: Database) -> None:
    here = await chat(db, DESK)
    await bind(db, "legal", here)
    card = await queued(db, here, desk="legal")
    [pack] = await claimed(db)
    await ended(db, pack, Outcome("failed", "mute"))
    assert await state(db, card) == "held"

    def heard(tx: Tx) -> list[object]:
        taken = [inbox.take(tx, seq) for seq in inbox.heads(tx)]
        return [each.incoming.event for each in taken if each]

    assert await db.run(heard) == [Left("mute")]


async def test_a_person_who_is_gone_is_no_desk(db: Database) -> None:
    here = await chat(db)
    letter = await queued(db, here)
    [pack] = await claimed(db)
    await ended(db, pack, GONE)
    assert await state(db, letter) == "failed"
    assert await db.run(inbox.heads) == []
