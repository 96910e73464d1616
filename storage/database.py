"""The one way to the database: whole units of work, as plain functions of a transaction.

`run` is the only writer. On SQLite the units that wait are committed together (each under a
savepoint, one COMMIT), in the thread that aiosqlite owns; on PostgreSQL one unit is one
transaction. `read` uses query-only connections, so that a report never delays a webhook.
A unit must be repeatable: after a failed COMMIT or a serialization failure it runs again.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, Generic, Protocol, TypeVar

import aiosqlite
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool

from storage.postgres import PostgresDatabase
from storage.sealing import Vault
from storage.transaction import Conflict, Damaged, Tx, Unavailable

__all__ = ["Conflict", "Damaged", "Database", "SqliteDatabase", "Tx", "Unavailable"]
__all__ += ["open_database"]

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
BROKEN = (sqlite3.Error, SQLAlchemyError, OSError, ValueError)
"""What the file, the driver and its thread raise; a unit's own errors never get that far."""


class Database(Protocol):
    """Both engines."""

    vault: Vault

    async def run(self, unit: Callable[[Tx], T]) -> T:
        """Runs a unit and returns its result once it is durable. Raises what the unit raises,
        Unavailable when the database does not take it."""
        ...

    async def read(self, unit: Callable[[Tx], T]) -> T:
        """Runs a unit that only reads, beside the writer. Raises Unavailable."""
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

    def refuse(self, why: Unavailable) -> None:
        if not self.done.done():
            self.done.set_exception(why)


class SqliteDatabase:
    """One file. aiosqlite owns the writing thread and its connection; its private parts are
    touched here alone (`tests/storage/test_database.py` holds them to what is used).

    A file that was moved away takes nothing more: what is written to it would be lost. One that
    was put in its place is opened anew."""

    def __init__(self, path: Path, vault: Vault, now: Now) -> None:
        self.path = path
        self.vault = vault
        self._now = now
        self._waiting: list[_Waiting[Any]] = []
        self._writer: asyncio.Task[None] | None = None
        self._raw: aiosqlite.Connection | None = None
        self._conn: Connection | None = None
        self._inode: tuple[int, int] | None = None
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
        try:
            await self._open()
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._readers, partial(self._read, unit))
        except (sqlite3.Error, OSError) as why:
            raise self._refusal(why) from why
        except DatabaseError as why:
            if not _failed(why):
                raise
            raise self._refusal(why) from why

    def _read(self, unit: Callable[[Tx], T]) -> T:
        with self._read_engine.connect() as conn, conn.begin():
            return unit(Tx(conn, self.vault, self._now()))

    async def _open(self) -> aiosqlite.Connection:
        async with self._opening:
            if self._raw is not None and _inode(self.path) != self._inode:
                await self._shut()
            if self._raw is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                raw = await aiosqlite.connect(self.path, isolation_level=None)
                try:
                    self._conn = await _hop(raw, _sqlite_writer, raw._conn)
                except BROKEN:
                    await raw.close()
                    raise
                self._raw, self._inode = raw, _inode(self.path)
            return self._raw

    async def _shut(self) -> None:
        if self._raw is not None:
            assert self._conn is not None
            raw, self._raw = self._raw, None
            await _hop(raw, self._conn.close)
            await raw.close()
            self._read_engine.dispose()

    async def _write(self) -> None:
        """Writes until nobody waits. One batch at a time, so that those who come meanwhile
        share the next commit."""
        while self._waiting:
            # Units that are queued in this same pass of the loop belong to the batch.
            await asyncio.sleep(0)
            batch, self._waiting = self._waiting, []
            why = Unavailable("the writer was stopped")
            try:
                await self._commit(batch)
            except BROKEN as error:
                why = self._refusal(error)
            finally:
                # Whatever happened: nobody is left waiting, and nothing counts as written.
                for waiting in batch:
                    waiting.refuse(why)

    async def _commit(self, batch: list[_Waiting[Any]]) -> None:
        raw = await self._open()
        begun = 0
        while begun < len(batch):
            taken = await _hop(raw, self._batch, batch[begun : begun + BATCH_UNITS])
            for waiting in batch[begun : begun + taken]:
                waiting.settle()
            begun += taken

    def _batch(self, batch: Sequence[_Waiting[Any]]) -> int:
        """Runs the head of a batch in one transaction, in the writer's thread; returns how many
        units are settled. A failing COMMIT lets them run again one by one; where not even BEGIN
        works, nobody needs to try."""
        assert self._conn is not None
        transaction = self._conn.begin()
        started = perf_counter()
        taken = 0
        try:
            with transaction:
                for waiting in batch:
                    taken += 1
                    self._nested(waiting)
                    if perf_counter() - started > BATCH_SECONDS:
                        break
        except (DBAPIError, sqlite3.Error):
            for waiting in batch[:taken]:
                self._single(waiting)
        return taken

    def _nested(self, waiting: _Waiting[Any]) -> None:
        assert self._conn is not None
        waiting.error = None
        # Savepoints beneath SQLAlchemy, whose own cost as much as three statements.
        raw = self._sqlite()
        raw.execute("SAVEPOINT unit")
        try:
            waiting.result = waiting.unit(Tx(self._conn, self.vault, self._now()))
        except Exception as why:
            if _failed(why):
                raise
            raw.execute("ROLLBACK TO unit")
            waiting.error = why
        raw.execute("RELEASE unit")

    def _sqlite(self) -> sqlite3.Connection:
        assert self._raw is not None
        return self._raw._conn

    def _single(self, waiting: _Waiting[Any]) -> None:
        assert self._conn is not None
        waiting.error = None
        try:
            with self._conn.begin():
                waiting.result = waiting.unit(Tx(self._conn, self.vault, self._now()))
        except Exception as why:  # noqa: BLE001 - whatever it is belongs to who waits for the unit
            waiting.error = self._refusal(why) if _failed(why) else why

    def _refusal(self, why: BaseException) -> Unavailable:
        """What the database said, without the statement and its values."""
        said = why.orig if isinstance(why, DBAPIError) else why
        if type(said) is sqlite3.DatabaseError:
            return Damaged(str(said), str(self.path))
        return Unavailable(str(said))

    async def close(self) -> None:
        if self._writer is not None:
            await self._writer
        await self._shut()
        self._readers.shutdown()
        self._read_engine.dispose()


async def _hop(raw: aiosqlite.Connection, work: Callable[..., T], *args: object) -> T:
    """Runs a function in the thread that owns the connection."""
    done: T = await raw._execute(work, *args)  # type: ignore[no-untyped-call]
    return done


def _inode(path: Path) -> tuple[int, int]:
    """Which file it is. Raises OSError when there is none."""
    found = path.stat()
    return found.st_dev, found.st_ino


def _failed(why: Exception) -> bool:
    """Whether the database failed (locked, full, damaged …) and not the unit."""
    damaged = isinstance(why, DatabaseError) and type(why.orig) is sqlite3.DatabaseError
    return damaged or isinstance(why, OperationalError)


def _sqlite_writer(raw: sqlite3.Connection) -> Connection:
    """SQLAlchemy over a connection that is there already, with explicit transactions."""
    for pragma in PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")

    def begin(conn: Connection) -> None:
        if raw.in_transaction:  # a COMMIT failed and left it open
            raw.rollback()
        conn.exec_driver_sql("BEGIN IMMEDIATE")

    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    event.listen(engine, "begin", begin)
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
