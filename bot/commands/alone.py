"""One process at a time on a SQLite database: two would send the same letters.

The lock is the operating system's: it ends with its process, however that ends. PostgreSQL needs
none, as rows are leased there.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from bot.commands.refusals import Refusal
from bot.config import Settings
from handlers.content import Text


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Holds `DATA_DIR/serve.lock` for as long as it lasts. Raises Refusal where another process
    holds it, OSError where it cannot be made."""
    if not settings.database_url.startswith("sqlite:"):
        yield
        return
    path = settings.data_dir / "serve.lock"
    with path.open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(Text("cli-already-running", {"path": str(path)})) from None
        yield
