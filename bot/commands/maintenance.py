"""Work on an office's database while nothing else runs, or beside the running bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bot.config import Settings
from storage import inbox
from storage.database import Database, open_database
from storage.migrations import upgrade
from storage.sealing import Vault


async def migrate(settings: Settings) -> None:
    """Brings the database to the newest version. Raises storage.database.Unavailable."""
    async with _opened(settings) as db:
        await upgrade(db)


async def replay(settings: Settings) -> int:
    """Lets parked events take their turn again; returns how many. Raises Unavailable."""
    async with _opened(settings) as db:
        await upgrade(db)
        return await db.run(inbox.replay)


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Database]:
    vault = Vault(settings.secret_key)
    db = open_database(settings.database_url, vault, lambda: datetime.now(UTC))
    try:
        yield db
    finally:
        await db.close()
