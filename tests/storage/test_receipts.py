"""A receipt opens its ticket from any account, and nothing in the database links the two."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from msgspec import structs

from bot.config import load
from handlers.content import Address
from handlers.domain.people import Grant
from handlers.domain.ticket import Ticket
from handlers.effects import AddMessage, Exclude, ReceiptTyped, Step
from handlers.events import Incoming, TextSent
from handlers.facts import Basics, Needs
from storage import apply, chats, outbox, receipts, staff, tickets
from storage import load as loading
from storage.alike import Compare
from storage.database import Database, Tx
from storage.tables.queues import outbox as outbox_table
from storage.tables.tickets import acts
from storage.tables.tickets import tickets as table
from tests.storage.case import DESK, NOON, ON_TELEGRAM, OTHER, PARENT, chat, opened, queued, rows

OFFICE = load(Path(__file__).parents[2] / "bot.yaml", {}).office
RECEIPT = "TY2-Z-56789-ABCDR"


async def confidential(db: Database, group: str = "legal") -> Ticket:
    return await opened(db, await chat(db), receipt=RECEIPT, alias=uuid4(), group=group)


def event_from(place: Address) -> Incoming:
    return Incoming("e", place.account, place, NOON, TextSent(""), sender=place)


def basics_of(tx: Tx, place: Address) -> Basics:
    return loading.basics(tx, event_from(place), OFFICE).basics


def own(tx: Tx, place: Address, named: UUID | str) -> bool:
    compare: Compare = None  # type: ignore[assignment]
    event = event_from(place)
    basics = basics_of(tx, place)
    needs = Needs(ticket=named)
    return loading.snapshot(tx, basics, event, needs, lambda _: None, compare).own  # type: ignore[arg-type,return-value]


def does(tx: Tx, place: Address, *effects: object) -> None:
    apply.step(tx, basics_of(tx, place), event_from(place), Step(effects))  # type: ignore[arg-type]


async def test_a_receipt_is_found_but_not_to_be_read(db: Database) -> None:
    ticket = await confidential(db)
    assert ticket.number == RECEIPT
    found = await db.read(lambda tx: tickets.find(tx, RECEIPT))
    assert found == ticket
    (row,) = await rows(db, table)
    assert "Z-" not in row.number and RECEIPT.encode() not in row.reading_sealed


async def test_the_receipt_is_the_key_from_any_account_its_id_is_not(db: Database) -> None:
    ticket = await confidential(db)
    for place, named, is_own in (
        (PARENT, RECEIPT, True),
        (PARENT, ticket.id, True),
        (ON_TELEGRAM, RECEIPT, True),
        (ON_TELEGRAM, ticket.id, False),
    ):
        assert await db.run(lambda tx, p=place, n=named: own(tx, p, n)) is is_own
    await db.run(lambda tx: does(tx, ON_TELEGRAM, ReceiptTyped(ticket.id)))
    assert await db.run(lambda tx: own(tx, ON_TELEGRAM, ticket.id))
    assert not await db.run(lambda tx: own(tx, OTHER, ticket.id))
    plain = await opened(db, await chat(db))
    assert not await db.run(lambda tx: own(tx, ON_TELEGRAM, plain.number))


async def test_it_is_no_key_to_those_whom_its_desk_knows(db: Database) -> None:
    ticket = await confidential(db)
    staffed = await chat(db, ON_TELEGRAM)
    await db.run(lambda tx: staff.grant(tx, staffed, Grant("officer", "confidential")))
    assert not await db.run(lambda tx: own(tx, ON_TELEGRAM, RECEIPT))
    accused = await chat(db, OTHER)
    await db.run(lambda tx: does(tx, PARENT, Exclude(ticket.id, accused)))
    assert not await db.run(lambda tx: own(tx, OTHER, RECEIPT))
    group = structs.replace(event_from(DESK), sender=PARENT)
    assert not await db.run(
        lambda tx: receipts.opens(tx, loading.basics(tx, group, OFFICE).basics, ticket, RECEIPT)
    )


async def test_answers_go_to_the_chat_that_wrote_last(db: Database) -> None:
    ticket = await confidential(db)
    waits = await queued(db, ticket.reporter, ticket_id=ticket.id)
    await db.run(
        lambda tx: tx.conn.execute(outbox_table.update().values(status="waiting", wakes="x"))
    )
    said = AddMessage(uuid4(), ticket.id, "citizen", "เพิ่มเติม")
    await db.run(lambda tx: does(tx, ON_TELEGRAM, ReceiptTyped(ticket.id), said))

    def where(tx: Tx) -> tuple[Address, str, str | None]:
        row = chats.row_of(tx, ticket.reporter)
        return chats.address_of(tx, row), row.channel, row.name

    assert await db.read(where) == (ON_TELEGRAM, "telegram", None)
    assert await db.read(lambda tx: outbox.state(tx, waits)) == "queued"
    (act,) = await rows(db, acts)
    assert (act.act, act.person_id, act.chat_id) == ("written", None, None)
    assert await db.run(lambda tx: own(tx, PARENT, RECEIPT))


async def test_wrong_receipts_are_counted_for_an_hour(db: Database) -> None:
    here, there = await chat(db), await chat(db, OTHER)
    for _ in range(3):
        await db.run(lambda tx: does(tx, PARENT, ReceiptTyped()))
    assert await db.read(lambda tx: (receipts.wrong(tx, here), receipts.wrong(tx, there))) == (3, 0)

    def later(tx: Tx) -> int:
        late = Tx(tx.conn, tx.vault, tx.now + timedelta(hours=1))
        return receipts.wrong(late, here)

    assert await db.read(later) == 0


async def test_a_letter_for_the_director_alone_has_no_stand_in(db: Database) -> None:
    bound = {"admin": uuid4(), "confidential": uuid4()}
    assert chats.desk_chat(bound, "director", OFFICE) == bound["admin"]
    assert chats.desk_chat(bound, "director_alone", OFFICE) is None
    bound["director"] = uuid4()
    assert chats.desk_chat(bound, "director_alone", OFFICE) == bound["director"]
    assert "director_alone" in chats.desks_at(bound, bound["director"], OFFICE)


async def test_each_of_the_two_desks_lists_its_own_tickets_only(db: Database) -> None:
    usual = await confidential(db)
    above = await opened(
        db, await chat(db), receipt="TY2-Z-7K3QD-9MXPK", alias=uuid4(), group="director"
    )

    def seen(tx: Tx, *desks: str) -> list[UUID]:
        return [each.id for each in tickets.of_desks(tx, desks)]

    for desks, ids in (
        (("confidential", "admin"), [usual.id]),
        (("director", "director_alone"), [above.id]),
        (("director", "admin", "legal"), []),
    ):
        assert await db.read(lambda tx, d=desks: seen(tx, *d)) == ids


async def test_who_is_kept_away_finds_nothing_in_the_lists(db: Database) -> None:
    ticket = await confidential(db)
    place = await chat(db, DESK)
    await db.run(lambda tx: chats.bind(tx, "confidential", place))
    accused = await chat(db, ON_TELEGRAM)

    def listed(tx: Tx, who: Address) -> tuple[int, list[UUID]]:
        event = structs.replace(event_from(DESK), sender=who)
        basics = loading.basics(tx, event, OFFICE).basics
        tx_needs = Needs(tickets="desk", ticket=ticket.id, staff="confidential")
        facts = loading.snapshot(tx, basics, event, tx_needs, lambda _: None, None)  # type: ignore[arg-type,return-value]
        return len(facts.tickets), [each.id for each in facts.staff]

    await db.run(lambda tx: staff.grant(tx, accused, Grant("officer", "confidential")))
    assert await db.run(lambda tx: listed(tx, ON_TELEGRAM)) == (1, [accused])
    await db.run(lambda tx: does(tx, PARENT, Exclude(ticket.id, accused)))
    assert await db.run(lambda tx: listed(tx, ON_TELEGRAM)) == (0, [])
    assert await db.run(lambda tx: listed(tx, OTHER)) == (1, [])
