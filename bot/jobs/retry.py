"""What a failed delivery means: a pure policy, no loop.

A letter that surely did not arrive is tried again with growing pauses; one that may have arrived
is repeated once if a person waits for it, and otherwise ends as `unknown`; one that the platform
will never take ends as `failed` with the reason.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.channels.base import SendError
from storage.delivery import Outcome
from storage.outbox import PRIORITIES

MOST_TRIES = 10
PAUSES = (1, 2, 5, 15, 60, 300, 900, 1800, 3600, 7200)
"""Seconds before the next try; together under LINE's 24 hours for a retry key."""


def pause(attempts: int) -> timedelta:
    """How long to wait after so many tries."""
    return timedelta(seconds=PAUSES[min(attempts, len(PAUSES)) - 1])


def after(error: SendError, attempts: int, priority: int, now: datetime) -> Outcome:
    """How a pack goes on after an error, at the `attempts`-th try (1 is the first)."""
    bulk = priority >= PRIORITIES["bulk"]
    if error.reason in ("token", "migrated"):
        return Outcome("queued", error.reason, again_at=now)
    if error.reason == "rate":
        wait = timedelta(seconds=error.retry_after) if error.retry_after else pause(attempts)
        return Outcome("queued", "rate", again_at=now + wait)
    if error.reason == "quota":
        return Outcome("failed" if bulk else "waiting", "quota")
    if error.reason == "uncertain":
        if bulk or attempts >= 2:
            return Outcome("unknown", "uncertain")
        return Outcome("queued", "uncertain", again_at=now + pause(attempts))
    if error.retryable and attempts < MOST_TRIES:
        return Outcome("queued", error.reason, again_at=now + pause(attempts))
    return Outcome("failed", error.reason)
