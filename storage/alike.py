"""Open tickets that a text looks like. Texts are sealed, so they are opened here, in the turn; who
compares them remembers what they weigh, so that each is opened once. Confidential tickets are never
opened for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from msgspec import MsgspecError
from sqlalchemy import Select, bindparam, func, select

from handlers.domain.deadline import day_of
from handlers.domain.ticket import Ticket
from handlers.facts import Sought
from storage import tickets
from storage.database import Tx
from storage.sealing import Unsealable
from storage.tables.tickets import messages
from storage.tables.tickets import tickets as table

DAYS = 60
MOST = 300
"""Tickets of the office, the newest, that a new one is compared with."""
SHOWN = 4


class Wording(NamedTuple):
    """What the citizen wrote about a ticket, in one of its wordings; whatever is added, edited or
    taken back makes another one."""

    ticket: UUID
    parts: int
    redacted: int
    revised: datetime | None


class Compare(Protocol):
    """Compares texts, and remembers what it has seen of them until it is told to forget."""

    def near(self, text: str, written: Mapping[Wording, Callable[[], str]]) -> list[Wording]:
        """Those of the texts that are about the same matter, the nearest first."""
        ...

    def keep(self, written: Collection[Wording]) -> None:
        """Forgets all others."""
        ...


_ordinary = table.c.status.is_distinct_from("closed") & table.c.confidential.is_(False)
_NEWEST = (
    select(table.c.id)
    .where(_ordinary, table.c.opened_on >= bindparam("since"))
    .order_by(table.c.opened_on.desc(), table.c.number.desc())
    .limit(MOST)
)
_THESE = select(table.c.id).where(_ordinary, table.c.id.in_(bindparam("these", expanding=True)))


def _wordings(of: Select[Any]) -> Select[Any]:
    return (
        select(
            messages.c.ticket_id,
            func.count(),
            func.count(messages.c.redacted_at),
            func.max(messages.c.revised_at),
        )
        .where(messages.c.ticket_id.in_(of), messages.c.author == "citizen")
        .group_by(messages.c.ticket_id)
        .order_by(messages.c.ticket_id)
    )


_OF_OFFICE = _wordings(_NEWEST)
_OF_PERSON = _wordings(_THESE)
_WRITTEN = (
    select(messages.c.id, messages.c.text_sealed)
    .where(messages.c.ticket_id == bindparam("ticket"), messages.c.author == "citizen")
    .where(messages.c.text_sealed.is_not(None))
    .order_by(messages.c.position)
)


def find(tx: Tx, sought: Sought, own: tuple[Ticket, ...], compare: Compare) -> tuple[Ticket, ...]:
    """At most SHOWN tickets that the text looks like, the likest first. `own`: the person's."""
    if sought.among == "own":
        rows = tx.conn.execute(_OF_PERSON, {"these": [ticket.id for ticket in own]})
    else:
        since = day_of(tx.now) - timedelta(days=DAYS)
        rows = tx.conn.execute(_OF_OFFICE, {"since": since})
    written = {wording: _opener(tx, wording.ticket) for wording in map(Wording._make, rows)}
    if sought.among == "office":
        compare.keep(written)
    near = compare.near(sought.text, written)[:SHOWN]
    found = (tickets.find(tx, wording.ticket) for wording in near)
    return tuple(ticket for ticket in found if ticket is not None)


def _opener(tx: Tx, ticket_id: UUID) -> Callable[[], str]:
    def text() -> str:
        rows = tx.conn.execute(_WRITTEN, {"ticket": ticket_id}).all()
        try:
            return "\n".join(tx.vault.open(row.text_sealed, row.id, str) for row in rows)
        except (Unsealable, MsgspecError):
            return ""  # damaged: it must not keep a new ticket from being opened

    return text
