"""The contract of both databases, and what SQLite's one file and one writer add to it."""

from __future__ import annotations

import asyncio
import inspect
import shutil
import sqlite3
import threading
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from uuid import uuid4

import aiosqlite
import pytest
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.clock import Clock
from storage.database import Conflict, Database, SqliteDatabase, Tx, Unavailable, open_database
from storage.sealing import Vault
from storage.tables.chats import counters, desks
from tests.storage.case import until

SOON = 5.0


def count(tx: Tx, name: str) -> None:
    tx.conn.execute(insert(counters).values(name=name, value=1))


def counted(tx: Tx) -> list[str]:
    return sorted(tx.conn.execute(select(counters.c.name)).scalars())


def refused(tx: Tx) -> None:
    count(tx, "half")
    raise LookupError("a defect of the unit")


@pytest.fixture
async def file(sqlite_address: str, vault: Vault, clock: Clock) -> AsyncIterator[SqliteDatabase]:
    opened = SqliteDatabase(Path(sqlite_address.removeprefix("sqlite:///")), vault, clock.now)
    yield opened
    await opened.close()


async def test_the_private_parts_of_aiosqlite_are_as_we_use_them(tmp_path: Path) -> None:
    assert list(inspect.signature(aiosqlite.Connection._execute).parameters)[:2] == ["self", "fn"]
    async with aiosqlite.connect(tmp_path / "x.db") as raw:
        assert isinstance(raw._conn, sqlite3.Connection)
        thread = await raw._execute(threading.get_ident)  # type: ignore[no-untyped-call]
        assert thread != threading.get_ident()


async def test_a_unit_happens_wholly_or_not_at_all(db: Database) -> None:
    with pytest.raises(LookupError):
        await db.run(refused)
    assert await db.read(counted) == []


async def test_a_unit_that_raises_takes_no_other_with_it(db: Database) -> None:
    units = [partial(count, name=name) for name in "abcdefgh"]
    results = await asyncio.gather(
        *(db.run(unit) for unit in units[:4]),
        db.run(refused),
        *(db.run(unit) for unit in units[4:]),
        return_exceptions=True,
    )
    assert [type(each) for each in results if each is not None] == [LookupError]
    assert await db.read(counted) == list("abcdefgh")


async def test_a_result_is_told_only_when_it_is_durable(
    db: Database, address: str, vault: Vault, clock: Clock
) -> None:
    other = open_database(address, vault, clock.now)

    async def run_and_look(name: str) -> bool:
        await db.run(lambda tx: count(tx, name))
        return name in await other.read(counted)

    assert all(await asyncio.gather(*(run_and_look(f"n{n}") for n in range(20))))
    await other.close()


async def test_five_hundred_units_at_once(db: Database) -> None:
    await db.run(lambda tx: count(tx, "n"))

    def up(tx: Tx) -> int:
        more = update(counters).values(value=counters.c.value + 1).returning(counters.c.value)
        return int(tx.conn.execute(more).scalar_one())

    found = await asyncio.gather(*(db.run(up) for _ in range(500)))
    assert sorted(found) == list(range(2, 502))


async def test_a_reader_cannot_write(db: Database) -> None:
    with pytest.raises((Unavailable, DBAPIError)):
        await db.read(lambda tx: count(tx, "no"))
    assert await db.read(counted) == []


async def test_a_reader_does_not_wait_for_the_writer(db: Database) -> None:
    writing, read = threading.Event(), threading.Event()

    def slow(tx: Tx) -> bool:
        count(tx, "slow")
        writing.set()
        return read.wait(SOON)

    writer = asyncio.create_task(db.run(slow))
    assert await asyncio.to_thread(writing.wait, SOON)
    assert await db.read(counted) == []
    read.set()
    assert await writer, "the reader waited for the writer"


async def test_a_conflict_reaches_who_waits(db: Database) -> None:
    def lost(tx: Tx) -> None:
        raise Conflict("somebody was first")

    with pytest.raises(Conflict):
        await db.run(lost)


async def test_units_that_fail_to_commit_run_again_singly(file: SqliteDatabase) -> None:
    runs: list[str] = []

    def good(name: str) -> None:
        runs.append(name)

    def run(tx: Tx, name: str) -> str:
        good(name)
        count(tx, name)
        return name

    def spoils_the_commit(tx: Tx) -> None:
        tx.conn.execute(text("PRAGMA defer_foreign_keys=ON"))
        tx.conn.execute(insert(desks).values(desk="admin", chat_id=uuid4(), bound_at=tx.now))

    results = await asyncio.gather(
        file.run(lambda tx: run(tx, "a")),
        file.run(spoils_the_commit),
        file.run(lambda tx: run(tx, "b")),
        return_exceptions=True,
    )
    assert results[0] == "a" and isinstance(results[1], IntegrityError) and results[2] == "b"
    assert runs == ["a", "b", "a", "b"]
    assert await file.read(counted) == ["a", "b"]
    await file.run(lambda tx: count(tx, "c"))
    assert await file.read(counted) == ["a", "b", "c"]


async def all_unavailable(db: Database, units: int) -> bool:
    async with asyncio.timeout(SOON):
        results = await asyncio.gather(
            *(db.run(lambda tx: count(tx, "x")) for _ in range(units)), return_exceptions=True
        )
    return all(isinstance(each, Unavailable) for each in results)


@pytest.mark.parametrize("units", [1, 40])
async def test_a_file_that_is_gone_takes_nothing(file: SqliteDatabase, units: int) -> None:
    await file.run(lambda tx: count(tx, "before"))
    file.path.unlink()
    assert await all_unavailable(file, units)
    with pytest.raises(Unavailable):
        await file.read(counted)
    assert not file.path.exists(), "an empty file in its place would look like a new office"


async def test_a_file_put_in_place_of_the_old_is_opened(
    file: SqliteDatabase, sqlite_template: Path
) -> None:
    await file.run(lambda tx: count(tx, "before"))
    for path in file.path.parent.glob("only.db*"):
        path.unlink()
    shutil.copy(sqlite_template, file.path)
    await file.run(lambda tx: count(tx, "after"))
    assert await file.read(counted) == ["after"]


@pytest.mark.parametrize("units", [1, 40])
async def test_a_file_that_cannot_be_written_takes_nothing(
    file: SqliteDatabase, units: int
) -> None:
    await file.run(lambda tx: tx.conn.execute(text("SELECT 1")).scalar())
    assert file._raw is not None
    await file._raw.execute("PRAGMA query_only=ON")
    assert await all_unavailable(file, units)
    await file._raw.execute("PRAGMA query_only=OFF")
    await file.run(lambda tx: count(tx, "again"))
    assert await file.read(counted) == ["again"]


async def test_a_file_locked_by_another_process_takes_nothing_and_keeps_nobody(
    file: SqliteDatabase,
) -> None:
    await file.run(lambda tx: count(tx, "before"))
    assert file._raw is not None
    await file._raw.execute("PRAGMA busy_timeout=50")
    with sqlite3.connect(file.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert await all_unavailable(file, 100)
        other.execute("ROLLBACK")
    await file.run(lambda tx: count(tx, "after"))
    assert await file.read(counted) == ["after", "before"]


@pytest.mark.parametrize("what", ["no database", "a folder", "below a file"])
async def test_what_is_no_database_is_unavailable(
    tmp_path: Path, vault: Vault, clock: Clock, what: str
) -> None:
    path = tmp_path / "x.db"
    if what == "a folder":
        path.mkdir()
    else:
        path.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    if what == "below a file":
        path = path / "bot.db"
    before = threading.active_count()
    db = open_database(f"sqlite:///{path}", vault, clock.now)
    assert await all_unavailable(db, 3)
    with pytest.raises(Unavailable):
        await db.read(counted)
    await db.close()
    # A thread that stayed behind would keep the process from stopping.
    await until(lambda: threading.active_count() <= before)


async def test_a_refusal_says_nothing_of_what_was_written(file: SqliteDatabase) -> None:
    def broken(tx: Tx) -> None:
        tx.conn.execute(text("INSERT INTO nowhere VALUES (:word)"), {"word": "secret"})

    for units in ([broken], [broken, broken]):
        told = await asyncio.gather(*(file.run(unit) for unit in units), return_exceptions=True)
        assert all(isinstance(each, Unavailable) and "secret" not in str(each) for each in told)


async def test_a_server_that_is_not_there_is_unavailable(vault: Vault, clock: Clock) -> None:
    db = open_database("postgresql://postgres@127.0.0.1:1/nowhere", vault, clock.now)
    assert await all_unavailable(db, 3)
    with pytest.raises(Unavailable):
        await db.read(counted)
    await db.close()


@pytest.mark.parametrize("address", ["postgres"], indirect=True)
async def test_a_unit_that_lost_its_connection_did_not_happen(db: Database) -> None:
    def cut(tx: Tx) -> None:
        count(tx, "half")
        tx.conn.execute(select(func.pg_terminate_backend(func.pg_backend_pid())))

    with pytest.raises(Unavailable):
        await db.run(cut)
    await db.run(lambda tx: count(tx, "whole"))
    assert await db.read(counted) == ["whole"]


@pytest.mark.parametrize("address", ["postgres"], indirect=True)
async def test_who_loses_a_deadlock_runs_again(db: Database) -> None:
    for name in "ab":
        await db.run(partial(count, name=name))
    barrier = threading.Barrier(2, timeout=SOON)
    tries: list[str] = []

    def cross(tx: Tx, first: str, second: str) -> None:
        tries.append(first)
        tx.conn.execute(text("SET LOCAL deadlock_timeout = '20ms'"))
        for name in (first, second):
            more = update(counters).where(counters.c.name == name)
            tx.conn.execute(more.values(value=counters.c.value + 1))
            if name == first and len(tries) <= 2:
                barrier.wait()

    await asyncio.gather(
        db.run(lambda tx: cross(tx, "a", "b")), db.run(lambda tx: cross(tx, "b", "a"))
    )
    assert len(tries) == 3
    both = await db.read(lambda tx: list(tx.conn.execute(select(counters.c.value)).scalars()))
    assert both == [3, 3]
