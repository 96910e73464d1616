"""A LINE message object, turned into what was said, and whether it was said to us. Pure.

Rules:
* in a private chat everything is said to us, and words stay words (`TextSent`): commands are
  recognised elsewhere, by the locale;
* in a group only what quotes a message, mentions us, begins with "/" or is `addressed` (a ticket
  number, an invite code, a command word) is heard; all else is the members' own talk and ends
  here, before it is stored. What quotes and whom is known later, when the quoted id is looked up;
* a mention of us at either end is taken off; a mention alone asks for help;
* a sticker or a kind of message we do not know cannot say what it quotes, so in a group it is talk.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from bot.channels.line.tolerant import Json, number, record, records, word, words
from handlers.content import FileRef
from handlers.events import (
    Commanded,
    Edited,
    Event,
    FileSent,
    LocationSent,
    OtherSent,
    StickerSent,
    TextSent,
)

Addressed = Callable[[str], bool]

_FILES: dict[str, Literal["photo", "video", "audio", "file"]] = {
    "image": "photo",
    "video": "video",
    "audio": "audio",
    "file": "file",
}
_COMMAND = re.compile(r"/(\S+)\s*(.*)", re.DOTALL)


def said(message: Json, account: str) -> Event:
    """What a message of a private chat says."""
    kind, id_ = word(message, "type"), word(message, "id")
    if kind == "text" and (text := word(message, "text")):
        return TextSent(text, id_, word(message, "quotedMessageId"))
    if kind == "sticker":
        return StickerSent(id_, _sticker_words(message))
    found: Event | None = None
    if kind in _FILES:
        found = _file(message, account)
    elif kind == "location":
        found = _location(message)
    return found or OtherSent(kind or "malformed", id_)


def heard(message: Json, account: str, addressed: Addressed) -> Event | None:
    """What a message of a group says to us; None for talk among its members."""
    if word(message, "type") == "text":
        return _heard_text(message, addressed)
    event = said(message, account)
    return event if isinstance(event, FileSent | LocationSent) and event.quoted else None


def edited(message: Json) -> Edited | None:
    """The new words of a message.

    In a group chatter cannot be told from what was once said to us: the message's id decides that
    (storage/chatter.py), so every edit is handed on.
    """
    id_ = word(message, "id")
    if not id_ or word(message, "type") != "text":
        return None
    text, _ = _without_mention(message)
    return Edited(id_, text, word(message, "quotedMessageId"))


def _heard_text(message: Json, addressed: Addressed) -> Event | None:
    text, mentioned = _without_mention(message)
    id_, quoted = word(message, "id"), word(message, "quotedMessageId")
    if command := _COMMAND.fullmatch(text):
        return Commanded(command[1].lower(), command[2].strip(), id_, quoted)
    if mentioned and not text:
        return Commanded("help", "", id_, quoted)
    if quoted or mentioned or addressed(text):
        return TextSent(text, id_, quoted)
    return None


def _without_mention(message: Json) -> tuple[str, bool]:
    """The text without mentions of us at its ends, and whether it mentions us at all."""
    whole = word(message, "text")
    mentionees = records(record(message, "mention"), "mentionees")
    ours = [each for each in mentionees if each.get("isSelf") is True]
    text = whole.strip()
    for mentionee in ours:
        name = _mention(whole, mentionee)
        text = text.removeprefix(name).removesuffix(name).strip()
    return text, bool(ours)


def _mention(text: str, mentionee: Json) -> str:
    """The words of a mention ("@name"), or "" where its place makes no sense.

    LINE counts its place in UTF-16 units.
    """
    index, length = number(mentionee, "index"), number(mentionee, "length")
    if index is None or length is None or index < 0 or length <= 0:
        return ""
    units = text.encode("utf-16-le")
    name = units[int(index) * 2 : int(index + length) * 2].decode("utf-16-le", "replace")
    return name if name.startswith("@") else ""


def _file(message: Json, account: str) -> FileSent | None:
    """A file that lies at LINE; one elsewhere (sent by a web app) is not ours to fetch."""
    id_, kind = word(message, "id"), word(message, "type")
    if not id_ or word(record(message, "contentProvider"), "type") not in ("", "line"):
        return None
    size = number(message, "fileSize")
    file = FileRef(
        account=account,
        id=id_,
        kind=_FILES[kind],
        name=word(message, "fileName"),
        size=int(size) if size is not None and size >= 0 else None,
    )
    return FileSent(file, id_, quoted=word(message, "quotedMessageId"))


def _location(message: Json) -> LocationSent | None:
    latitude, longitude = number(message, "latitude"), number(message, "longitude")
    if latitude is None or longitude is None:
        return None
    return LocationSent(
        latitude=latitude,
        longitude=longitude,
        title=word(message, "title"),
        address=word(message, "address"),
        message=word(message, "id"),
        quoted=word(message, "quotedMessageId"),
    )


def _sticker_words(message: Json) -> str:
    """What was written on the sticker, else the words LINE gives for it."""
    return word(message, "text") or ", ".join(words(message, "keywords"))
