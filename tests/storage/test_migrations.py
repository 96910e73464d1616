"""The migrations make the very schema that the tables describe, on both engines."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select, text

from bot.clock import Clock
from storage import tickets
from storage.database import Database, Tx, open_database
from storage.migrations import is_current, to_revision, upgrade
from storage.sealing import Vault
from storage.tables import metadata
from storage.tables.chats import chats
from storage.tables.tickets import tickets as table
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


async def test_tickets_of_the_first_schema_stay_as_they_were(db: Database) -> None:
    ticket = await opened(db, await chat(db))

    def with_the_first_schema(tx: Tx) -> None:
        before = tx.conn.execute(select(chats)).one()
        metadata.drop_all(tx.conn)
        tx.conn.execute(text("DELETE FROM alembic_version"))
        to_revision(tx, "0001")
        tx.conn.execute(insert(chats).values(before._asdict()))
        old = {"kind": ticket.kind, "group_id": ticket.group, "status": "new", "fiscal_year": 2570}
        days = {"opened_on": ticket.opened_on, "due_on": ticket.due_on}
        whose = {"id": ticket.id, "number": ticket.number, "reporter_id": ticket.reporter}
        tx.conn.execute(insert(table).values(**old, **days, **whose))

    await db.run(with_the_first_schema)
    assert not await is_current(db)
    await upgrade(db)
    assert await is_current(db) and await db.read(differences) == []
    assert await db.read(lambda tx: tickets.find(tx, ticket.id)) == ticket


async def test_a_new_file_is_not_current(tmp_path: Path, vault: Vault, clock: Clock) -> None:
    fresh = open_database(f"sqlite:///{tmp_path}/deep/new.db", vault, clock.now)
    assert not await is_current(fresh)
    await upgrade(fresh)
    assert await is_current(fresh)
    await fresh.close()
