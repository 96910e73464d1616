"""Chats: how an address becomes an id that says nothing, and what is known of the chat."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import UNSET
from sqlalchemy import Row, bindparam, insert, select, update
from uuid_utils.compat import uuid4

from handlers.content import Address, Choice
from handlers.domain.office import ALONE, DIRECTOR_ALONE, SPECIAL_DESKS, Office
from handlers.domain.people import Person
from handlers.effects import ChatIs
from handlers.events import Incoming, Unfollowed, Unsent
from handlers.facts import Chat, Draft
from storage import staff
from storage.database import Tx
from storage.tables.chats import chats, desks
from storage.writing import insert_new, insert_or_change

REPLY_TOKEN_LIFE = timedelta(seconds=50)
"""LINE promises one minute from the webhook; the call itself needs some of it."""

_BY_NAME = select(chats).where(chats.c.name == bindparam("name"))
_BY_ID = select(chats).where(chats.c.id == bindparam("id"))
_DESKS = select(desks.c.desk, desks.c.chat_id)
_TOKEN = (
    update(chats)
    .where(chats.c.id == bindparam("of"))
    .values(reply_sealed=bindparam("reply_sealed"), reply_at=bindparam("reply_at"))
)
_DISPLAY, _DRAFT, _MENU = (
    update(chats).where(chats.c.id == bindparam("of")).values({column: bindparam("sealed")})
    for column in ("display_sealed", "draft_sealed", "menu_sealed")
)
ChatRow = Row[Any]


def name_of(tx: Tx, address: Address) -> str:
    """The keyed hash by which an address is known."""
    return tx.vault.name(address.lane)


def known(tx: Tx, address: Address) -> ChatRow | None:
    """The row of a chat, None if we never heard of it."""
    return tx.conn.execute(_BY_NAME, {"name": name_of(tx, address)}).first()


def ensure(tx: Tx, address: Address) -> ChatRow:
    """The row of a chat, made if this is the first time we hear of it."""
    if (row := known(tx, address)) is not None:
        return row
    name = name_of(tx, address)
    # An id that tells no time: tickets of the same minute must not point to who came then.
    chat_id = uuid4()
    values = {
        "id": chat_id,
        "name": name,
        "kind": address.kind,
        "channel": address.account.partition(":")[0],
        "address_sealed": tx.vault.seal(address, chat_id),
    }
    tx.conn.execute(insert_new(tx, chats), values)
    return tx.conn.execute(_BY_NAME, {"name": name}).one()


def row_of(tx: Tx, chat_id: UUID) -> ChatRow:
    return tx.conn.execute(_BY_ID, {"id": chat_id}).one()


def address_of(tx: Tx, row: ChatRow) -> Address:
    return tx.vault.open(row.address_sealed, row.id, Address)


def alias(tx: Tx, alias_id: UUID, of: UUID) -> None:
    """A second row for the same address that cannot be matched with the first."""
    row = row_of(tx, of)
    tx.conn.execute(
        insert(chats).values(
            id=alias_id,
            kind=row.kind,
            channel=row.channel,
            locale=row.locale,
            address_sealed=tx.vault.seal(address_of(tx, row), alias_id),
        )
    )


def readdress(tx: Tx, alias_id: UUID, to: UUID) -> bool:
    """An alias stands for another chat from now on; False where it did already."""
    row, new = row_of(tx, alias_id), row_of(tx, to)
    address = address_of(tx, new)
    if row.name is not None or address_of(tx, row) == address:
        return False
    values = {"kind": new.kind, "channel": new.channel, "locale": new.locale}
    sealed = tx.vault.seal(address, alias_id)
    tx.conn.execute(
        update(chats).where(chats.c.id == alias_id).values(address_sealed=sealed, **values)
    )
    return True


def real(tx: Tx, row: ChatRow) -> ChatRow:
    """The chat itself, for an alias of it."""
    return row if row.name is not None else ensure(tx, address_of(tx, row))


def real_id(tx: Tx, chat_id: UUID) -> UUID:
    found: UUID = real(tx, row_of(tx, chat_id)).id
    return found


def desk_chats(tx: Tx) -> dict[str, UUID]:
    """Which chat is the desk of which unit."""
    return {row.desk: row.chat_id for row in tx.conn.execute(_DESKS)}


def desk_chat(bound: dict[str, UUID], desk: str, office: Office) -> UUID | None:
    """The chat of a desk, or of who stands in for it; nobody does for what is confidential."""
    if desk in ALONE:
        return bound.get(ALONE[desk])
    if desk in bound:
        return bound[desk]
    for other in (office.stand_ins.get(desk), office.fallback):
        if other in bound:
            return bound[other]
    return None


def desks_at(bound: dict[str, UUID], chat_id: UUID, office: Office) -> tuple[str, ...]:
    """The desks whose letters come to a chat, those it stands in for among them."""
    if chat_id not in bound.values():
        return ()
    known = [*(group.id for group in office.groups), *SPECIAL_DESKS, DIRECTOR_ALONE]
    return tuple(desk for desk in known if desk_chat(bound, desk, office) == chat_id)


def record(row: ChatRow, bound: dict[str, UUID], office: Office) -> Chat:
    """What handlers know of a chat."""
    return Chat(
        id=row.id,
        kind=row.kind,
        channel=row.channel,
        locale=row.locale or office.locale,
        state=row.state,
        state_at=row.state_at,
        privacy_version=row.privacy_version,
        desks=desks_at(bound, row.id, office),
    )


def display_of(tx: Tx, row: ChatRow) -> str:
    return tx.vault.open(row.display_sealed, row.id, str) if row.display_sealed else ""


def person(tx: Tx, row: ChatRow, display: str) -> Person:
    """Who acted, by their private chat; what the platform calls them is kept up to date."""
    known = display_of(tx, row)
    if display and display != known:
        set_display(tx, row.id, display)
        known = display
    return Person(row.id, known, staff.grants_of(tx, row.id))


def set_display(tx: Tx, chat_id: UUID, display: str) -> None:
    sealed = tx.vault.seal(display, chat_id)
    tx.conn.execute(_DISPLAY, {"of": chat_id, "sealed": sealed})


def draft_of(tx: Tx, row: ChatRow) -> Draft | None:
    return tx.vault.open(row.draft_sealed, row.id, Draft) if row.draft_sealed else None


def save_draft(tx: Tx, chat_id: UUID, draft: Draft | None) -> None:
    sealed = None if draft is None else tx.vault.seal(draft, chat_id)
    tx.conn.execute(_DRAFT, {"of": chat_id, "sealed": sealed})


def menu_of(tx: Tx, row: ChatRow) -> tuple[Choice, ...]:
    """The choices of the last letter that had any, in their order."""
    if not row.menu_sealed:
        return ()
    return tx.vault.open(row.menu_sealed, row.id, tuple[Choice, ...])


def save_menu(tx: Tx, chat_id: UUID, choices: tuple[Choice, ...]) -> None:
    sealed = tx.vault.seal(choices, chat_id)
    tx.conn.execute(_MENU, {"of": chat_id, "sealed": sealed})


def keep_token(tx: Tx, chat_id: UUID, token: str, received: datetime) -> None:
    """Remembers the newest reply token of a chat, until it is used or too old."""
    sealed = tx.vault.seal(token, chat_id)
    tx.conn.execute(_TOKEN, {"of": chat_id, "reply_sealed": sealed, "reply_at": received})


def take_token(tx: Tx, row: ChatRow) -> str:
    """The reply token of a chat if it is fresh, taken out so that nobody uses it twice."""
    if row.reply_sealed is None:
        return ""
    tx.conn.execute(_TOKEN, {"of": row.id, "reply_sealed": None, "reply_at": None})
    if tx.now - row.reply_at > REPLY_TOKEN_LIFE:
        return ""
    return tx.vault.open(row.reply_sealed, row.id, str)


def change(tx: Tx, chat_id: UUID, is_now: ChatIs, at: datetime | None = None) -> None:
    """What is known of a chat changes, as of `at` (now); a late redelivery does not undo a newer
    state."""
    values: dict[str, Any] = {}
    at = at or tx.now
    newest = row_of(tx, chat_id).state_at
    if is_now.state is not UNSET and (newest is None or newest <= at):
        values |= {"state": is_now.state, "state_at": at}
    for field in ("locale", "privacy_version", "announcements"):
        if (value := getattr(is_now, field)) is not UNSET:
            values[field] = value
    if values:
        tx.conn.execute(update(chats).where(chats.c.id == chat_id).values(**values))


def heard(tx: Tx, incoming: Incoming, chat: Chat) -> None:
    """Who writes or presses has not blocked us, whatever we were told before."""
    acted = incoming.sender is not None and not isinstance(incoming.event, Unfollowed | Unsent)
    if chat.state == "blocked" and acted:
        change(tx, chat.id, ChatIs(state="active"), incoming.at)


def migrate(tx: Tx, old: UUID, to: Address) -> None:
    """The group lives at a new address; its row, desk and history stay."""
    name = name_of(tx, to)
    stray = tx.conn.execute(_BY_NAME, {"name": name}).first()
    if stray is not None and stray.id != old:
        # Something was heard from the new address first: that row gives the address up.
        tx.conn.execute(update(chats).where(chats.c.id == stray.id).values(name=None, state="left"))
    tx.conn.execute(
        update(chats)
        .where(chats.c.id == old)
        .values(name=name, address_sealed=tx.vault.seal(to, old))
    )


def bind(tx: Tx, desk: str, chat_id: UUID) -> None:
    values = {"chat_id": chat_id, "bound_at": tx.now}
    tx.conn.execute(insert_or_change(tx, desks, *values), {"desk": desk} | values)
