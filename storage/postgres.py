"""A PostgreSQL server by psycopg: one unit is one transaction in a thread of its own.

Readers have threads of their own too, so that a report never delays a webhook.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from storage.sealing import Vault
from storage.transaction import Tx, Unavailable

T = TypeVar("T")

WRITERS = 8
READERS = 4
TRIES = 4
CONNECT_SECONDS = 5
LOST_TO_ANOTHER = ("40001", "40P01")
"""Serialization failure, deadlock: the other one won, the unit runs again."""


class PostgresDatabase:
    def __init__(self, url: str, vault: Vault, now: Callable[[], datetime]) -> None:
        self.vault = vault
        self._now = now
        self._engine = create_engine(
            url,
            pool_size=WRITERS,
            max_overflow=READERS,
            pool_pre_ping=True,
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
        self._reading = self._engine.execution_options(postgresql_readonly=True)
        self._writers = ThreadPoolExecutor(WRITERS, thread_name_prefix="postgres")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")

    async def run(self, unit: Callable[[Tx], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writers, partial(self._unit, unit))

    async def read(self, unit: Callable[[Tx], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, partial(self._read, unit))

    def _read(self, unit: Callable[[Tx], T]) -> T:
        try:
            with self._reading.begin() as conn:
                return unit(Tx(conn, self.vault, self._now()))
        except OperationalError as why:
            raise Unavailable(str(why.orig)) from why

    def _unit(self, unit: Callable[[Tx], T]) -> T:
        for left in reversed(range(TRIES)):
            try:
                with self._engine.begin() as conn:
                    return unit(Tx(conn, self.vault, self._now()))
            except OperationalError as why:
                if left and getattr(why.orig, "sqlstate", None) in LOST_TO_ANOTHER:
                    continue
                raise Unavailable(str(why.orig)) from why
        raise Unavailable("the database kept refusing the unit")

    async def close(self) -> None:
        self._writers.shutdown()
        self._readers.shutdown()
        self._engine.dispose()
