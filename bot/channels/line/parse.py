"""What LINE sends us, turned into events of our own. Pure.

Rules:
* the signature is checked over the raw bytes, before anything is read;
* every field may be missing, new or of another type than LINE documents: such an event becomes
  `Unknown`, and never drops its neighbours. The SDK's own parser drops whole batches;
* an event from no chat we can name is always `Unknown` with an empty address: people whom LINE
  does not tell apart must not share a conversation. It can still be answered by its reply token;
* chatter in groups (see `messages.py`) and events for a standby channel are not returned;
* the order of a webhook call is kept.

Source: LINE's `webhook.yml` and developers.line.biz/en/reference/messaging-api.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from bot.channels.base import BadBody
from bot.channels.line.messages import Addressed, edited, heard, said
from bot.channels.line.tolerant import Json, number, record, records, word
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
    Unsent,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEAR_3000 = 32_503_680_000_000  # milliseconds


def verify(secrets: Sequence[str], body: bytes, signature: str) -> bool:
    """Whether one of the secrets signed the body (two are valid during a change-over)."""
    given = signature.encode("utf-8", "replace")
    fitting = [hmac.compare_digest(_signature(secret, body), given) for secret in secrets if secret]
    return any(fitting)


def _signature(secret: str, body: bytes) -> bytes:
    return b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest())


def parse(body: bytes, account: str, addressed: Addressed, received: datetime) -> list[Incoming]:
    """The events of one webhook call, in order.

    `addressed` tells whether words in a group are meant for us; `received` stands in for a
    timestamp that LINE left out. Raises BadBody where the whole is not LINE's outer shape.
    """
    try:
        parsed = [_incoming(event, account, addressed, received) for event in _events_of(body)]
    except RecursionError as error:
        raise BadBody("nested too deeply") from error
    return [incoming for incoming in parsed if incoming is not None]


def _events_of(body: bytes) -> list[object]:
    try:
        whole = json.loads(body)
    except ValueError as error:
        raise BadBody("not JSON") from error
    events = whole.get("events") if isinstance(whole, dict) else None
    if not isinstance(events, list):
        raise BadBody("no list of events")
    return events


def _incoming(
    raw: object, account: str, addressed: Addressed, received: datetime
) -> Incoming | None:
    event: Json = raw if isinstance(raw, dict) else {}
    if word(event, "mode") == "standby":
        return None
    source = record(event, "source")
    chat = _chat(source, account)
    what = _event(event, chat, addressed) if chat else _unknown(event)
    if what is None:
        return None
    user = word(source, "userId")
    return Incoming(
        event_id=word(event, "webhookEventId") or _fingerprint(raw),
        account=account,
        chat=chat or Address(account, "private", ""),
        at=_time(event) or received,
        event=what,
        sender=Address(account, "private", user) if user else None,
        reply_token=word(event, "replyToken"),
        redelivered=record(event, "deliveryContext").get("isRedelivery") is True,
    )


def _chat(source: Json, account: str) -> Address | None:
    """The chat; a room (LINE's older kind of group, still about) is a group to us."""
    match word(source, "type"):
        case "user" if user := word(source, "userId"):
            return Address(account, "private", user)
        case "group" if group := word(source, "groupId"):
            return Address(account, "group", group)
        case "room" if room := word(source, "roomId"):
            return Address(account, "group", room)
    return None


def _time(event: Json) -> datetime | None:
    milliseconds = number(event, "timestamp")
    if milliseconds is None or not 0 <= milliseconds < _YEAR_3000:
        return None
    return _EPOCH + timedelta(milliseconds=int(milliseconds))


def _fingerprint(raw: object) -> str:
    """An event id for an event without one; a redelivery differs only in `deliveryContext`."""
    same = dict(raw) if isinstance(raw, dict) else {"": raw}
    same.pop("deliveryContext", None)
    return "sha256:" + hashlib.sha256(json.dumps(same, sort_keys=True).encode()).hexdigest()


def _event(event: Json, chat: Address, addressed: Addressed) -> Event | None:
    """The event in our words; None for chatter."""
    kind = word(event, "type")
    if kind == "message":
        message = record(event, "message")
        if chat.kind == "group":
            return heard(message, chat.account, addressed)
        return said(message, chat.account)
    read = _KINDS.get(kind)
    return (read and read(event, chat)) or _unknown(event)


def _unknown(event: Json) -> Unknown:
    return Unknown(word(event, "type") or "malformed", word(record(event, "message"), "id"))


def _pressed(event: Json, chat: Address) -> Event | None:
    data = word(record(event, "postback"), "data")
    return Pressed(data) if data else None


def _unsent(event: Json, chat: Address) -> Event | None:
    message = word(record(event, "unsend"), "messageId")
    return Unsent(message) if message else None


def _members(event: Json, chat: Address, part: str) -> tuple[Address, ...]:
    """Those who came or went, as far as LINE names them."""
    users = (word(member, "userId") for member in records(record(event, part), "members"))
    return tuple(Address(chat.account, "private", user) for user in users if user)


_KINDS: dict[str, Callable[[Json, Address], Event | None]] = {
    "postback": _pressed,
    "unsend": _unsent,
    "messageEdited": lambda event, chat: edited(record(event, "message")),
    "follow": lambda event, chat: Followed(),
    "unfollow": lambda event, chat: Unfollowed(),
    "join": lambda event, chat: Joined(),
    "leave": lambda event, chat: Left(),
    "memberJoined": lambda event, chat: MembersJoined(_members(event, chat, "joined")),
    "memberLeft": lambda event, chat: MembersLeft(_members(event, chat, "left")),
}
