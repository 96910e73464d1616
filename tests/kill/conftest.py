"""The mark by which these tests, which take half a minute, can be left out."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "kill: real processes that are killed")
