"""The webhook events of LINE as plain dicts; nothing here sends anything."""

import base64
import hashlib
import hmac
import json
import secrets
from typing import Any

from bot.sandbox.people import Group, Person

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
QUOTE = "quote-token-of-"
Event = dict[str, Any]


def ulid(at_ms: int) -> str:
    number = (at_ms << 80) | secrets.randbits(80)
    return "".join(CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def quote_token(message_id: str) -> str:
    return QUOTE + message_id


def quoted_id(token: str) -> str:
    return token.removeprefix(QUOTE)


def event(kind: str, at_ms: int, source: dict[str, str], **rest: Any) -> Event:
    return {
        "type": kind,
        "mode": "active",
        "timestamp": at_ms,
        "webhookEventId": ulid(at_ms),
        "deliveryContext": {"isRedelivery": False},
        "source": source,
    } | rest


def source_of(person: Person | None, group: Group | None) -> dict[str, str]:
    """A person may hide from the bot in a group; in a private chat nobody can."""
    if group is None:
        return {"type": "user", "userId": person.address if person else ""}
    source = {"type": "group", "groupId": group.address}
    if person is not None and person.identity == "shown":
        source["userId"] = person.address
    return source


def text_message(
    message_id: str, text: str, mentionees: list[dict[str, Any]], quote: str
) -> dict[str, Any]:
    message: dict[str, Any] = {
        "id": message_id,
        "type": "text",
        "text": text,
        "quoteToken": quote_token(message_id),
        "markAsReadToken": "read-token-of-" + message_id,
    }
    if mentionees:
        message["mention"] = {"mentionees": mentionees}
    if quote:
        message["quotedMessageId"] = quote
    return message


def media_message(
    message_id: str, kind: str, name: str, size: int, duration: int
) -> dict[str, Any]:
    message: dict[str, Any] = {"id": message_id, "type": kind}
    if kind == "file":
        return message | {"fileName": name, "fileSize": size}
    message["contentProvider"] = {"type": "line"}
    if kind in ("audio", "video"):
        message["duration"] = duration
    if kind in ("image", "video"):
        message["quoteToken"] = quote_token(message_id)
    return message


def mentions(text: str, names: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """`names` maps what may stand behind an @ to the fields of its mentionee."""
    found = []
    for name, fields in names.items():
        start = text.find("@" + name)
        if start >= 0:
            index = len(text[:start].encode("utf-16-le")) // 2
            length = len(("@" + name).encode("utf-16-le")) // 2
            found.append({"index": index, "length": length} | fields)
    return sorted(found, key=lambda each: int(each["index"]))


def packed(destination: str, events: list[Event]) -> bytes:
    body = {"destination": destination, "events": events}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def signature(secret: str, body: bytes) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
