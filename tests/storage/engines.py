"""Both engines for tests: a migrated, empty database for each test, made from a template.

PostgreSQL comes as a wheel (pgserver) and runs once for all tests, without fsync, on a socket of
its own. Started by root it runs as a user `pgserver`, which it adds to the machine, and needs a
folder that this user can reach: not below pytest's own, which is root's alone.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from bot.clock import Clock
from storage.database import Database, open_database
from storage.migrations import upgrade
from storage.sealing import Vault

SECRET = "a secret of the tests, long enough"
_names = count(1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault() -> Vault:
    return Vault(SECRET)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(_migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of the server, with the database `template` migrated on it."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    try:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        import pgserver

        server = pgserver.get_server(folder / "data", cleanup_mode="delete")
    except (ImportError, OSError, RuntimeError, AssertionError) as why:
        shutil.rmtree(folder, ignore_errors=True)
        if os.environ.get("CI"):
            pytest.fail(f"no PostgreSQL: {why}")
        pytest.skip(f"no PostgreSQL: {why}")
    address = str(server.get_uri())
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute("ALTER SYSTEM SET fsync = off")
        admin.execute("ALTER SYSTEM SET full_page_writes = off")
        admin.execute("SELECT pg_reload_conf()")
        admin.execute("CREATE DATABASE template")
    asyncio.run(_migrate(database_at(address, "template")))
    yield address
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def database_at(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The DATABASE_URL of a migrated, empty database."""
    if request.param == "sqlite":
        path = tmp_path / "bot.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    server: str = request.getfixturevalue("postgres")
    name = f"test{next(_names)}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template")
    return database_at(server, name)


@pytest.fixture
async def db(address: str, vault: Vault, clock: Clock) -> AsyncIterator[Database]:
    opened = open_database(address, vault, clock.now)
    yield opened
    await opened.close()


@pytest.fixture
def sqlite_address(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "only.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


async def _migrate(address: str) -> None:
    opened = open_database(address, Vault(SECRET), Clock().now)
    await upgrade(opened)
    await opened.close()
