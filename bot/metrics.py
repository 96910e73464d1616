"""The figures of the running process, for Prometheus. No label ever says who."""

from __future__ import annotations

from prometheus_client import Counter, Gauge

EVENTS = Counter("bot_events", "Events accepted from a platform", ["channel"])
INBOX = Gauge("bot_inbox", "Events that wait for their turn or are parked", ["status"])
OUTBOX = Gauge("bot_outbox", "Letters that have not come to an end", ["status"])
