"""Inserting where a row may be there already, in the words of either engine.

The statements are made once, since making one costs more than running it; values are handed in when
they run.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx

Insert = sqlite.Insert | postgresql.Insert


def insert_into(tx: Tx, table: Table) -> Insert:
    """An INSERT that knows ON CONFLICT, which SQLAlchemy offers for each engine by itself."""
    return _insert(tx.conn.dialect.name, table)


def insert_new(tx: Tx, table: Table) -> Insert:
    """An INSERT that leaves what is there as it is."""
    return _new(tx.conn.dialect.name, table)


def insert_or_change(tx: Tx, table: Table, *fields: str) -> Insert:
    """An INSERT that changes some fields of the row that has the primary key already."""
    return _or_change(tx.conn.dialect.name, table, fields)


def _insert(dialect: str, table: Table) -> Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@cache
def _new(dialect: str, table: Table) -> Insert:
    return _insert(dialect, table).on_conflict_do_nothing()


@cache
def _or_change(dialect: str, table: Table, fields: tuple[str, ...]) -> Insert:
    statement = _insert(dialect, table)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={field: getattr(statement.excluded, field) for field in fields},
    )
