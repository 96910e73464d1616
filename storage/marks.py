"""What an office's database remembers of itself, sealed: one value a name.

The first mark says by which SECRET_KEY everything is sealed: with another one nothing could be
read, and events would be parked one by one.
"""

from __future__ import annotations

from sqlalchemy import select

from storage.database import Tx
from storage.sealing import Unsealable
from storage.tables.chats import marks
from storage.writing import insert_new, insert_or_change

_KEY = "key"


class OtherKey(Exception):
    """What is stored was sealed with another SECRET_KEY."""


def keep_key(tx: Tx) -> None:
    """Marks a new database as sealed with our key. Raises OtherKey where another one was used."""
    sealed = tx.vault.seal(_KEY, _KEY)
    tx.conn.execute(insert_new(tx, marks), {"name": _KEY, "value_sealed": sealed})
    same_key(tx)


def same_key(tx: Tx) -> None:
    """Raises OtherKey where the database was sealed with another key than ours."""
    try:
        read(tx, _KEY)
    except Unsealable:
        raise OtherKey from None


def read(tx: Tx, name: str) -> str:
    """The value of a mark, "" where there is none. Raises storage.sealing.Unsealable."""
    sealed = tx.conn.execute(select(marks.c.value_sealed).where(marks.c.name == name)).scalar()
    return tx.vault.open(sealed, name, str) if sealed else ""


def write(tx: Tx, name: str, value: str) -> None:
    """Sets a mark; its name has 40 characters at most."""
    values = {"name": name, "value_sealed": tx.vault.seal(value, name)}
    tx.conn.execute(insert_or_change(tx, marks, "value_sealed"), values)
