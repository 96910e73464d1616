"""The office's own timers, made at start where they are missing: the first time, for tickets that
were opened before there were reminders, and after a turn that failed for good."""

from __future__ import annotations

from handlers.domain.office import Office
from handlers.watching import next_summary, watch
from storage import tickets, timers
from storage.database import Tx


def keep_timers(tx: Tx, office: Office) -> None:
    """Those that are set stay as they are, so that a restart neither doubles nor loses one."""
    timers.keep(tx, timers.OFFICE, next_summary(office, tx.now))
    for ticket, due_on in tickets.due_dates(tx).items():
        timers.keep(tx, timers.OFFICE, watch(ticket, due_on, office, tx.now))
