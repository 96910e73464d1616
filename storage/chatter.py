"""Edits of what members of a group said to each other, not to us: they end before they are stored.

A platform sends every edit of a group, and only we can tell whether the message was once said to
us: its words are kept, or it still waits for its turn. An edit that overtakes its message in a
group is dropped, too; the message is then taken up as it was written first.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, exists, select

from handlers.events import Edited, Incoming
from storage import chats, shown
from storage.database import Tx
from storage.tables.queues import inbox
from storage.tables.tickets import messages

_KNOWN = select(
    exists().where(messages.c.source == bindparam("source"))
    | exists().where(inbox.c.lane == bindparam("lane"), inbox.c.status == "new")
)


def without(tx: Tx, events: Sequence[Incoming]) -> list[Incoming]:
    """The events that may be stored."""
    return [each for each in events if not _is_chatter(tx, each, events)]


def _is_chatter(tx: Tx, incoming: Incoming, together: Sequence[Incoming]) -> bool:
    event = incoming.event
    if not isinstance(event, Edited) or incoming.chat.kind == "private":
        return False
    if any(each.chat == incoming.chat and not isinstance(each.event, Edited) for each in together):
        return False  # its message may have come in the same call
    source = shown.message_name(tx, incoming.chat, event.message)
    known = {"source": source, "lane": chats.name_of(tx, incoming.chat)}
    return not tx.conn.execute(_KNOWN, known).scalar()
