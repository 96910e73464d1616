"""The policy, as a table: what a failed delivery means."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from bot.channels.base import Reason, SendError
from bot.jobs import retry
from storage.delivery import Outcome
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
    ("unreachable", True, ANSWER, 500, "queued", 1800),
    ("blocked", False, ANSWER, 1, "failed", None),
    ("gone", False, ANSWER, 1, "failed", None),
    ("mute", False, ANSWER, 1, "failed", None),
    ("rejected", False, ANSWER, 1, "failed", None),
    ("forbidden", False, ANSWER, 1, "queued", 60),
    ("forbidden", False, BULK, 9999, "queued", 60),
]


@pytest.mark.parametrize(("reason", "again", "priority", "attempts", "status", "wait"), POLICY)
def test_the_policy(
    reason: Reason, again: bool, priority: int, attempts: int, status: str, wait: float | None
) -> None:
    error = SendError(reason, retryable=again, retry_after=7.0 if reason == "rate" else None)
    outcome = retry.after(error, attempts, priority, NOON - timedelta(days=2), NOON)
    assert (outcome.status, outcome.reason) == (status, reason)
    expected = None if wait is None else NOON + timedelta(seconds=wait)
    assert outcome.again_at == expected


def test_the_table_names_every_reason() -> None:
    assert {line[0] for line in POLICY} == set(get_args(Reason))


def test_pauses_grow_to_half_an_hour() -> None:
    pauses = [retry.pause(attempts) for attempts in range(1, 100)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(seconds=1), timedelta(minutes=30))


@pytest.mark.parametrize("reason", ["unreachable", "rate"])
def test_after_three_days_a_letter_is_too_old_however_seldom_it_was_tried(reason: Reason) -> None:
    error = SendError(reason, retryable=True, retry_after=7.0)
    since = NOON - retry.OLDEST
    outcome = retry.after(error, 2, ANSWER, since, NOON)
    assert (outcome.status, outcome.reason) == ("stale", "too old")
    just = retry.after(error, 2, ANSWER, since + timedelta(seconds=1), NOON)
    assert just.status == "queued"


def test_the_technical_desk_hears_of_what_it_can_mend() -> None:
    heard: dict[str, str] = {}
    for reason in get_args(Reason):
        error = SendError(reason)
        alarm = retry.alarm(error, retry.after(error, 1, ANSWER, NOON, NOON), "line")
        heard |= {reason: alarm.key} if alarm else {}
    assert heard == {
        "rejected": "alert-rejected",
        "forbidden": "alert-refused",
        "quota": "alert-quota",
    }
    given_up = retry.alarm(SendError("rate"), Outcome("stale", "too old"), "line")
    assert given_up is not None and given_up.key == "alert-stale"


def test_a_rate_without_a_time_waits_longer_each_time() -> None:
    error = SendError("rate", retryable=True)
    waits = [retry.after(error, n, ANSWER, NOON, NOON).again_at for n in (1, 2, 3)]
    assert waits == [NOON + retry.pause(n) for n in (1, 2, 3)]
