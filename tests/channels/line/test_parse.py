"""LINE's webhooks, turned into our events: a table of payloads, and the envelope around them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import BadBody
from bot.channels.line.parse import parse, verify
from handlers.content import Address
from handlers.events import Incoming, TextSent, Unknown
from tests.channels.line.stand_in import GROUP, ROOM, USER, event

TABLE = yaml.safe_load((Path(__file__).parents[2] / "fixtures/line/events.yaml").read_text())
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
SOURCES = {
    "private": {"type": "user", "userId": USER},
    "group": {"type": "group", "groupId": GROUP, "userId": USER},
    "room": {"type": "room", "roomId": ROOM, "userId": USER},
}


def parsed(*events: Any) -> list[Incoming]:
    body = json.dumps({"destination": "U0", "events": events}).encode()
    return parse(body, "line", lambda text: text.startswith("LEI2-"), NOW)


def one(**fields: Any) -> Incoming:
    [incoming] = parsed(event("message", **{"message": TEXT, **fields}))
    return incoming


TEXT = {"type": "text", "id": "m1", "text": "ก"}


@pytest.mark.parametrize("row", TABLE, ids=[row["what"] for row in TABLE])
def test_each_payload_becomes_its_event(row: dict[str, Any]) -> None:
    source = SOURCES[row.get("in", "private")]
    found = parsed({**event(""), "source": source, **row["event"]})
    as_json = [json.loads(msgspec.json.encode(each.event)) for each in found]
    assert as_json == ([row["is"]] if row["is"] else [])


def test_the_envelope_of_a_private_message() -> None:
    assert one() == Incoming(
        event_id="01HEVENT",
        account="line",
        chat=Address("line", "private", USER),
        at=datetime(2026, 11, 18, 11, 6, 40, tzinfo=UTC),
        event=TextSent("ก", "m1"),
        sender=Address("line", "private", USER),
        reply_token="reply-token",
    )


@pytest.mark.parametrize(("kind", "id_"), [("group", GROUP), ("room", ROOM)])
def test_a_group_and_a_room_are_groups_and_may_not_say_who_wrote(kind: str, id_: str) -> None:
    source = {"type": kind, f"{kind}Id": id_}
    incoming = one(source=source, message={**TEXT, "quotedMessageId": "m0"})
    assert incoming.chat == Address("line", "group", id_)
    assert incoming.sender is None


@pytest.mark.parametrize(
    "source",
    [None, 5, {}, {"type": "planet", "planetId": "P"}, {"type": "user"}, {"type": "group"}],
)
def test_an_event_from_nowhere_is_unknown_but_can_be_replied_to(source: Any) -> None:
    incoming = one(source=source)
    assert incoming.event == Unknown("message", "m1")
    assert incoming.chat == Address("line", "private", "")
    assert incoming.sender is None
    assert incoming.reply_token == "reply-token"


@pytest.mark.parametrize("stamp", [None, "now", True, -1, 10**20, float("nan"), float("inf")])
def test_a_senseless_time_is_the_time_of_receipt(stamp: Any) -> None:
    assert one(timestamp=stamp).at == NOW


def test_a_redelivery_says_so_and_has_the_same_id() -> None:
    again = {"isRedelivery": True}
    assert one(deliveryContext=again).redelivered
    assert not one(deliveryContext=None).redelivered
    first, second = one(webhookEventId=None), one(webhookEventId=None, deliveryContext=again)
    assert first.event_id == second.event_id != one(webhookEventId=None, timestamp=1).event_id


def test_events_keep_their_order() -> None:
    texts = [f"ข้อความ {number}" for number in range(20)]
    found = parsed(*(event("message", message={**TEXT, "text": text}) for text in texts))
    assert [each.event.text for each in found if isinstance(each.event, TextSent)] == texts


def test_an_empty_call_is_the_consoles_verify_button() -> None:
    assert parsed() == []


@pytest.mark.parametrize("body", [b"", b"no", b"[]", b"5", b'{"events":{}}', b"{}", b"\xff\xfe{}"])
def test_what_is_not_of_lines_outer_shape(body: bytes) -> None:
    with pytest.raises(BadBody):
        parse(body, "line", bool, NOW)


def test_a_body_nested_too_deeply_is_bad_whichever_step_finds_it() -> None:
    refused = 0
    for depth in range(900, 1_100):
        nested = b'{"events": [{"x": ' + b"[" * depth + b"]" * depth + b"}]}"
        try:
            parse(nested, "line", bool, NOW)
        except BadBody:
            refused += 1
    assert refused > 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
FIELDS = (
    "type",
    "message",
    "source",
    "timestamp",
    "mode",
    "postback",
    "unsend",
    "joined",
    "mention",
)
KINDS = st.sampled_from(["message", "postback", "messageEdited", "memberJoined", "unsend", "x"])


@given(st.dictionaries(st.sampled_from(FIELDS), JSON), KINDS, JSON)
def test_no_event_whatever_it_is_raises_or_takes_a_neighbour_along(
    fields: dict[str, Any], kind: str, inner: Any
) -> None:
    strange = event(kind, **{"message": inner, "postback": inner, "joined": inner, **fields})
    found = parsed(event("follow"), strange, inner, event("unfollow"))
    assert [type(each.event).__name__ for each in (found[0], found[-1])] == [
        "Followed",
        "Unfollowed",
    ]
    assert msgspec.json.decode(msgspec.json.encode(found), type=list[Incoming]) == found


SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
BODY = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
SIGNATURE = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="


@pytest.mark.parametrize("secrets", [(SECRET,), ("old", SECRET), (SECRET, "new"), ("", SECRET)])
def test_lines_published_example_is_accepted(secrets: tuple[str, ...]) -> None:
    assert verify(secrets, BODY, SIGNATURE)


@pytest.mark.parametrize(
    ("secrets", "body", "signature"),
    [
        ((SECRET,), BODY + b" ", SIGNATURE),
        (("other",), BODY, SIGNATURE),
        ((SECRET,), BODY, ""),
        ((SECRET,), BODY, SIGNATURE.lower()),
        ((SECRET,), BODY, "ลายเซ็น\ud83d"),
        ((), BODY, SIGNATURE),
        (("",), BODY, "thNnmggU2ex3L5XXeMNfxf8Wl8STcVZTxscSFEKSxa0="),
    ],
)
def test_any_other_signature_is_refused(
    secrets: tuple[str, ...], body: bytes, signature: str
) -> None:
    assert not verify(secrets, body, signature)


def test_the_stand_in_for_time_is_not_used_when_line_tells_the_time() -> None:
    assert one(timestamp=0).at == datetime(1970, 1, 1, tzinfo=UTC)
    assert one(timestamp=1_500).at == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=1.5)
