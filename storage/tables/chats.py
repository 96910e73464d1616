"""Who can be reached, who is staff, and which chat is whose desk.

`chats` is the one table with platform ids, and they are sealed. `name` is the keyed hash of the
address; an alias chat (of an anonymous or confidential ticket) has none, so that it matches no
other row.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, LargeBinary, String, Table, Uuid

from storage.tables.base import Instant, metadata

chats = Table(
    "chats",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", String(32), unique=True),
    Column("kind", String(8), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("address_sealed", LargeBinary, nullable=False),
    Column("display_sealed", LargeBinary),
    Column("locale", String(8)),
    Column("state", String(8), nullable=False, server_default="active"),
    Column("state_at", Instant),
    Column("announcements", String(3), nullable=False, server_default="on"),
    Column("privacy_version", String(16), nullable=False, server_default=""),
    Column("draft_sealed", LargeBinary),
    Column("menu_sealed", LargeBinary),
    Column("reply_sealed", LargeBinary),
    Column("reply_at", Instant),
)

desks = Table(
    "desks",
    metadata,
    Column("desk", String(40), primary_key=True),
    Column("chat_id", Uuid, ForeignKey(chats.c.id), nullable=False, index=True),
    Column("bound_at", Instant, nullable=False),
)

grants = Table(
    "grants",
    metadata,
    Column("chat_id", Uuid, ForeignKey(chats.c.id), primary_key=True),
    Column("role", String(20), primary_key=True),
    Column("desk", String(40), primary_key=True),
    Column("granted_at", Instant, nullable=False),
    Column("since", Date),
    Column("until", Date),
    Column("capacity", String(10)),
)

invites = Table(
    "invites",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("desk", String(40), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("since", Date),
    Column("until", Date),
    Column("capacity", String(10)),
)

canned = Table(
    "canned",
    metadata,
    Column("desk", String(40), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("text_sealed", LargeBinary, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Integer, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value_sealed", LargeBinary, nullable=False),
)
