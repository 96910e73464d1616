"""For all tests: in CI nothing may skip.

Locally a test that wants a browser, a font or the platform descriptions in ../shared skips with a
reason where it is missing; `.ci/run` brings them, so there a skip is a failure.
"""

from __future__ import annotations

import os

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fails the run for its skips; their reasons are shown."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("CI"):
        return
    skipped = reporter.stats.get("skipped", [])
    if not skipped:
        return
    session.exitstatus = pytest.ExitCode.TESTS_FAILED
    reporter.ensure_newline()
    reporter.section("skipped, which is a failure in CI")
    for report in skipped:
        reporter.line(f"{report.nodeid}: {report.longrepr[-1]}")
