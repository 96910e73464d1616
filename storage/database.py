"""The one way to the database: whole units of work, as plain functions of a transaction.

`run` is the only writer. On SQLite the units that wait are committed together (each under a
savepoint, one COMMIT), in the thread that aiosqlite owns; on PostgreSQL one unit is one
transaction. `read` uses query-only connections, so that a report never delays a webhook.
A unit must be repeatable: after a failed COMMIT or a serialization failure it runs again.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, Generic, Protocol, TypeVar

import aiosqlite
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool, StaticPool

from storage.sealing import Vault

T = TypeVar("T")
Now = Callable[[], datetime]

BATCH_UNITS = 32
BATCH_SECONDS = 0.020
READERS = 3
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "secure_delete=ON",
)


class Tx:
    """An open transaction with what storage functions need beside it."""

    __slots__ = ("conn", "now", "vault")

    def __init__(self, conn: Connection, vault: Vault, now: datetime) -> None:
        self.conn = conn
        self.vault = vault
        self.now = now

    @property
    def postgres(self) -> bool:
        return self.conn.dialect.name == "postgresql"


class Unavailable(Exception):
    """The database cannot be reached or written now; the unit did not happen."""


class Conflict(Exception):
    """Another turn changed the same record first; run the unit again."""


class Database(Protocol):
    """Both engines; `engine` is for migrations only."""

    vault: Vault

    async def run(self, unit: Callable[[Tx], T]) -> T:
        """Runs a unit and returns its result once it is durable. Raises what the unit raises,
        Unavailable when the database does not take it."""
        ...

    async def read(self, unit: Callable[[Tx], T]) -> T:
        """Runs a unit that only reads, beside the writer."""
        ...

    async def close(self) -> None: ...


def open_database(url: str, vault: Vault, now: Now) -> Database:
    """The database of a DATABASE_URL (`sqlite:///…` or `postgresql://…`); opened at first use."""
    if url.startswith("sqlite:///"):
        return SqliteDatabase(Path(url.removeprefix("sqlite:///")), vault, now)
    return PostgresDatabase(url.replace("postgresql://", "postgresql+psycopg://", 1), vault, now)


class _Waiting(Generic[T]):
    """A unit of work and who waits for it."""

    __slots__ = ("done", "error", "result", "unit")

    def __init__(self, unit: Callable[[Tx], T], done: asyncio.Future[T]) -> None:
        self.unit = unit
        self.done = done
        self.result: T | None = None
        self.error: Exception | None = None

    def settle(self) -> None:
        if self.done.done():
            return
        if self.error is not None:
            self.done.set_exception(self.error)
        else:
            self.done.set_result(self.result)  # type: ignore[arg-type]


class SqliteDatabase:
    """One file. aiosqlite owns the writing thread and its connection; its private parts are
    touched here alone (`tests/storage/test_database.py` holds them to what is used)."""

    def __init__(self, path: Path, vault: Vault, now: Now) -> None:
        self.path = path
        self.vault = vault
        self._now = now
        self._waiting: list[_Waiting[Any]] = []
        self._writer: asyncio.Task[None] | None = None
        self._raw: aiosqlite.Connection | None = None
        self._conn: Connection | None = None
        self._opening = asyncio.Lock()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._read_engine = _sqlite_reader(path)

    async def run(self, unit: Callable[[Tx], T]) -> T:
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(unit, done))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        return await done

    async def read(self, unit: Callable[[Tx], T]) -> T:
        await self._open()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, partial(self._read, unit))

    def _read(self, unit: Callable[[Tx], T]) -> T:
        try:
            with self._read_engine.connect() as conn, conn.begin():
                return unit(Tx(conn, self.vault, self._now()))
        except OperationalError as why:
            raise Unavailable(str(why.orig)) from why

    async def _open(self) -> aiosqlite.Connection:
        async with self._opening:
            if self._raw is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                raw = await aiosqlite.connect(self.path, isolation_level=None)
                self._conn = await _hop(raw, _sqlite_writer, raw._conn)
                self._raw = raw
            return self._raw

    async def _write(self) -> None:
        """Writes until nobody waits. One batch at a time, so that those who come meanwhile
        share the next commit."""
        while self._waiting:
            # Units that are queued in this same pass of the loop belong to the batch.
            await asyncio.sleep(0)
            batch, self._waiting = self._waiting, []
            try:
                raw = await self._open()
                while batch:
                    taken = await _hop(raw, self._batch, batch)
                    for waiting in batch[:taken]:
                        waiting.settle()
                    batch = batch[taken:]
            except (sqlite3.Error, OSError, OperationalError, ValueError) as why:
                for waiting in batch:
                    waiting.error = Unavailable(str(why))
                    waiting.settle()

    def _batch(self, batch: list[_Waiting[Any]]) -> int:
        """Runs the head of a batch in one transaction, in the writer's thread; returns how many
        units are settled. A failing COMMIT lets them run again one by one."""
        assert self._conn is not None
        if len(batch) == 1:
            self._single(batch[0])
            return 1
        started = perf_counter()
        taken = 0
        try:
            with self._conn.begin():
                for waiting in batch[:BATCH_UNITS]:
                    taken += 1
                    self._nested(waiting)
                    if perf_counter() - started > BATCH_SECONDS:
                        break
        except OperationalError:
            for waiting in batch[:taken]:
                self._single(waiting)
        return taken

    def _nested(self, waiting: _Waiting[Any]) -> None:
        assert self._conn is not None
        waiting.error = None
        savepoint = self._conn.begin_nested()
        try:
            waiting.result = waiting.unit(Tx(self._conn, self.vault, self._now()))
        except OperationalError:
            raise
        except Exception as why:  # noqa: BLE001 - whatever it is belongs to who waits for the unit
            savepoint.rollback()
            waiting.error = why
        else:
            savepoint.commit()

    def _single(self, waiting: _Waiting[Any]) -> None:
        assert self._conn is not None
        waiting.error = None
        try:
            with self._conn.begin():
                waiting.result = waiting.unit(Tx(self._conn, self.vault, self._now()))
        except OperationalError as why:
            waiting.error = Unavailable(str(why.orig))
        except Exception as why:  # noqa: BLE001 - whatever it is belongs to who waits for the unit
            waiting.error = why

    async def close(self) -> None:
        if self._writer is not None:
            await self._writer
        if self._raw is not None:
            assert self._conn is not None
            await _hop(self._raw, self._conn.close)
            await self._raw.close()
            self._raw = None
        self._readers.shutdown()
        self._read_engine.dispose()


async def _hop(raw: aiosqlite.Connection, work: Callable[..., T], *args: object) -> T:
    """Runs a function in the thread that owns the connection."""
    done: T = await raw._execute(work, *args)  # type: ignore[no-untyped-call]
    return done


def _sqlite_writer(raw: sqlite3.Connection) -> Connection:
    """SQLAlchemy over a connection that is there already, with explicit transactions."""
    for pragma in PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine.connect()


def _sqlite_reader(path: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        raw = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        raw.execute("PRAGMA query_only=ON")
        raw.execute("PRAGMA busy_timeout=10000")
        return raw

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=READERS)
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN"))
    return engine


class PostgresDatabase:
    """A PostgreSQL server by psycopg; one unit is one transaction in a thread of its own."""

    TRIES = 4

    def __init__(self, url: str, vault: Vault, now: Now) -> None:
        self.vault = vault
        self._now = now
        self.engine = create_engine(url, pool_size=8, max_overflow=4, pool_pre_ping=True)
        self._reading = self.engine.execution_options(postgresql_readonly=True)
        self._threads = ThreadPoolExecutor(8, thread_name_prefix="postgres")

    async def run(self, unit: Callable[[Tx], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(self._unit, unit))

    async def read(self, unit: Callable[[Tx], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(self._read, unit))

    def _read(self, unit: Callable[[Tx], T]) -> T:
        try:
            with self._reading.begin() as conn:
                return unit(Tx(conn, self.vault, self._now()))
        except OperationalError as why:
            raise Unavailable(str(why.orig)) from why

    def _unit(self, unit: Callable[[Tx], T]) -> T:
        for left in reversed(range(self.TRIES)):
            try:
                with self.engine.begin() as conn:
                    return unit(Tx(conn, self.vault, self._now()))
            except OperationalError as why:
                # 40001 serialization failure, 40P01 deadlock: the other one won, run again.
                if left and getattr(why.orig, "sqlstate", None) in ("40001", "40P01"):
                    continue
                raise Unavailable(str(why.orig)) from why
        raise Unavailable("the database kept refusing the unit")

    async def close(self) -> None:
        self._threads.shutdown()
        self.engine.dispose()
