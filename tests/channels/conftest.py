"""Finds the channels under the contract: every `tests/channels/<name>/case.py` with its `CASE`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tests.channels.case import Case

NAMES = sorted(path.parent.name for path in Path(__file__).parent.glob("*/case.py"))


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest) -> Case:
    """Each channel in turn."""
    found = import_module(f"tests.channels.{request.param}.case").CASE
    assert isinstance(found, Case)
    return found
