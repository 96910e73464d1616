"""Telegram's messages, each as the event it must become, and what of a group is heard."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.telegram.parse import Me, read
from handlers.content import FileRef
from handlers.events import (
    Commanded,
    Event,
    FileSent,
    Followed,
    Joined,
    LocationSent,
    OtherSent,
    StickerSent,
    TextSent,
)
from tests.channels.telegram.updates import (
    ACCOUNT,
    GROUP,
    ME,
    NOW,
    OPENING,
    OURS,
    PARENT,
    PRIVATE,
    THEIRS,
    US,
    event,
    message,
    said,
)


def file(kind: Any, mime: str, name: str = "", size: int | None = None) -> FileRef:
    return FileRef(ACCOUNT, "F", kind, name, mime, size)


PRIVATE_MESSAGES: list[tuple[dict[str, Any], Event | None]] = [
    ({"text": "น้ำท่วม"}, TextSent("น้ำท่วม", "7")),
    ({"text": "ตอบ", "reply_to_message": THEIRS}, TextSent("ตอบ", "7", "5")),
    ({"text": "ในหัวข้อ", "reply_to_message": OPENING}, TextSent("ในหัวข้อ", "7")),
    ({"text": " เว้นวรรค \n"}, TextSent(" เว้นวรรค \n", "7")),
    (
        {"photo": [{"file_id": "F", "width": 900, "height": 9, "file_size": 80}, {"file_id": "s"}]},
        FileSent(file("photo", "image/jpeg", size=80), "7"),
    ),
    (
        {"video": {"file_id": "F", "mime_type": "video/mp4"}, "caption": "คลิป"},
        FileSent(file("video", "video/mp4"), "7", "คลิป"),
    ),
    (
        {"document": {"file_id": "x"}, "animation": {"file_id": "F"}},
        FileSent(file("video", "video/mp4"), "7"),
    ),
    ({"video_note": {"file_id": "F"}}, FileSent(file("video", "video/mp4"), "7")),
    (
        {"voice": {"file_id": "F", "mime_type": "audio/ogg"}},
        FileSent(file("audio", "audio/ogg"), "7"),
    ),
    (
        {"audio": {"file_id": "F", "file_name": "ก.mp3"}},
        FileSent(file("audio", "audio/mpeg", "ก.mp3"), "7"),
    ),
    (
        {"document": {"file_id": "F", "file_name": "ก.pdf", "mime_type": "application/pdf"}},
        FileSent(file("file", "application/pdf", "ก.pdf"), "7"),
    ),
    (
        {"document": {"file_id": "F"}, "media_group_id": "9", "reply_to_message": OURS},
        FileSent(file("file", ""), "7", "", "5"),
    ),
    ({"document": {}}, OtherSent("document", "7")),
    (
        {"location": {"latitude": 17, "longitude": 101.5}},
        LocationSent(17.0, 101.5, message="7"),
    ),
    (
        {
            "location": {"latitude": 1, "longitude": 2},
            "venue": {"location": {"latitude": 17, "longitude": 101}, "title": "ร", "address": "อ"},
        },
        LocationSent(17.0, 101.0, "ร", "อ", "7"),
    ),
    ({"sticker": {"file_id": "F", "emoji": "👍"}}, StickerSent("7", "👍")),
    ({"contact": {"phone_number": "1"}}, OtherSent("contact", "7")),
    ({"poll": {"id": "1"}}, OtherSent("poll", "7")),
    ({"dice": {"value": 1}}, OtherSent("dice", "7")),
    ({"story": {"id": 1}}, OtherSent("story", "7")),
    ({"rich_message": {"blocks": []}}, OtherSent("rich_message", "7")),
    ({"newer_than_this_code": 1}, OtherSent("newer_than_this_code", "7")),
    ({}, OtherSent("message", "7")),
    ({"pinned_message": OURS}, None),
    ({"write_access_allowed": {}}, None),
]


@pytest.mark.parametrize(("fields", "expected"), PRIVATE_MESSAGES)
def test_a_private_message_of_each_kind(fields: dict[str, Any], expected: Event | None) -> None:
    assert event(message(PRIVATE, **fields)) == expected


@pytest.mark.parametrize(
    ("chat", "text", "expected"),
    [
        (PRIVATE, "/start", Followed()),
        (PRIVATE, "/start abc-DEF_1", Followed("abc-DEF_1")),
        (PRIVATE, "/Help", Commanded("help", "", "7")),
        (PRIVATE, "/track@sampleofficebot LEI2-1", Commanded("track", "LEI2-1", "7")),
        (PRIVATE, "/help@another_bot", TextSent("/help@another_bot", "7")),
        (GROUP, "/start invite-1", Joined("invite-1")),
        (GROUP, "/start@SampleOfficeBot invite-1", Joined("invite-1")),
        (GROUP, "/start", Commanded("start", "", "7")),
        (GROUP, "/reply@SampleOfficeBot\nรับทราบ 🙏", Commanded("reply", "รับทราบ 🙏", "7")),
        (GROUP, "/start@another_bot invite-1", None),
    ],
)
def test_commands(chat: dict[str, Any], text: str, expected: Event | None) -> None:
    assert event(said(chat, text, "command")) == expected


def test_a_slash_that_the_platform_does_not_mark_is_a_word() -> None:
    assert event(said(PRIVATE, "/ติดตาม")) == TextSent("/ติดตาม", "7")


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        (said(GROUP, "วันนี้กินอะไรดี"), None),
        (said(GROUP, "เห็นด้วย", reply_to_message=THEIRS), None),
        (said(GROUP, "ซ่อมแล้ว", reply_to_message=OURS), TextSent("ซ่อมแล้ว", "7", "5")),
        (said(GROUP, "ในหัวข้อ", reply_to_message=OPENING), None),
        (said(GROUP, "ขอดู LEI2-2570-1"), TextSent("ขอดู LEI2-2570-1", "7")),
        (said(GROUP, "👍 @sampleofficebot ช่วยหน่อย", "mention"), TextSent("👍 ช่วยหน่อย", "7")),
        (said(GROUP, "@another_bot ช่วยหน่อย", "mention"), None),
        (said(GROUP, "@SampleOfficeBot", "mention"), Commanded("help", "", "7")),
        (message(GROUP, photo=[{"file_id": "F"}]), None),
        (message(GROUP, sticker={"emoji": "👍"}), None),
        (message(GROUP, poll={"id": "1"}), None),
        (
            message(GROUP, sticker={"emoji": "👍"}, reply_to_message=OURS),
            StickerSent("7", "👍"),
        ),
        (
            message(GROUP, photo=[{"file_id": "F"}], reply_to_message=OURS, caption="ภาพ"),
            FileSent(file("photo", "image/jpeg"), "7", "ภาพ", "5"),
        ),
        (message(GROUP, new_chat_title="ใหม่"), None),
        ({"update_id": 1, "something_new": {"chat": GROUP, "from": PARENT}}, None),
    ],
)
def test_a_group_is_heard_only_where_it_speaks_to_us(
    update: dict[str, Any], expected: Event | None
) -> None:
    assert event(update) == expected


def test_a_mention_without_a_username_is_ours_by_its_id() -> None:
    entity = {"type": "text_mention", "offset": 0, "length": 4, "user": US}
    assert event(message(GROUP, text="สพป. ว่างไหม", entities=[entity])) == TextSent("ว่างไหม", "7")


def test_any_named_command_is_ours_until_we_know_our_name() -> None:
    unnamed = Me("42", "", ME.addressed)
    [incoming] = read(said(GROUP, "/help@whoever", "command"), unnamed, NOW)
    assert incoming.event == Commanded("help", "", "7")
