"""Work on an office's database while nothing else runs, or beside the running bot."""

from __future__ import annotations

from bot.clock import Clock
from bot.config import Settings
from bot.opening import opened
from storage import inbox
from storage.database import open_database
from storage.migrations import upgrade
from storage.sealing import Vault


async def migrate(settings: Settings) -> None:
    """Brings the database to the newest version, for which no key is needed. Raises
    storage.database.Unavailable."""
    db = open_database(settings.database_url, Vault(settings.secret_key), Clock().now)
    try:
        await upgrade(db)
    finally:
        await db.close()


async def replay(settings: Settings) -> int:
    """Lets parked events take their turn again; returns how many. Raises
    storage.database.Unavailable, storage.marks.OtherKey."""
    async with opened(settings, Clock().now) as db:
        return await db.run(inbox.replay)
