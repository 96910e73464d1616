"""Updates as Telegram sends them, made short; and reading one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.channels.telegram.parse import Me, read
from handlers.events import Event, Incoming

ACCOUNT = "telegram:42"
ME = Me("42", "SampleOfficeBot", lambda words: "LEI2-" in words)
NOW = datetime(2027, 1, 5, 3, 0, tzinfo=UTC)

PARENT = {"id": 5001, "is_bot": False, "first_name": "ผู้ปกครอง", "last_name": "ก"}
US = {"id": 42, "is_bot": True, "first_name": "สพป.", "username": "SampleOfficeBot"}
PRIVATE = {"id": 5001, "type": "private"}
GROUP = {"id": -100777, "type": "supergroup", "title": "กลุ่มอำนวยการ"}
OURS = {"message_id": 5, "from": US, "chat": GROUP, "date": 1, "text": "เรื่องใหม่"}
THEIRS = OURS | {"from": PARENT}
OPENING = OURS | {"forum_topic_created": {"name": "เรื่อง", "icon_color": 1}}


def message(chat: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "update_id": 900,
        "message": {"message_id": 7, "from": PARENT, "chat": chat, "date": 1795000000} | fields,
    }


def said(chat: dict[str, Any], text: str, kind: str = "", **fields: Any) -> dict[str, Any]:
    """A text; `kind` marks its first word as a command, or every word with an @ as a mention."""
    entities = []
    if kind == "command":
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    if kind == "mention":
        offset = len(text[: text.index("@")].encode("utf-16-le")) // 2
        length = len(text[text.index("@") :].split()[0])
        entities = [{"type": "mention", "offset": offset, "length": length}]
    return message(chat, text=text, entities=entities, **fields)


def only(update: dict[str, Any]) -> Incoming:
    [incoming] = read(update, ME, NOW)
    return incoming


def event(update: dict[str, Any]) -> Event | None:
    found = read(update, ME, NOW)
    assert len(found) <= 1
    return found[0].event if found else None
