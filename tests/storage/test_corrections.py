"""Corrections are kept sealed, without a way to person or ticket, till their text is taken back."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import inspect

from handlers.domain.correction import Correction
from handlers.domain.office import Office
from handlers.effects import Correct, Effect, Redact, Revise, Step
from storage import apply, corrections, load
from storage.database import Database
from storage.tables.tickets import corrections as table
from tests.handlers.made import OFFICE
from tests.storage.case import OTHER, PARENT, rows, said

ONE = Correction("นมบูด", date(2026, 11, 20), "citizen", "complaint", None, "comment", "admin")
TWO = Correction("ขอย้าย", date(2026, 11, 19), "staff", None, "personnel")


async def do(db: Database, *effects: Effect, chat: object = PARENT) -> None:
    incoming = said("ก", chat)  # type: ignore[arg-type]
    office: Office = OFFICE
    await db.run(
        lambda tx: apply.step(tx, load.basics(tx, incoming, office).basics, incoming, Step(effects))
    )


async def test_they_come_back_the_oldest_day_first(db: Database) -> None:
    await do(db, Correct(ONE, ("m1",)), Correct(TWO))
    assert await db.read(corrections.every) == [TWO, ONE]


async def test_a_row_has_a_day_and_a_seal_and_nothing_else(db: Database) -> None:
    await do(db, Correct(ONE, ("m1",)))
    (row,) = await rows(db, table)
    assert row._fields == ("id", "on", "body_sealed") and row.id.version == 4
    assert ONE.text.encode() not in row.body_sealed
    keys = await db.read(lambda tx: inspect(tx.conn).get_foreign_keys("corrections"))
    assert keys == []


@pytest.mark.parametrize("gone", [Redact("m2"), Revise("m2", "ใหม่")])
async def test_what_is_taken_back_or_edited_is_learned_from_no_more(
    db: Database, gone: Effect
) -> None:
    await do(db, Correct(ONE, ("m1", "m2")), Correct(TWO, ("m3",)))
    await do(db, gone, chat=OTHER)
    assert len(await rows(db, table)) == 2, "another chat's message of that id"
    await do(db, gone)
    assert await db.read(corrections.every) == [TWO]
