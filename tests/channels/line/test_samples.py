"""The sample webhooks of LINE's own SDKs: every call is taken, every event understood or kept."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from bot.channels.line.parse import parse
from handlers.events import Incoming
from tests.channels.line.description import REASON, SAMPLES

NOW = datetime(2026, 11, 20, tzinfo=UTC)
UNKNOWN = {"accountLink", "beacon", "videoPlayComplete", "undefined", "greatNewFeature"}
NAMES = {
    "text": "TextSent",
    "file": "FileSent",
    "location": "LocationSent",
    "sticker": "StickerSent",
    "postback": "Pressed",
    "follow": "Followed",
    "unfollow": "Unfollowed",
    "join": "Joined",
    "leave": "Left",
    "memberJoined": "MembersJoined",
    "memberLeft": "MembersLeft",
    "unsend": "Unsent",
    "messageEdited": "Edited",
}


def samples() -> list[Any]:
    return json.loads(SAMPLES.read_text()) if SAMPLES.exists() else []


def expected(event: dict[str, Any]) -> str | None:
    """What the sample is to us by its own type; None for one that is dropped."""
    if event.get("mode") == "standby":
        return None
    source, message = event.get("source", {}), event.get("message", {})
    if source.get("type") not in ("user", "group", "room") or event["type"] in UNKNOWN:
        return "Unknown"
    if event["type"] != "message":
        return NAMES[event["type"]]
    if source["type"] != "user":
        return None
    if message["type"] in ("image", "video", "audio"):
        return "FileSent" if message["contentProvider"]["type"] == "line" else "OtherSent"
    return NAMES[message["type"]]


@pytest.mark.skipif(not SAMPLES.exists(), reason=REASON)
def test_there_are_fifty_five_samples() -> None:
    assert len(samples()) == 55


@pytest.mark.skipif(not SAMPLES.exists(), reason=REASON)
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample["from"])
def test_each_sample_is_what_it_says(sample: dict[str, Any]) -> None:
    found = parse(json.dumps(sample["body"]).encode(), "line", lambda text: False, NOW)
    wanted = [expected(event) for event in sample["body"]["events"]]
    assert [type(each.event).__name__ for each in found] == [name for name in wanted if name]
    assert msgspec.json.decode(msgspec.json.encode(found), type=list[Incoming]) == found
