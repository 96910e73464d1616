"""The fixtures of both engines, and the App for the tests of its HTTP side."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests.jobs.running import Running, running
from tests.storage.engines import sqlite_template

__all__ = ["sqlite_template"]


@pytest.fixture
async def stage(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[Running]:
    async with running(tmp_path, sqlite_template) as started:
        yield started


@pytest.fixture
async def http(stage: Running) -> AsyncIterator[ClientSession]:
    async with ClientSession(stage.base) as session:
        yield session
