"""One-time codes: kept as keyed hashes, valid until used or expired."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import insert, select, update
from uuid_utils.compat import uuid7

from handlers.domain.people import Grant, Invite, InviteState
from storage.database import Conflict, Tx
from storage.tables.chats import invites


def create(tx: Tx, code: str, given: Grant, hours: int) -> None:
    """Stores a code that gives a role for a unit (or binds its desk) once, for some hours."""
    tx.conn.execute(
        insert(invites).values(
            id=uuid7(),
            code_hash=tx.vault.code(code),
            role=given.role,
            desk=given.group,
            since=given.since,
            until=given.until,
            capacity=given.capacity,
            expires_at=tx.now + timedelta(hours=hours),
        )
    )


def find(tx: Tx, code: str) -> Invite | None:
    """The invite of a code, None for a code that was never given out."""
    row = tx.conn.execute(select(invites).where(invites.c.code_hash == tx.vault.code(code))).first()
    if row is None:
        return None
    state: InviteState = "valid" if tx.now < row.expires_at else "expired"
    if row.used_at is not None:
        state = "used"
    return Invite(row.id, row.role, row.desk, state, row.since, row.until, row.capacity)


def use(tx: Tx, invite: UUID) -> None:
    """Spends an invite. Raises Conflict when somebody else did so first."""
    unused = update(invites).where(invites.c.id == invite, invites.c.used_at.is_(None))
    if tx.conn.execute(unused.values(used_at=tx.now)).rowcount != 1:
        raise Conflict("the invite was used meanwhile")
