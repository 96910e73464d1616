"""Which tickets a text is compared with, and that no confidential one is ever opened for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from uuid import uuid4

from handlers.domain.deadline import day_of
from handlers.domain.reading import Reading
from handlers.domain.ticket import Ticket
from handlers.effects import MoveTicket
from handlers.facts import Basics, Chat, Needs, Sought
from storage import alike, load, messages, tickets
from storage.alike import Wording
from storage.database import Database, Tx
from tests.handlers.made import LEAD, NOW, OFFICE, PERHAPS_LEAD
from tests.storage.case import OTHER, chat, opened, said, written

OFFICE_WIDE, OWN = Sought("นม", "office"), Sought("นม", "own")


class Everything:
    """Takes all texts for alike, and tells which it was given."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.kept = 0

    def near(self, text: str, written: Mapping[Wording, Callable[[], str]]) -> list[Wording]:
        self.texts = sorted(opened() for opened in written.values())
        return list(written)

    def keep(self, written: Collection[Wording]) -> None:
        self.kept += 1


async def made(db: Database, text: str, **changes: object) -> Ticket:
    today = await db.read(lambda tx: day_of(tx.now))
    ticket = await opened(db, await chat(db), **({"opened_on": today} | changes))
    await written(db, ticket, text, source=text)
    return ticket


async def found(db: Database, sought: Sought, *own: Ticket) -> tuple[list[str], list[str]]:
    """The texts that were opened, and the numbers that were found."""
    compare = Everything()
    near = await db.read(lambda tx: alike.find(tx, sought, own, compare))
    assert compare.kept == (sought.among == "office")
    return compare.texts, sorted(ticket.number for ticket in near)


async def test_open_ordinary_tickets_of_two_months_are_compared(db: Database) -> None:
    plain = await made(db, "หนึ่ง")
    await written(db, plain, "สอง")
    await written(db, plain, "ในสำนักงาน", author="note")
    await made(db, "ลับ", receipt="TY2-Z-7K3QD-9MXPA", alias=uuid4())
    await made(db, "เก่า", opened_on=date(2020, 1, 1))
    closed = await made(db, "ปิดแล้ว")
    await db.run(lambda tx: tickets.move(tx, MoveTicket(closed.id, 1, "x", status="closed")))
    assert await found(db, OFFICE_WIDE) == (["หนึ่ง\nสอง"], [plain.number])


async def test_of_a_person_only_the_own_are_compared(db: Database) -> None:
    mine, secret = await made(db, "หนึ่ง"), await made(db, "ลับ", receipt="TY2-Z-1", alias=uuid4())
    await made(db, "ของคนอื่น")
    assert await found(db, OWN, mine, secret) == (["หนึ่ง"], [mine.number])
    assert await found(db, OWN) == ([], [])


async def test_what_was_taken_back_is_another_wording_without_it(db: Database) -> None:
    ticket = await made(db, "หนึ่ง")
    await written(db, ticket, "สอง", source="s2")
    keys: list[set[Wording]] = []

    class Noting(Everything):
        def keep(self, written: Collection[Wording]) -> None:
            keys.append(set(written))

    async def look() -> list[str]:
        noting = Noting()
        await db.read(lambda tx: alike.find(tx, OFFICE_WIDE, (), noting))
        return noting.texts

    assert await look() == ["หนึ่ง\nสอง"]
    await db.run(lambda tx: messages.redact(tx, "s2"))
    assert await look() == ["หนึ่ง"]
    assert not keys[0] & keys[1]


async def test_no_more_than_the_newest_are_opened(db: Database) -> None:
    for at in range(alike.SHOWN + 2):
        await made(db, f"เรื่อง {at}")
    texts, numbers = await found(db, OFFICE_WIDE)
    assert len(texts) == alike.SHOWN + 2 <= alike.MOST and len(numbers) == alike.SHOWN


async def test_a_matter_that_may_be_a_lead_is_compared_with_nothing(db: Database) -> None:
    await made(db, "หนึ่ง")
    here = await chat(db, OTHER)
    basics = Basics(NOW, OFFICE, Chat(here, "private", "line"), None)
    needs = Needs(read=("โกง",), alike=OFFICE_WIDE)

    def compared(tx: Tx, reading: Reading) -> list[str]:
        compare = Everything()
        load.snapshot(tx, basics, said("โกง", OTHER), needs, lambda text: reading, compare)
        return compare.texts

    for reading in (LEAD, PERHAPS_LEAD):
        assert await db.read(lambda tx, it=reading: compared(tx, it)) == []  # type: ignore[misc]
    assert await db.read(lambda tx: compared(tx, Reading())) == ["หนึ่ง"]
