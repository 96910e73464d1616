"""Finding tickets of a desk by a word, a school or a number. Texts are sealed, so the newest are
opened and looked into; that is quick enough for the hundreds that a desk has.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from msgspec import MsgspecError
from sqlalchemy import bindparam, select

from handlers.domain.office import Office
from handlers.domain.schools import find_schools, fold
from handlers.domain.ticket import Ticket
from storage import tickets
from storage.database import Tx
from storage.sealing import Unsealable
from storage.tables.tickets import messages

MOST_LOOKED_AT = 500
MOST_SCHOOLS = 3

_WRITTEN = select(messages.c.id, messages.c.text_sealed).where(
    messages.c.ticket_id == bindparam("ticket"), messages.c.text_sealed.is_not(None)
)


def of_desks(
    tx: Tx, desks: Sequence[str], words: str, office: Office, most: int = 10
) -> tuple[Ticket, ...]:
    """The newest tickets of some desks, closed ones too, that hold all of the words."""
    sought = [fold(word) for word in words.split()]
    schools = {school.id for school in find_schools(office.schools, words, MOST_SCHOOLS)}
    found: list[Ticket] = []
    for ticket in tickets.newest_of_desks(tx, desks, MOST_LOOKED_AT):
        if len(found) < most and (ticket.school in schools or _holds(tx, ticket, sought)):
            found.append(ticket)
    return tuple(found)


def _holds(tx: Tx, ticket: Ticket, sought: list[str]) -> bool:
    known = fold(" ".join((ticket.number, ticket.register, *_texts(tx, ticket.id))))
    return bool(sought) and all(word in known for word in sought)


def _texts(tx: Tx, ticket: UUID) -> list[str]:
    rows = tx.conn.execute(_WRITTEN, {"ticket": ticket}).all()
    try:
        return [tx.vault.open(row.text_sealed, row.id, str) for row in rows]
    except (Unsealable, MsgspecError):
        return []  # damaged: it must not keep the others from being found
