"""The migrations make the very schema that the tables describe, on both engines."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from msgspec import structs
from sqlalchemy import text

from bot.clock import Clock
from storage import tickets
from storage.database import Database, Tx, open_database
from storage.migrations import is_current, upgrade
from storage.sealing import Vault
from storage.tables import metadata
from tests.storage.case import chat, opened


def differences(tx: Tx) -> list[object]:
    context = MigrationContext.configure(tx.conn)
    return list(compare_metadata(context, metadata))


async def test_the_migrated_schema_is_that_of_the_tables(db: Database) -> None:
    assert await db.read(differences) == []


async def test_a_second_upgrade_changes_nothing(db: Database) -> None:
    assert await is_current(db)
    await upgrade(db)
    assert await is_current(db) and await db.read(differences) == []


async def test_an_older_database_is_not_current(db: Database) -> None:
    await db.run(lambda tx: tx.conn.execute(text("DELETE FROM alembic_version")))
    assert not await is_current(db)


async def test_tickets_of_the_first_schema_stay_and_belong_to_no_strategy(db: Database) -> None:
    ticket = await opened(db, await chat(db), strategy="quality")
    assert ticket.strategy == "quality"

    def first_schema(tx: Tx) -> None:
        tx.conn.execute(text("ALTER TABLE tickets DROP COLUMN strategy_id"))
        tx.conn.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    await db.run(first_schema)
    assert not await is_current(db)
    await upgrade(db)
    assert await is_current(db) and await db.read(differences) == []
    kept = await db.read(lambda tx: tickets.find(tx, ticket.id))
    assert kept == structs.replace(ticket, strategy=None)


async def test_a_new_file_is_not_current(tmp_path: Path, vault: Vault, clock: Clock) -> None:
    fresh = open_database(f"sqlite:///{tmp_path}/deep/new.db", vault, clock.now)
    assert not await is_current(fresh)
    await upgrade(fresh)
    assert await is_current(fresh)
    await fresh.close()
