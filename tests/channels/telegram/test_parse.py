"""The envelope of Telegram's updates, comings and goings, edits and presses; and that nothing
an update may hold can raise."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.parse import READERS, parse, read
from handlers.content import Address
from handlers.events import (
    Edited,
    Event,
    Followed,
    Incoming,
    Joined,
    Left,
    MembersJoined,
    MembersLeft,
    Migrated,
    Pressed,
    TextSent,
    Unfollowed,
    Unknown,
)
from tests.channels.telegram.updates import (
    ACCOUNT,
    GROUP,
    ME,
    NOW,
    OURS,
    PARENT,
    PRIVATE,
    US,
    event,
    message,
    only,
    said,
)

FIXTURES = Path(__file__).parents[2] / "fixtures/telegram"


def change(chat: dict[str, Any], user: dict[str, Any], before: Any, after: Any) -> dict[str, Any]:
    def member(standing: Any) -> dict[str, Any]:
        told = standing if isinstance(standing, dict) else {"status": standing}
        return {"user": user} | told

    kind = "my_chat_member" if user is US else "chat_member"
    return {
        "update_id": 900,
        kind: {
            "chat": chat,
            "from": PARENT,
            "date": 1795000000,
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        },
    }


JOINED = Address(ACCOUNT, "private", "5001")
MUTED = {"status": "restricted", "is_member": True}
BARRED = {"status": "restricted", "is_member": False}


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        (change(PRIVATE, US, "member", "kicked"), Unfollowed()),
        (change(PRIVATE, US, "kicked", "member"), Followed()),
        (change(GROUP, US, "left", "member"), Joined()),
        (change(GROUP, US, "kicked", "administrator"), Joined()),
        (change(GROUP, US, "member", "administrator"), None),
        (change(GROUP, US, "administrator", "left"), Left()),
        (change(GROUP, US, "member", "kicked"), Left()),
        (change(GROUP, US, MUTED, BARRED), Left()),
        (change(GROUP, PARENT, "left", "member"), MembersJoined((JOINED,))),
        (change(GROUP, PARENT, MUTED, "left"), MembersLeft((JOINED,))),
        (change(GROUP, PARENT, "member", "administrator"), None),
        (change({"id": -5, "type": "channel"}, US, "left", "administrator"), None),
        (message(GROUP, new_chat_members=[US, PARENT, {}]), MembersJoined((JOINED,))),
        (message(GROUP, new_chat_members=[US]), None),
        (message(GROUP, left_chat_member=PARENT), MembersLeft((JOINED,))),
        (message(GROUP, left_chat_member=US), None),
        (message(GROUP, migrate_to_chat_id=-9), Migrated(Address(ACCOUNT, "group", "-9"))),
        (message(GROUP, migrate_from_chat_id=-9), None),
    ],
)
def test_comings_and_goings(update: dict[str, Any], expected: Event | None) -> None:
    assert event(update) == expected


@pytest.mark.parametrize(
    ("chat", "fields", "expected"),
    [
        (PRIVATE, {"text": "แก้แล้ว"}, Edited("7", "แก้แล้ว")),
        (PRIVATE, {"caption": "ใหม่", "photo": [{"file_id": "F"}]}, Edited("7", "ใหม่")),
        (PRIVATE, {"location": {"latitude": 1, "longitude": 1}}, None),
        (GROUP, {"text": "แก้แล้ว"}, None),
        (GROUP, {"text": "แก้แล้ว", "reply_to_message": OURS}, Edited("7", "แก้แล้ว", "5")),
    ],
)
def test_edits(chat: dict[str, Any], fields: dict[str, Any], expected: Event | None) -> None:
    told = message(chat, edit_date=1795000060, **fields)
    found = read({"update_id": 1, "edited_message": told["message"]}, ME, NOW)
    assert [incoming.event for incoming in found] == ([expected] if expected else [])
    assert all(incoming.at == datetime.fromtimestamp(1795000060, UTC) for incoming in found)


def press(**fields: Any) -> dict[str, Any]:
    return {
        "update_id": 900,
        "callback_query": {"id": "77", "from": PARENT, "data": "a:1"} | fields,
    }


@pytest.mark.parametrize(
    ("fields", "chat", "expected"),
    [
        ({"message": OURS}, Address(ACCOUNT, "group", "-100777"), Pressed("a:1", "5")),
        (
            {"message": {"message_id": 5, "date": 0, "chat": GROUP}},
            Address(ACCOUNT, "group", "-100777"),
            Pressed("a:1", "5"),
        ),
        ({}, JOINED, Pressed("a:1")),
        ({"data": None, "game_short_name": "x"}, JOINED, Unknown("callback_query")),
    ],
)
def test_presses_come_with_what_acknowledges_them(
    fields: dict[str, Any], chat: Address, expected: Event
) -> None:
    incoming = only(press(**fields))
    assert (incoming.chat, incoming.event, incoming.acknowledge) == (chat, expected, "77")
    assert incoming.sender == JOINED
    assert incoming.at == NOW


def test_the_envelope() -> None:
    incoming = only(said(PRIVATE, "ก"))
    assert (incoming.event_id, incoming.account) == ("900", ACCOUNT)
    assert (incoming.chat, incoming.sender, incoming.sender_name) == (JOINED, JOINED, "ผู้ปกครอง ก")
    assert incoming.at == datetime.fromtimestamp(1795000000, UTC)
    assert (incoming.acknowledge, incoming.reply_token, incoming.redelivered) == ("", "", False)


def test_a_topic_is_part_of_the_address_and_a_thread_of_answers_is_not() -> None:
    in_topic = said(GROUP, "/help", "command", message_thread_id=3, is_topic_message=True)
    assert only(in_topic).chat == Address(ACCOUNT, "group", "-100777", "3")
    answering = said(GROUP, "ก", message_thread_id=3, reply_to_message=OURS)
    assert only(answering).chat.thread == ""


def test_who_writes_in_the_name_of_a_chat_is_nobody() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    incoming = only(said(GROUP, "/help", "command", sender_chat=GROUP) | {})
    assert (incoming.sender, incoming.sender_name) == (None, "")
    told = said(GROUP, "/help", "command", sender_chat=GROUP)
    told["message"]["from"] = anonymous
    assert only(told).sender is None


def test_what_is_new_in_private_is_kept_as_unknown() -> None:
    assert event({"update_id": 1, "something_new": {"from": PARENT}}) == Unknown("something_new")


@pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post"])
def test_channel_posts_are_nobodys_letters(kind: str) -> None:
    assert event({"update_id": 1, kind: message({"id": -5, "type": "channel"})["message"]}) is None


def test_text_that_no_database_takes_is_made_storable() -> None:
    assert event(message(PRIVATE, text="ก\0\ud83d")) == TextSent("ก\ufffd\ufffd", "7")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(
        ["chat", "id", "type", "from", "date", "text", "entities", "offset", "length", "photo",
         "message", "location", "latitude", "new_chat_members", "user", "status", "file_id"]
    ), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(kind=st.sampled_from(sorted(READERS)), payload=st.dictionaries(
    st.sampled_from(["chat", "from", "message", "text", "entities", "photo", "document", "data",
                     "message_id", "date", "reply_to_message", "venue", "new_chat_member"]),
    ANYTHING, max_size=6,
))  # fmt: skip
def test_no_update_can_raise(kind: str, payload: dict[str, Any]) -> None:
    for chat in (PRIVATE, GROUP, payload.get("chat")):
        for incoming in read({"update_id": 1, kind: payload | {"chat": chat}}, ME, NOW):
            assert msgspec.json.decode(msgspec.json.encode(incoming), type=Incoming) == incoming


SAMPLES = sorted(FIXTURES.glob("*.json"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_of_the_platform(path: Path) -> None:
    """Whole payloads: what is sent, and what of it a handler gets."""
    sample = json.loads(path.read_text())
    found = parse(json.dumps(sample["update"]).encode(), ME, NOW)
    assert msgspec.to_builtins(found) == sample["events"]


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 8
