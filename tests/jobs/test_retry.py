"""The policy, as a table: what a failed delivery means."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from bot.channels.base import Reason, SendError
from bot.jobs import retry
from storage.outbox import PRIORITIES
from tests.storage.case import NOON

ANSWER, BULK = PRIORITIES["answer"], PRIORITIES["bulk"]
#  reason, retryable, priority, attempts -> status, seconds until the next try
POLICY = [
    ("token", False, ANSWER, 1, "queued", 0),
    ("migrated", False, ANSWER, 1, "queued", 0),
    ("rate", True, ANSWER, 1, "queued", 7),
    ("rate", True, BULK, 99, "queued", 7),
    ("quota", False, ANSWER, 1, "waiting", None),
    ("quota", False, BULK, 1, "failed", None),
    ("uncertain", False, ANSWER, 1, "queued", 1),
    ("uncertain", False, ANSWER, 2, "unknown", None),
    ("uncertain", False, BULK, 1, "unknown", None),
    ("unreachable", True, ANSWER, 1, "queued", 1),
    ("unreachable", True, BULK, 5, "queued", 60),
    ("unreachable", True, ANSWER, retry.MOST_TRIES, "failed", None),
    ("blocked", False, ANSWER, 1, "failed", None),
    ("gone", False, ANSWER, 1, "failed", None),
    ("rejected", False, ANSWER, 1, "failed", None),
    ("forbidden", False, ANSWER, 1, "failed", None),
]


@pytest.mark.parametrize(("reason", "again", "priority", "attempts", "status", "wait"), POLICY)
def test_the_policy(
    reason: Reason, again: bool, priority: int, attempts: int, status: str, wait: float | None
) -> None:
    error = SendError(reason, retryable=again, retry_after=7.0 if reason == "rate" else None)
    outcome = retry.after(error, attempts, priority, NOON)
    assert (outcome.status, outcome.reason) == (status, reason)
    expected = None if wait is None else NOON + timedelta(seconds=wait)
    assert outcome.again_at == expected


def test_the_table_names_every_reason() -> None:
    assert {line[0] for line in POLICY} == set(get_args(Reason))


def test_pauses_grow_and_end_before_line_forgets_the_retry_key() -> None:
    pauses = [retry.pause(attempts) for attempts in range(1, retry.MOST_TRIES)]
    assert pauses == sorted(pauses)
    assert sum(pauses, timedelta()) < timedelta(hours=24)
    assert retry.pause(1000) == retry.pause(len(retry.PAUSES))


def test_a_rate_without_a_time_waits_longer_each_time() -> None:
    waits = [retry.after(SendError("rate"), n, ANSWER, NOON).again_at for n in (1, 2, 3)]
    assert waits == [NOON + retry.pause(n) for n in (1, 2, 3)]
