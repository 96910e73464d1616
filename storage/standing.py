"""How the whole office stands at a moment, in a handful of counts; for the morning summary."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, select

from handlers.domain.deadline import day_of
from handlers.facts import Late, Standing
from storage import marks
from storage.database import Tx
from storage.tables.chats import marks as marks_table
from storage.tables.queues import inbox, outbox
from storage.tables.tickets import tickets

REFUSED = "alert-refused|"
"""How the marks of `storage.alerts` begin that say so."""

_open = tickets.c.status != "closed"
_ordinary = tickets.c.confidential.is_(False)


def now(tx: Tx) -> Standing:
    """Confidential tickets are not counted: their desk alone knows of them."""
    today = day_of(tx.now)
    return Standing(
        new=_count(tx, tickets.c.status == "new"),
        due_today=_count(tx, and_(_open, tickets.c.due_on == today)),
        late=_late(tx),
        reopened=_count(tx, tickets.c.status == "reopened"),
        letters=_letters(tx),
        parked=tx.conn.execute(
            select(func.count()).select_from(inbox).where(inbox.c.status == "parked")
        ).scalar_one(),
        refused=_refused(tx),
    )


def _letters(tx: Tx) -> dict[str, int]:
    """How many letters are in each state that is not an end."""
    unended = (outbox.c.ended_at.is_(None), outbox.c.free.is_(False))
    counted = select(outbox.c.status, func.count()).where(*unended).group_by(outbox.c.status)
    return {status: count for status, count in tx.conn.execute(counted)}


def _refused(tx: Tx) -> tuple[str, ...]:
    """The channels of which the technical desk was told today that they do not take our token."""
    names = select(marks_table.c.name).where(marks_table.c.name.startswith(REFUSED))
    today = day_of(tx.now).isoformat()
    told = [name for name in tx.conn.execute(names).scalars() if marks.read(tx, name) == today]
    return tuple(sorted(name.removeprefix(REFUSED) for name in told))


def _count(tx: Tx, condition: ColumnElement[bool]) -> int:
    count: int = tx.conn.execute(
        select(func.count()).select_from(tickets).where(condition, _ordinary)
    ).scalar_one()
    return count


def _late(tx: Tx) -> tuple[Late, ...]:
    """The units with late tickets, the one with most of them first. A clock that stands still
    is not late."""
    rows = tx.conn.execute(
        select(tickets.c.group_id, tickets.c.due_on, tickets.c.claimant_id)
        .where(_open, _ordinary, tickets.c.paused_on.is_(None))
        .where(tickets.c.due_on < day_of(tx.now))
        .order_by(tickets.c.due_on, tickets.c.number)
    )
    by_group: dict[str, Late] = {}
    for row in rows:
        known = by_group.get(row.group_id)
        by_group[row.group_id] = (
            Late(row.group_id, known.count + 1, known.oldest_due, known.claimant)
            if known
            else Late(row.group_id, 1, row.due_on, row.claimant_id)
        )
    return tuple(sorted(by_group.values(), key=lambda each: -each.count))
