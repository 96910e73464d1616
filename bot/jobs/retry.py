"""What a failed delivery means: a pure policy, no loop.

A letter that surely did not arrive is tried again with growing pauses for three days, then it is
`stale`; while our token is refused it stays queued, since only a new token helps. One that may have
arrived is repeated once if a person waits for it, and otherwise ends as `unknown`; one that the
platform will never take ends as `failed` with the reason.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.channels.base import SendError
from handlers.content import Text
from storage.delivery import Outcome
from storage.outbox import PRIORITIES

PAUSES = (1, 2, 5, 15, 60, 300, 900, 1800)
"""Seconds before the next try; the last one goes on."""
TOKEN_PAUSE = timedelta(minutes=1)
OLDEST = timedelta(days=3)
"""From the first try on: what is older would only confuse who gets it."""


def pause(attempts: int) -> timedelta:
    """How long to wait after so many tries."""
    return timedelta(seconds=PAUSES[min(attempts, len(PAUSES)) - 1])


def after(
    error: SendError, attempts: int, priority: int, since: datetime, now: datetime
) -> Outcome:
    """How a pack goes on after an error, at the `attempts`-th try (1 is the first, at `since`)."""
    bulk = priority >= PRIORITIES["bulk"]
    if error.reason in ("token", "migrated"):
        return Outcome("queued", error.reason, again_at=now)
    if error.reason == "forbidden":
        return Outcome("queued", "forbidden", again_at=now + TOKEN_PAUSE)
    if error.reason == "quota":
        return Outcome("failed" if bulk else "waiting", "quota")
    if error.reason == "uncertain":
        if bulk or attempts >= 2:
            return Outcome("unknown", "uncertain")
        return Outcome("queued", "uncertain", again_at=now + pause(attempts))
    if not error.retryable:
        return Outcome("failed", error.reason)
    if now - since >= OLDEST:
        return Outcome("stale", "too old")
    wait = timedelta(seconds=error.retry_after) if error.retry_after else pause(attempts)
    return Outcome("queued", error.reason, again_at=now + wait)


def alarm(error: SendError, outcome: Outcome, channel: str) -> Text | None:
    """What the technical desk should hear of it, if anything."""
    if outcome.status == "stale":
        return Text("alert-stale", {"channel": channel})
    if error.reason == "forbidden":
        return Text("alert-refused", {"channel": channel})
    if error.reason == "rejected":
        return Text("alert-rejected", {"channel": channel})
    return Text("alert-quota", {"channel": channel}) if error.reason == "quota" else None
