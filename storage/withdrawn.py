"""What was taken back or edited before it came: a late redelivery must not bring it in as it was.

Known by the keyed hash of the platform message. What was unsent is kept without words; an edited
wording is kept sealed until its message comes. Both are forgotten after some days, when no platform
delivers any more.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import structs
from sqlalchemy import bindparam, delete, select

from handlers.events import Event, FileSent, LocationSent, TextSent
from storage.database import Tx
from storage.tables.tickets import withdrawn
from storage.writing import insert_or_change

KEPT = timedelta(days=3)

_FIND = select(withdrawn).where(withdrawn.c.name == bindparam("name"))
_USED = delete(withdrawn).where(withdrawn.c.name == bindparam("name"))
_OLD = delete(withdrawn).where(withdrawn.c.at < bindparam("before"))


def put(tx: Tx, name: str, at: datetime, text: str | None = None) -> None:
    """A message was taken back (`text` None) or edited. The newest edit counts; what was taken
    back stays so."""
    known = tx.conn.execute(_FIND, {"name": name}).first()
    if known and text is not None and (known.text_sealed is None or known.at > at):
        return
    sealed = None if text is None else tx.vault.seal(text, f"withdrawn|{name}")
    values = {"at": at, "text_sealed": sealed}
    tx.conn.execute(insert_or_change(tx, withdrawn, *values), {"name": name} | values)


def as_it_stands(tx: Tx, event: Event, name: str) -> Event | None:
    """The event in its newest wording; None where it was taken back before it came."""
    known = tx.conn.execute(_FIND, {"name": name}).first()
    if known is None:
        return event
    if known.text_sealed is None:
        return None
    text = tx.vault.open(known.text_sealed, f"withdrawn|{name}", str)
    # The words go where messages are kept.
    tx.conn.execute(_USED, {"name": name})
    if isinstance(event, TextSent):
        return structs.replace(event, text=text)
    return structs.replace(event, caption=text) if isinstance(event, FileSent) else event


def forget_old(tx: Tx) -> None:
    tx.conn.execute(_OLD, {"before": tx.now - KEPT})


def message_of(event: Event) -> str:
    """The platform's id of what somebody wrote or sent, "" for any other event."""
    return event.message if isinstance(event, TextSent | FileSent | LocationSent) else ""
