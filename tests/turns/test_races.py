"""Two people at once, five hundred times: one wins, the other is told who it was."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from uuid import UUID

import pytest

from bot.config import load
from bot.turns import Turns
from bot.understanding.lookalikes import Lookalikes
from handlers.content import Address, NameOf
from handlers.domain.people import Grant
from handlers.domain.reading import Reading
from handlers.domain.ticket import Ticket
from handlers.events import Incoming, Pressed
from locales.texts import Texts
from storage import chats, inbox, staff, tickets
from storage.database import Database, Tx
from storage.outbox import Queued
from storage.tables.queues import outbox
from storage.tables.tickets import acts
from tests.storage.case import NOON, PARENT, opening, rows

PAIRS, EACH = 20, 25
LONGEST = 120
"""Seconds for all; it takes some ten on an idle machine."""


def _person(number: int) -> Address:
    return Address("telegram:700000001", "private", f"5{number:08d}")


@pytest.fixture
def turns(db: Database) -> Turns:
    office = load(Path("bot.yaml"), {}).office
    return Turns(db, office, Texts(office), lambda _: Reading(), Lookalikes(), lambda: None)


def _staffed(tx: Tx) -> dict[Address, UUID]:
    people = {_person(number): chats.ensure(tx, _person(number)).id for number in range(2 * PAIRS)}
    for person in people.values():
        staff.grant(tx, person, Grant("officer", "admin"))
    return people


def _opened(tx: Tx) -> list[Ticket]:
    reporter = chats.ensure(tx, PARENT).id
    made = [opening() for _ in range(PAIRS * EACH)]
    for each in made:
        tickets.open_ticket(tx, each, reporter, "TY2")
    found = [tickets.find(tx, each.id) for each in made]
    return [ticket for ticket in found if ticket]


def _claim(ticket: Ticket, number: int) -> Incoming:
    who = _person(number)
    press = Pressed(f"ticket.claim:{ticket.id.hex}")
    return Incoming(f"{ticket.id.hex}-{number}", who.account, who, NOON, press, who)


def _told(tx: Tx) -> list[tuple[UUID | None, Queued]]:
    found = tx.conn.execute(outbox.select())
    return [(row.chat_id, tx.vault.open(row.letter_sealed, row.id, Queued)) for row in found]


async def test_of_two_claimers_exactly_one_wins_five_hundred_times(
    db: Database, turns: Turns
) -> None:
    people = await db.run(_staffed)
    open_tickets = await db.run(_opened)
    presses = [
        _claim(ticket, 2 * (at % PAIRS) + side)
        for at, ticket in enumerate(open_tickets)
        for side in ((0, 1) if at % 2 else (1, 0))
    ]
    await db.run(lambda tx: inbox.put(tx, presses))
    async with asyncio.timeout(LONGEST):
        while await turns.round():
            pass
    assert await db.read(inbox.backlog) == {"new": 0, "parked": 0}
    claims = Counter(row.ticket_id for row in await rows(db, acts) if row.act == "claimed")
    assert claims == Counter({ticket.id: 1 for ticket in open_tickets})
    claimants = await db.read(lambda tx: [tickets.find(tx, each.id) for each in open_tickets])
    winners = {each.number: each.claimant for each in claimants if each}
    lost = [(chat, it) for chat, it in await db.read(_told) if it.text.key == "ticket-claimed"]
    assert len(lost) == PAIRS * EACH
    for chat, letter in lost:
        winner = winners[str(letter.text.values["number"])]
        assert winner in people.values() and chat != winner
        assert letter.text.values["name"] == NameOf(winner)
