"""What a unit of work gets, and the ways in which it does not happen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from storage.sealing import Vault


class Tx:
    """An open transaction with what storage functions need beside it."""

    __slots__ = ("conn", "now", "vault")

    def __init__(self, conn: Connection, vault: Vault, now: datetime) -> None:
        self.conn = conn
        self.vault = vault
        self.now = now

    @property
    def postgres(self) -> bool:
        return self.conn.dialect.name == "postgresql"


class Unavailable(Exception):
    """The database cannot be reached or written now; the unit did not happen."""


class Damaged(Unavailable):
    """The file of the database is damaged, or is none."""

    def __init__(self, why: str, file: str) -> None:
        super().__init__(why)
        self.file = file


class Conflict(Exception):
    """Another turn changed the same record first; run the unit again."""
