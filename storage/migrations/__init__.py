"""Brings a database to the newest schema; every change is a numbered Alembic revision.

`upgrade` is safe to call at every start.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, select

from storage.database import Database, Tx


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


async def upgrade(db: Database) -> None:
    """Applies what is missing. Raises storage.database.Unavailable when it cannot be reached."""

    def unit(tx: Tx) -> None:
        if tx.postgres:  # one process at a time
            tx.conn.execute(select(func.pg_advisory_xact_lock(7010)))
        to_revision(tx, "head")

    await db.run(unit)


def to_revision(tx: Tx, revision: str) -> None:
    """Applies what is missing up to a revision."""
    config = _config()
    config.attributes["connection"] = tx.conn
    command.upgrade(config, revision)


async def is_current(db: Database) -> bool:
    """Whether the schema is the newest one this program knows."""

    def unit(tx: Tx) -> bool:
        here = MigrationContext.configure(tx.conn).get_current_revision()
        return here == ScriptDirectory.from_config(_config()).get_current_head()

    return await db.read(unit)
