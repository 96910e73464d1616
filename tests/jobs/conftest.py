"""The fixtures of both engines, and the App against both stand-ins."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.jobs.running import Running, running
from tests.storage.engines import address, clock, db, postgres, sqlite_template, vault

__all__ = ["address", "clock", "db", "postgres", "sqlite_template", "vault"]


@pytest.fixture
async def stage(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[Running]:
    async with running(tmp_path, sqlite_template) as started:
        yield started
