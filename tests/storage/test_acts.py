"""The record of acts: who, what, when, on which ticket, through which chat; and roles that hold
for their period only."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from bot.config import load
from handlers.content import Text
from handlers.domain.deadline import day_of
from handlers.domain.people import Grant
from handlers.effects import (
    AddMessage,
    Audit,
    BindDesk,
    Effect,
    Exclude,
    GrantRole,
    KeepCanned,
    MoveTicket,
    RevokeRoles,
    Step,
)
from handlers.events import Incoming, TextSent
from handlers.facts import Holder
from storage import apply, staff
from storage import load as loading
from storage.database import Database, Tx
from storage.tables.tickets import acts
from tests.storage.case import DESK, NOON, ON_TELEGRAM, chat, opened, rows

OFFICE = load(Path(__file__).parents[2] / "bot.yaml", {}).office
TICKET, PERSON = uuid4(), uuid4()


def done_in_the_group(tx: Tx, *effects: Effect) -> UUID:
    """Applies what a member of the desk's chat does; returns who it was."""
    event = Incoming("e", DESK.account, DESK, NOON, TextSent(""), sender=ON_TELEGRAM)
    basics = loading.basics(tx, event, OFFICE).basics
    apply.step(tx, basics, event, Step(effects))
    assert basics.person is not None
    return basics.person.id


@pytest.mark.parametrize(
    ("make", "act", "detail"),
    [
        (lambda t, p: Audit("refused", t, "ticket.claim"), "refused", "ticket.claim"),
        (lambda t, p: MoveTicket(t, 1, "claimed", status="claimed"), "claimed", ""),
        (lambda t, p: AddMessage(uuid4(), t, "note", "คำ"), "noted", ""),
        (lambda t, p: AddMessage(uuid4(), t, "reply", "คำ"), "replied", ""),
        (lambda t, p: GrantRole(p, Grant("pr", "admin")), "role granted", "pr admin"),
        (lambda t, p: RevokeRoles(p, "legal"), "role taken", "{p} legal"),
        (lambda t, p: Exclude(t, p), "excluded", "{p}"),
        (lambda t, p: KeepCanned("admin", "ขอบคุณ", "คำ"), "canned kept", "admin"),
        (lambda t, p: KeepCanned("admin", "ขอบคุณ", ""), "canned taken", "admin"),
        (lambda t, p: BindDesk("legal", Text("desk-moved")), "desk bound", "legal"),
    ],
)
async def test_an_act_is_recorded(db: Database, make: object, act: str, detail: str) -> None:
    person, place = await chat(db, ON_TELEGRAM), await chat(db, DESK)
    ticket = await opened(db, await chat(db))
    await db.run(lambda tx: staff.grant(tx, person, Grant("pr", "legal")))
    effect = make(ticket.id, person)  # type: ignore[operator]
    who = await db.run(lambda tx: done_in_the_group(tx, effect))
    (row,) = await rows(db, acts)
    assert (row.act, row.detail) == (act, detail.replace("{p}", person.hex))
    assert (row.person_id, row.chat_id) == (who, place) and row.at
    assert row.ticket_id == getattr(effect, "ticket", None)


async def test_taking_what_nobody_has_is_no_act(db: Database) -> None:
    person = await chat(db, ON_TELEGRAM)
    await db.run(lambda tx: done_in_the_group(tx, RevokeRoles(person, "legal")))
    assert await rows(db, acts) == []


async def test_a_grant_outside_its_period_gives_nothing(db: Database) -> None:
    person = await chat(db, ON_TELEGRAM)

    def given(tx: Tx, first: int, last: int) -> tuple[object, ...]:
        today = day_of(tx.now)
        grant = Grant(
            "duty", "duty", today + timedelta(days=first), today + timedelta(days=last), "acting"
        )
        staff.grant(tx, person, grant)
        return (
            staff.grants_of(tx, person) == (grant,),
            staff.holders(tx, Holder("duty", "duty")) == (person,),
            staff.working_for(tx, "duty", None) == (person,),
            staff.granted(tx) == {person: (grant,)},
        )

    for first, last, now in ((-2, -1, False), (1, 2, False), (-1, 0, True), (0, 1, True)):
        held = await db.run(lambda tx, a=first, b=last: given(tx, a, b))
        assert held == (now, now, now, True), (first, last)
