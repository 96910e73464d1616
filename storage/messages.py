"""What was written about tickets, and the files that came with it.

A text stands in one place only, sealed; letters refer to it by id. So what its writer takes back
is gone from everywhere with one update.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import UNSET, Struct
from sqlalchemy import Row, bindparam, func, insert, select, update

from handlers.content import Address, FileRef
from handlers.domain.deadline import BANGKOK
from handlers.domain.ticket import Ticket
from handlers.effects import AddMessage, KeepFile, ReplyIs, Revise
from handlers.events import FileKept
from handlers.facts import Message
from storage import inbox
from storage.database import Tx
from storage.outbox import FORGOTTEN
from storage.tables.base import EPOCH
from storage.tables.queues import outbox
from storage.tables.tickets import files, messages

_INSERT = insert(messages)
_COUNT = select(func.count()).where(messages.c.ticket_id == bindparam("ticket"))
_SELECT = select(messages, files.c.status.label("file_state")).select_from(
    messages.outerjoin(files, messages.c.file_id == files.c.id)
)
_OF_TICKET = _SELECT.where(messages.c.ticket_id == bindparam("ticket")).order_by(
    messages.c.position
)


def add(tx: Tx, effect: AddMessage, ticket: Ticket, source: str) -> None:
    """Adds a message to a ticket; of anonymous reporters the day is kept, not the time."""
    veiled = effect.author == "citizen" and (ticket.anonymous or ticket.confidential)
    day = tx.now.astimezone(BANGKOK).replace(hour=0, minute=0, second=0, microsecond=0)
    values = {
        "id": effect.id,
        "ticket_id": effect.ticket,
        "position": tx.conn.execute(_COUNT, {"ticket": effect.ticket}).scalar_one(),
        "author": effect.author,
        "by_id": effect.by,
        "at": day if veiled else tx.now,
        "text_sealed": tx.vault.seal(effect.text, effect.id),
        "source": source or None,
        "file_id": effect.file,
        "state": "held" if effect.author == "reply" else "",
    }
    tx.conn.execute(_INSERT, values)


def text_of(tx: Tx, message_id: UUID) -> str | None:
    """The words of a message, None once they were taken back."""
    row = tx.conn.execute(
        select(messages.c.id, messages.c.text_sealed).where(messages.c.id == message_id)
    ).first()
    if row is None or row.text_sealed is None:
        return None
    return tx.vault.open(row.text_sealed, row.id, str)


def of_ticket(tx: Tx, ticket_id: UUID) -> tuple[Message, ...]:
    rows = tx.conn.execute(_OF_TICKET, {"ticket": ticket_id})
    return tuple(_record(tx, row) for row in rows)


def sources(tx: Tx, ticket_id: UUID) -> tuple[str, ...]:
    """The names of the platform messages that a citizen wrote about a ticket."""
    of_citizen = (messages.c.ticket_id == ticket_id) & (messages.c.author == "citizen")
    named = select(messages.c.source).where(of_citizen, messages.c.source.is_not(None))
    return tuple(tx.conn.execute(named).scalars())


def find(tx: Tx, message_id: UUID) -> Message | None:
    row = tx.conn.execute(_SELECT.where(messages.c.id == message_id)).first()
    return None if row is None else _record(tx, row)


def from_source(tx: Tx, source: str) -> tuple[Message, ...]:
    """The stored messages that came in one platform message."""
    rows = tx.conn.execute(_SELECT.where(messages.c.source == source))
    return tuple(_record(tx, row) for row in rows)


def _record(tx: Tx, row: Row[Any]) -> Message:
    text = tx.vault.open(row.text_sealed, row.id, str) if row.text_sealed else ""
    return Message(
        id=row.id,
        ticket=row.ticket_id,
        author=row.author,
        at=row.at,
        text=text,
        state=row.state,
        file=row.file_id,
        by=row.by_id,
        file_state=row.file_state or "",
    )


def mark(tx: Tx, effect: ReplyIs) -> None:
    values: dict[str, Any] = {}
    if effect.author is not UNSET:
        values["author"] = effect.author
    if effect.state is not UNSET:
        values["state"] = effect.state
    tx.conn.execute(update(messages).where(messages.c.id == effect.message).values(**values))


def revise(tx: Tx, effect: Revise, source: str, at: datetime) -> None:
    """The newest wording counts, however late an older one arrives; the first is kept beside."""
    for row in tx.conn.execute(select(messages).where(messages.c.source == source)).all():
        if row.text_sealed is None or (row.revised_at and row.revised_at > at):
            continue
        tx.conn.execute(
            update(messages)
            .where(messages.c.id == row.id)
            .values(
                text_sealed=tx.vault.seal(effect.text, row.id),
                earlier_sealed=row.earlier_sealed or row.text_sealed,
                revised_at=at,
            )
        )


def redact(tx: Tx, source: str) -> None:
    """Forgets what came in a platform message: words, earlier words, file, letters still to go."""
    gone = {"text_sealed": None, "earlier_sealed": None, "redacted_at": tx.now}
    of_source = select(messages.c.id).where(messages.c.source == source)
    # A reply that is still held goes out under the id of its message.
    tx.conn.execute(
        update(outbox)
        .where(outbox.c.id.in_(of_source), outbox.c.status.in_(("queued", "waiting", "held")))
        .values(status="cancelled", reason="unsent", ended_at=tx.now, **FORGOTTEN)
    )
    tx.conn.execute(update(messages).where(messages.c.source == source).values(**gone))
    tx.conn.execute(
        update(files)
        .where(files.c.source == source)
        .values(status="erase", ref_sealed=None, not_before=tx.now)
    )


class Wanted(Struct, frozen=True):
    """A file that is to be fetched or erased."""

    id: UUID
    status: str
    file: FileRef | None
    attempts: int


def want(tx: Tx, effect: KeepFile, source: str, chat: Address) -> None:
    tx.conn.execute(
        insert(files).values(
            id=effect.id,
            source=source or None,
            status="wanted",
            kind=effect.file.kind,
            ref_sealed=tx.vault.seal((effect.file, chat), effect.id),
            not_before=tx.now,
        )
    )


def wanted(tx: Tx, most: int = 8) -> list[Wanted]:
    """Files whose fetch or erasure is due."""
    rows = tx.conn.execute(
        select(files)
        .where(files.c.status.in_(("wanted", "erase")), files.c.not_before <= tx.now)
        .order_by(files.c.not_before)
        .limit(most)
    )
    return [Wanted(row.id, row.status, _ref(tx, row), row.attempts) for row in rows]


def _ref(tx: Tx, row: Row[Any]) -> FileRef | None:
    if row.ref_sealed is None:
        return None
    return tx.vault.open(row.ref_sealed, row.id, tuple[FileRef, Address])[0]


def file_is(tx: Tx, file_id: UUID, status: str, size: int | None = None, reason: str = "") -> None:
    """How a fetch ended. The chat that sent the file hears of it: a person unless all is well, a
    group always, since the file may be an answer that waits for it."""
    row = tx.conn.execute(select(files).where(files.c.id == file_id)).one()
    if row.status == "erase" and status != "erased":
        return
    tx.conn.execute(
        update(files)
        .where(files.c.id == file_id)
        # When it came is no longer needed, and would date an anonymous ticket.
        .values(status=status, size=size, reason=reason or None, not_before=EPOCH)
    )
    if status not in ("kept", "refused", "lost") or not row.ref_sealed:
        return
    chat = tx.vault.open(row.ref_sealed, row.id, tuple[FileRef, Address])[1]
    if status != "kept" or chat.kind == "group":
        inbox.put_own(tx, chat, FileKept(file_id, status, reason), f"file|{file_id}|{status}")


def fetch_again(tx: Tx, file_id: UUID, delay: float) -> None:
    tx.conn.execute(
        update(files)
        .where(files.c.id == file_id)
        .values(attempts=files.c.attempts + 1, not_before=tx.now + timedelta(seconds=delay))
    )


class Kept(Struct, frozen=True):
    """A file on our disk, as a link may show it."""

    id: UUID
    kind: str
    name: str
    mime: str
    status: str


def kept(tx: Tx, file_id: UUID) -> Kept | None:
    row = tx.conn.execute(select(files).where(files.c.id == file_id)).first()
    if row is None or row.ref_sealed is None:
        return None
    ref = _ref(tx, row)
    assert ref is not None
    return Kept(row.id, row.kind, ref.name, ref.mime, row.status)
