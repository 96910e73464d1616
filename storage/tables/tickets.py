"""Tickets, what was written about them, their files, and the record of acts.

Texts are sealed. Anonymous and confidential tickets keep days instead of times and refer to an
alias chat. `acts` is append-only and holds opaque ids only; `corrections` lead to no ticket.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Uuid,
    false,
    true,
)

from storage.tables.base import Instant, metadata
from storage.tables.chats import chats

tickets = Table(
    "tickets",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", String(30), nullable=False, unique=True),
    Column("kind", String(24), nullable=False),
    Column("group_id", String(40), nullable=False),
    Column("status", String(12), nullable=False),
    Column("reporter_id", Uuid, ForeignKey(chats.c.id), nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("opened_at", Instant),
    Column("due_on", Date, nullable=False),
    Column("confidential", Boolean, nullable=False, server_default=false()),
    Column("anonymous", Boolean, nullable=False, server_default=false()),
    Column("confirmed", Boolean, nullable=False, server_default=true()),
    Column("urgent", Boolean, nullable=False, server_default=false()),
    Column("urgency_reason", String(16)),
    Column("school_id", String(20)),
    Column("strategy_id", String(32)),
    Column("claimant_id", Uuid),
    Column("forwards", Integer, nullable=False, server_default="0"),
    Column("outcome", String(20)),
    Column("paused_on", Date),
    Column("closed_on", Date),
    Column("merged_into", Uuid, index=True),
    Column("register", String(40), nullable=False, server_default=""),
    Column("reopened", Integer, nullable=False, server_default="0"),
    Column("rating", Integer),
    Column("solved", Boolean),
    Column("reading_sealed", LargeBinary),
    Column("version", Integer, nullable=False, server_default="1"),
)
Index("ix_tickets_reporter_id", tickets.c.reporter_id, tickets.c.opened_on)
Index("ix_tickets_desk", tickets.c.group_id, tickets.c.status, tickets.c.due_on)

exclusions = Table(
    "exclusions",
    metadata,
    Column("ticket_id", Uuid, ForeignKey(tickets.c.id), primary_key=True),
    Column("person_id", Uuid, ForeignKey(chats.c.id), primary_key=True),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("ticket_id", Uuid, ForeignKey(tickets.c.id), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("author", String(8), nullable=False),
    Column("by_id", Uuid),
    Column("at", Instant, nullable=False),
    Column("text_sealed", LargeBinary),
    Column("earlier_sealed", LargeBinary),
    Column("source", String(32), index=True),
    Column("file_id", Uuid),
    Column("state", String(10), nullable=False, server_default=""),
    Column("revised_at", Instant),
    Column("redacted_at", Instant),
)

withdrawn = Table(
    "withdrawn",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("text_sealed", LargeBinary),
)

files = Table(
    "files",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("source", String(32), index=True),
    Column("status", String(8), nullable=False, index=True),
    Column("ref_sealed", LargeBinary),
    Column("kind", String(8), nullable=False),
    Column("size", Integer),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", Instant, nullable=False),
    Column("reason", String(40)),
)

acts = Table(
    "acts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("act", String(30), nullable=False),
    Column("ticket_id", Uuid, index=True),
    Column("person_id", Uuid),
    Column("chat_id", Uuid),
    Column("detail", String(100), nullable=False, server_default=""),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("on", Date, nullable=False),
    Column("body_sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,  # no order: neighbours would tell of which ticket they are
)
