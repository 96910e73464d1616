"""Who has been given which role, and who works for a desk."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, delete, select

from handlers.domain.deadline import day_of
from handlers.domain.people import Grant
from handlers.facts import Holder
from storage.database import Tx
from storage.tables.chats import grants
from storage.tables.tickets import acts, exclusions
from storage.writing import insert_new, insert_or_change

_OF_PERSON = select(grants).where(grants.c.chat_id == bindparam("person"))
_OF_DESK = select(grants).where(grants.c.desk == bindparam("desk")).order_by(grants.c.granted_at)
_EVERY = select(grants).order_by(grants.c.granted_at, grants.c.role)
_ACTED = select(acts.c.person_id).where(
    acts.c.chat_id == bindparam("chat"), acts.c.person_id.is_not(None)
)
_EXCLUDED = select(exclusions.c.person_id).where(exclusions.c.ticket_id == bindparam("ticket"))


def grants_of(tx: Tx, person: UUID) -> tuple[Grant, ...]:
    """The roles that a person holds today."""
    return _holding(tx.conn.execute(_OF_PERSON, {"person": person}).all(), day_of(tx.now))


def grant(tx: Tx, person: UUID, given: Grant) -> None:
    """Gives a role; given again, its period and capacity are the newest."""
    values = {
        "granted_at": tx.now,
        "since": given.since,
        "until": given.until,
        "capacity": given.capacity,
    }
    row = {"chat_id": person, "role": given.role, "desk": given.group}
    tx.conn.execute(insert_or_change(tx, grants, *values), row | values)


def revoke(tx: Tx, person: UUID, group: str) -> bool:
    """Takes a person's roles for a unit away, or all of them (`group` ""); False: there were
    none."""
    of_person = delete(grants).where(grants.c.chat_id == person)
    taken = tx.conn.execute(of_person.where(grants.c.desk == group) if group else of_person)
    return taken.rowcount > 0


def granted(tx: Tx) -> dict[UUID, tuple[Grant, ...]]:
    """Everybody's grants, whatever day they are for, the longest holder first."""
    found: dict[UUID, tuple[Grant, ...]] = {}
    for row in tx.conn.execute(_EVERY):
        found[row.chat_id] = (*found.get(row.chat_id, ()), _grant(row))
    return found


def holders(tx: Tx, sought: Holder) -> tuple[UUID, ...]:
    """Who holds a role for a unit today, the longest holder first."""
    rows = tx.conn.execute(_OF_DESK, {"desk": sought.group}).all()
    today = day_of(tx.now)
    return tuple(
        row.chat_id for row in rows if row.role == sought.role and _grant(row).holds(today)
    )


def working_for(tx: Tx, desk: str, chat: UUID | None) -> tuple[UUID, ...]:
    """The people who hold a role for a desk today and those who have acted in its chat."""
    today = day_of(tx.now)
    rows = tx.conn.execute(_OF_DESK, {"desk": desk}).all()
    given = [row.chat_id for row in rows if _grant(row).holds(today)]
    acted = tx.conn.execute(_ACTED.distinct(), {"chat": chat}).scalars() if chat else ()
    return tuple(dict.fromkeys((*given, *sorted(acted))))


def exclude(tx: Tx, ticket: UUID, person: UUID) -> None:
    tx.conn.execute(insert_new(tx, exclusions), {"ticket_id": ticket, "person_id": person})


def excluded(tx: Tx, ticket: UUID) -> tuple[UUID, ...]:
    return tuple(tx.conn.execute(_EXCLUDED, {"ticket": ticket}).scalars())


def _holding(rows: Any, today: date) -> tuple[Grant, ...]:
    return tuple(given for given in map(_grant, rows) if given.holds(today))


def _grant(row: Row[Any]) -> Grant:
    return Grant(row.role, row.desk, row.since, row.until, row.capacity)
