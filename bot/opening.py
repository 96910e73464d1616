"""The way to an office's database for every command that reads or writes what people said."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from bot.config import Settings
from storage import marks
from storage.database import Database, open_database
from storage.migrations import upgrade
from storage.sealing import Vault


@asynccontextmanager
async def opened(settings: Settings, now: Callable[[], datetime]) -> AsyncIterator[Database]:
    """The database at its newest version, sealed with our key; closed at the end.

    Raises storage.database.Unavailable, storage.marks.OtherKey.
    """
    db = open_database(settings.database_url, Vault(settings.secret_key), now)
    try:
        await upgrade(db)
        await db.run(marks.keep_key)
        yield db
    finally:
        await db.close()
