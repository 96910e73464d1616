"""Telegram's updates as our events. Pure, and tolerant: no update can raise.

An update is at most one event. What is not ours to read (talk in a group, channel posts) is none;
what we do not know, said by a person in private, is `Unknown`. The account is "telegram:" and the
bot's id, the event id the update's, and every id is text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Literal

from bot.channels.base import BadBody
from bot.channels.telegram.messages import edited, people, sent
from bot.channels.telegram.raw import Json, full_name, moment, name, part, text, whole
from bot.channels.telegram.words import Me
from handlers.content import Address
from handlers.events import (
    Event,
    Followed,
    Incoming,
    Joined,
    Left,
    MembersJoined,
    MembersLeft,
    Pressed,
    Unfollowed,
    Unknown,
)

__all__ = ["ALLOWED", "Me", "parse", "read"]

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")
"""The kinds of update we ask the platform for."""


def parse(body: bytes, me: Me, now: datetime) -> list[Incoming]:
    """The events of a webhook call (none or one); `now` stands in where an update has no time.

    Raises BadBody for what is no JSON object.
    """
    try:
        update = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadBody("no JSON") from error
    if not isinstance(update, dict):
        raise BadBody("no JSON object")
    return read(update, me, now)


def read(update: Json, me: Me, now: datetime) -> list[Incoming]:
    """The events of one update (none or one)."""
    kind = next((key for key, value in update.items() if isinstance(value, dict)), "")
    payload = part(update, kind)
    chat = _chat(payload, me)
    if chat is None:
        return []
    reader = READERS.get(kind)
    event = reader(payload, me, chat) if reader else _unknown(kind, payload, chat)
    if event is None:
        return []
    sender = _sender(payload, me)
    incoming = Incoming(
        event_id=name(update, "update_id") or _digest(update),
        account=me.account,
        chat=chat,
        at=moment(payload, "edit_date", moment(payload, "date", now)),
        event=event,
        sender=sender,
        sender_name=full_name(part(payload, "from")) if sender else "",
        acknowledge=text(payload, "id") if kind == "callback_query" else "",
    )
    return [incoming]


def _digest(update: Json) -> str:
    """An event id for an update without one: the same update again has the same."""
    return hashlib.sha256(json.dumps(update, sort_keys=True).encode()).hexdigest()


def _pressed(press: Json, me: Me, chat: Address) -> Event:
    here = name(part(press, "message"), "message_id")
    data = text(press, "data")
    return Pressed(data, here) if data else Unknown("callback_query", here)


def _standing(change: Json, me: Me, chat: Address) -> Event | None:
    """What became of ourselves: in private blocked or unblocked, in a group added or removed."""
    before, after = _present(change, "old_chat_member"), _present(change, "new_chat_member")
    if before == after:
        return None
    if chat.kind == "private":
        return Followed() if after else Unfollowed()
    return Joined() if after else Left()


def _member(change: Json, me: Me, chat: Address) -> Event | None:
    before, after = _present(change, "old_chat_member"), _present(change, "new_chat_member")
    members = people([part(part(change, "new_chat_member"), "user")], me)
    if before == after or not members:
        return None
    return MembersJoined(members) if after else MembersLeft(members)


def _unknown(kind: str, payload: Json, chat: Address) -> Event | None:
    if chat.kind == "group":
        return None
    return Unknown(kind, name(payload, "message_id"))


Reader = Callable[[Json, Me, Address], Event | None]
READERS: dict[str, Reader] = {
    "message": sent,
    "edited_message": edited,
    "callback_query": _pressed,
    "my_chat_member": _standing,
    "chat_member": _member,
}


def _present(change: Json, which: str) -> bool:
    member = part(change, which)
    status = text(member, "status")
    return status in ("creator", "administrator", "member") or (
        status == "restricted" and member.get("is_member") is True
    )


def _chat(payload: Json, me: Me) -> Address | None:
    """Where it happened; the person's private chat where no chat is told; None for channels."""
    message = part(payload, "message") or payload
    chat = part(message, "chat")
    id_ = name(chat, "id") or name(part(payload, "from"), "id")
    kind = _kind(chat)
    if not id_ or kind is None:
        return None
    in_topic = message.get("is_topic_message") is True
    thread = name(message, "message_thread_id") if in_topic else ""
    return Address(me.account, kind, id_, thread)


def _kind(chat: Json) -> Literal["private", "group"] | None:
    match text(chat, "type"):
        case "group" | "supergroup":
            return "group"
        case "private":
            return "private"
        case "":  # groups have negative ids
            return "group" if (whole(chat, "id") or 0) < 0 else "private"
        case _:
            return None


def _sender(payload: Json, me: Me) -> Address | None:
    """The person who acted; None where somebody writes in the name of a chat."""
    person = part(payload, "from")
    if part(payload, "sender_chat") or not name(person, "id"):
        return None
    return Address(me.account, "private", name(person, "id"))
