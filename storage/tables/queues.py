"""What came in and waits, what must go out, and what is due later.

`inbox.lane` orders the events of one chat and is emptied, like the payload, once the event is
done: a row that stays says only that this event was seen.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    false,
    text,
)
from sqlalchemy.types import Boolean

from storage.tables.base import Instant, metadata
from storage.tables.chats import chats

Sequence = BigInteger().with_variant(Integer, "sqlite")

inbox = Table(
    "inbox",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),
    Column("account", String(40), nullable=False),
    Column("event_id", String(100), nullable=False),
    Column("lane", String(32), nullable=False),
    Column("status", String(8), nullable=False, server_default="new"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("payload_sealed", LargeBinary),
    Column("received_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("reason", String(200)),
    UniqueConstraint("account", "event_id"),
    sqlite_autoincrement=True,
)
Index(
    "ix_inbox_waiting",
    inbox.c.lane,
    inbox.c.seq,
    sqlite_where=text("status = 'new'"),
    postgresql_where=text("status = 'new'"),
)
Index(
    "ix_inbox_new",
    inbox.c.seq,
    sqlite_where=text("status = 'new'"),
    postgresql_where=text("status = 'new'"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),
    Column("id", Uuid, nullable=False, unique=True),
    Column("chat_id", Uuid, ForeignKey(chats.c.id)),
    Column("desk", String(40)),
    Column("priority", Integer, nullable=False),
    Column("status", String(10), nullable=False),
    Column("free", Boolean, nullable=False, server_default=false()),
    Column("shape", String(10), nullable=False, server_default="text"),
    Column("ticket_id", Uuid),
    Column("letter_sealed", LargeBinary),
    Column("retry_key", Uuid),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("tried_at", Instant),
    Column("keyed_at", Instant),
    Column("leased_until", Instant),
    Column("worth_until", Instant),
    Column("ended_at", Instant),
    Column("route", String(8)),
    Column("reason", String(200)),
    # Whose next message lets a waiting row go; a hash that stands in no other table, so that an
    # alias chat is not matched with its real one.
    Column("wakes", String(32), index=True),
    sqlite_autoincrement=True,
)
Index(
    "ix_outbox_queued",
    outbox.c.priority,
    outbox.c.seq,
    sqlite_where=text("status = 'queued'"),
    postgresql_where=text("status = 'queued'"),
)
Index(
    "ix_outbox_unended",
    outbox.c.chat_id,
    outbox.c.status,
    sqlite_where=text("ended_at IS NULL"),
    postgresql_where=text("ended_at IS NULL"),
)
Index("ix_outbox_ticket_id", outbox.c.ticket_id)

# Our messages as the platform knows them: what was quoted or pressed, and what can be edited.
# They keep the day only, and no order: neighbours would tell who wrote an anonymous ticket.
sent = Table(
    "sent",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("chat_id", Uuid, ForeignKey(chats.c.id), nullable=False),
    Column("ticket_id", Uuid),
    Column("shape", String(10), nullable=False),
    Column("asks", String(64)),
    Column("message_sealed", LargeBinary, nullable=False),
    Column("on", Date, nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_sent_ticket_id_chat_id", sent.c.ticket_id, sent.c.chat_id)

timers = Table(
    "timers",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("due_at", Instant, nullable=False, index=True),
    Column("payload_sealed", LargeBinary, nullable=False),
)
