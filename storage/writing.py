"""Inserting where a row may be there already, in the words of either engine."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx

Insert = sqlite.Insert | postgresql.Insert


def insert_into(tx: Tx, table: Table) -> Insert:
    """An INSERT that knows ON CONFLICT, which SQLAlchemy offers for each engine by itself."""
    return postgresql.insert(table) if tx.postgres else sqlite.insert(table)
