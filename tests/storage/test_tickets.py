"""Tickets: a number each, one winner of a race, and what an anonymous one keeps."""

from __future__ import annotations

import asyncio
from functools import partial
from uuid import UUID, uuid4

import pytest

from handlers.effects import MoveTicket, Veil
from storage import tickets
from storage.database import Conflict, Database, Tx
from storage.tables.tickets import acts, messages
from tests.storage.case import DESK, OTHER, PARENT, chat, opened, rows, written


async def test_two_hundred_tickets_opened_at_once_have_a_number_each(db: Database) -> None:
    here = await chat(db)
    made = await asyncio.gather(*(opened(db, here) for _ in range(200)))
    assert len({ticket.number for ticket in made}) == 200
    running = sorted(int(ticket.number.split("-")[2]) for ticket in made)
    assert running == list(range(1, 201)), "no number is left out"


async def test_a_turn_that_fails_gives_its_number_back(db: Database) -> None:
    here = await chat(db)
    taken = uuid4()
    await opened(db, here, id=taken)
    with pytest.raises(Exception, match=r"(?i)unique"):
        await opened(db, here, id=taken)
    assert (await opened(db, here)).number.split("-")[2] == "00002"


async def test_of_two_claimers_exactly_one_wins_every_time(db: Database) -> None:
    here = await chat(db)
    staff = [await chat(db, DESK), await chat(db, OTHER)]
    for _ in range(25):
        ticket = await opened(db, here)

        def claim(tx: Tx, person: UUID, of: UUID = ticket.id, seen: int = ticket.version) -> None:
            tickets.move(tx, MoveTicket(of, seen, "claimed", status="claimed", claimant=person))

        results = await asyncio.gather(
            *(db.run(partial(claim, person=who)) for who in staff), return_exceptions=True
        )
        assert sorted(type(each).__name__ for each in results) == ["Conflict", "NoneType"]
        now = await db.read(partial(tickets.find, which=ticket.id))
        assert now and now.claimant == staff[results.index(None)] and now.version == 2


async def test_a_move_from_an_old_version_is_a_conflict(db: Database) -> None:
    ticket = await opened(db, await chat(db))
    await db.run(lambda tx: tickets.move(tx, MoveTicket(ticket.id, 1, "x", school="1001")))
    with pytest.raises(Conflict):
        await db.run(lambda tx: tickets.move(tx, MoveTicket(ticket.id, 1, "x", school=None)))
    now = await db.read(lambda tx: tickets.find(tx, ticket.number))
    assert now and now.school == "1001"


async def test_own_tickets_are_found_but_not_those_under_an_alias(db: Database) -> None:
    here, other = await chat(db, PARENT), await chat(db, OTHER)
    plain = await opened(db, here)
    veiled = await opened(db, here, alias=uuid4(), anonymous=True)
    found = await db.read(lambda tx: tickets.of_reporter(tx, here))
    assert [each.id for each in found] == [plain.id]
    for ticket in (plain, veiled):
        assert await db.read(partial(tickets.is_reporter, ticket=ticket, chat_id=here))
        assert not await db.read(partial(tickets.is_reporter, ticket=ticket, chat_id=other))


async def test_a_confidential_ticket_shows_on_its_desk_alone(db: Database) -> None:
    here = await chat(db)
    open_one = await opened(db, here)
    secret = await opened(db, here, receipt="TY2-Z-7K3QD-9MXPA", alias=uuid4())
    closed = await opened(db, here)
    await db.run(lambda tx: tickets.move(tx, MoveTicket(closed.id, 1, "closed", status="closed")))

    async def on(*desks: str) -> set[UUID]:
        return {each.id for each in await db.read(lambda tx: tickets.of_desks(tx, desks))}

    assert await on("admin") == {open_one.id}
    assert await on("confidential") == {secret.id}
    assert await on("legal") == await on() == set()


async def test_a_ticket_knows_its_strategy(db: Database) -> None:
    here = await chat(db)
    told = await opened(db, here, strategy="safety")
    plain = await opened(db, here)
    for ticket, strategy in ((told, "safety"), (plain, None)):
        found = await db.read(partial(tickets.find, which=ticket.number))
        assert found and found.strategy == ticket.strategy == strategy


async def act(db: Database, what: str, ticket: object, chat_id: UUID) -> None:
    def unit(tx: Tx) -> None:
        tickets.record_act(tx, what, ticket, chat_id, chat_id)  # type: ignore[arg-type]

    await db.run(unit)


async def test_acts_of_an_anonymous_reporter_keep_the_day_and_their_order(db: Database) -> None:
    here, desk = await chat(db), await chat(db, DESK)
    ticket = await opened(db, here, alias=uuid4(), anonymous=True)
    for what in ("opened", "written", "reopened", "whatever comes next year"):
        await act(db, what, ticket, here)
    await act(db, "claimed", ticket, desk)
    *own, staff = await rows(db, acts)
    assert {(row.person_id, row.chat_id) for row in own} == {(None, None)}
    # Midnight in Bangkok is 17:00 UTC.
    assert {row.at.strftime("%H:%M:%S.%f") for row in own} == {"17:00:00.000000"}
    stamps = {row.id.int >> 80 for row in own}
    midnight = own[0].at.timestamp() * 1000
    assert stamps == {midnight, midnight + 1, midnight + 2, midnight + 3}
    assert staff.person_id == desk
    line = await db.read(lambda tx: tickets.timeline(tx, ticket.id))
    assert [each.act for each in line] == [
        "opened",
        "written",
        "reopened",
        "whatever comes next year",
        "claimed",
    ]


async def test_a_ticket_that_is_veiled_later_forgets_who_and_when(db: Database) -> None:
    here = await chat(db)
    ticket = await opened(db, here)
    await written(db, ticket, "ก")
    for what in ("opened", "written"):
        await act(db, what, ticket, here)
    alias = uuid4()
    await db.run(lambda tx: tickets.veil(tx, Veil(ticket.id, alias), here))
    now = await db.read(lambda tx: tickets.find(tx, ticket.id))
    assert now and now.reporter == alias and now.anonymous
    assert {(row.person_id, row.chat_id) for row in await rows(db, acts)} == {(None, None)}
    for table in (acts, messages):
        assert {row.at.second + row.at.microsecond for row in await rows(db, table)} == {0}
    assert await db.read(lambda tx: tickets.of_reporter(tx, here)) == ()
    assert await db.read(lambda tx: tickets.is_reporter(tx, now, here))
