"""Canned answers of the units, sealed, by unit and name."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select

from handlers.effects import KeepCanned
from handlers.facts import Canned
from storage.database import Tx
from storage.tables.chats import canned
from storage.writing import insert_or_change

_OF_GROUP = select(canned).where(canned.c.desk == bindparam("desk")).order_by(canned.c.name)


def keep(tx: Tx, effect: KeepCanned) -> None:
    """Keeps an answer under its name; an empty text takes it away."""
    if not effect.text:
        of_group = delete(canned).where(canned.c.desk == effect.group)
        tx.conn.execute(of_group.where(canned.c.name == effect.name))
        return
    sealed = tx.vault.seal(effect.text, _place(effect.group, effect.name))
    row = {"desk": effect.group, "name": effect.name, "text_sealed": sealed}
    tx.conn.execute(insert_or_change(tx, canned, "text_sealed"), row)


def of_group(tx: Tx, group: str) -> tuple[Canned, ...]:
    """A unit's canned answers in the order of their names."""
    rows = tx.conn.execute(_OF_GROUP, {"desk": group})
    return tuple(
        Canned(row.name, tx.vault.open(row.text_sealed, _place(group, row.name), str))
        for row in rows
    )


def _place(group: str, name: str) -> str:
    return f"canned|{group}|{name}"
