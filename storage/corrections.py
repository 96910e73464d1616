"""What citizens and staff chose for texts that were read otherwise: kept to learn from, sealed.

A row has a random id and a day. The messages that the text came in stand only inside the seal, as
hashes found nowhere else, so that a text goes when its writer takes a message of it back.
"""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from msgspec import Struct
from sqlalchemy import delete, insert, select

from handlers.domain.correction import Correction
from storage.database import Tx
from storage.tables.tickets import corrections


class _Kept(Struct, frozen=True):
    correction: Correction
    sources: frozenset[str]


def add(tx: Tx, correction: Correction, sources: tuple[str, ...]) -> None:
    """Keeps a correction; `sources` are the names of the messages that its text came in."""
    kept = _Kept(correction, frozenset(_hidden(tx, source) for source in sources if source))
    row = uuid4()
    sealed = tx.vault.seal(kept, row)
    tx.conn.execute(insert(corrections).values(id=row, on=correction.on, body_sealed=sealed))


def every(tx: Tx) -> list[Correction]:
    """All corrections, in the same order each time, the oldest day first."""
    return [kept.correction for _, kept in _all(tx)]


def forget(tx: Tx, source: str) -> None:
    """Removes what was learned from a message that was taken back or edited."""
    name = _hidden(tx, source)
    for row, kept in _all(tx):
        if name in kept.sources:
            tx.conn.execute(delete(corrections).where(corrections.c.id == row))


def forget_before(tx: Tx, first: date) -> None:
    """Removes what was chosen before a day."""
    tx.conn.execute(delete(corrections).where(corrections.c.on < first))


def _all(tx: Tx) -> list[tuple[object, _Kept]]:
    rows = tx.conn.execute(select(corrections).order_by(corrections.c.on, corrections.c.id))
    return [(row.id, tx.vault.open(row.body_sealed, row.id, _Kept)) for row in rows]


def _hidden(tx: Tx, source: str) -> str:
    return tx.vault.name("correction", source)
