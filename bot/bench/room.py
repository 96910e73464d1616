"""Where a measurement happens: a sample office in a temporary folder, its database and settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from msgspec import Struct, structs

from bot.bench.figures import Cost, Size
from bot.bench.load import SECRET
from bot.bench.platform import TELEGRAM_TOKEN
from bot.bench.serving import HOST, Kind, NewLoop, Serving, free_port
from bot.config import Settings, sleepless
from handlers.content import Address
from handlers.domain.office import Office
from storage import chats
from storage.database import Database, Tx, open_database
from storage.migrations import upgrade
from storage.sealing import Vault

KEY = "bench-secret-key-of-no-office-at-all"
DESK = Address("line", "group", "C" + "0" * 32)


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """What people write, from `words.yaml`; `hostile` is repeated to fill a message."""

    matters: tuple[str, ...]
    hostile: tuple[str, ...]
    track: str
    skip: str


class Bench(Struct):
    """What every part gets: the office, how much to measure, the kind of event loop, and the
    ceiling once it is known."""

    office: Office
    size: Size
    new_loop: NewLoop | None
    ceiling: Cost | None = None

    @property
    def words(self) -> Words:
        path = Path(__file__).with_name("words.yaml")
        return msgspec.yaml.decode(path.read_bytes(), type=Words)

    def serving(self, kind: Kind, folder: Path, platform: str = "") -> Serving:
        """A serving process with its data in a folder and its platforms at an address."""
        return Serving(kind, self._settings(folder, platform), self.new_loop)

    def _settings(self, folder: Path, platform: str) -> Settings:
        settings = Settings(
            office=sleepless(self.office),
            secret_key=KEY,
            line_channel_secret=(SECRET,),
            line_channel_access_token="bench-token",
            line_api_base=platform or f"http://{HOST}:1",
            database_url=f"sqlite:///{folder}/bot.db",
            data_dir=folder,
            host=HOST,
            port=free_port(),
        )
        if not platform:
            return settings
        return structs.replace(
            settings,
            telegram_bot_token=TELEGRAM_TOKEN,
            telegram_api_base=platform,
            telegram_mode="webhook",
            telegram_webhook_secret="bench-secret",
        )


@asynccontextmanager
async def room() -> AsyncIterator[Path]:
    """A folder that is gone afterwards."""
    with TemporaryDirectory(prefix="bench-") as name:
        yield Path(name)


@asynccontextmanager
async def database(folder: Path) -> AsyncIterator[Database]:
    """The database of a folder, at its newest version, with a desk for all units."""
    url = f"sqlite:///{folder}/bot.db"
    db = open_database(url, Vault(KEY), lambda: datetime.now(UTC))
    try:
        await upgrade(db)
        await db.run(_bind)
        yield db
    finally:
        await db.close()


def _bind(tx: Tx) -> None:
    chats.bind(tx, "admin", chats.ensure(tx, DESK).id)
