"""Every webhook LINE's stand-in sends is one LINE could send: signed, complete, in its schema."""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import yaml
from linebot.v3.messaging import (
    AsyncApiClient,
    AsyncMessagingApi,
    Configuration,
    FlexContainer,
    FlexMessage,
    MessageAction,
    PostbackAction,
    PushMessageRequest,
    QuickReply,
    QuickReplyItem,
    TextMessage,
)

from bot.sandbox.line.events import Event
from bot.sandbox.platforms import LINE_SECRET, LINE_TOKEN, Platforms
from tests.sandbox.conftest import Listener
from tests.sandbox.specs import described

BUBBLE = {
    "type": "bubble",
    "body": {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": "บัตร"}]},
    "footer": {
        "type": "box",
        "layout": "vertical",
        "contents": [
            {"type": "button", "action": {"type": "postback", "label": "รับเรื่อง", "data": "take:1"}}
        ],
    },
}


async def say(platforms: Platforms, to: str, *messages: Any) -> None:
    settings = Configuration(host=platforms.line_base, access_token=LINE_TOKEN)
    place = platforms.world.groups.get(to) or platforms.world.person(to)
    async with AsyncApiClient(settings) as client:
        request = PushMessageRequest(to=place.address, messages=list(messages))
        await AsyncMessagingApi(client).push_message(request)


async def everything_happens(platforms: Platforms) -> None:
    line = platforms.line
    await line.follow("parent_a")
    first = await line.write("parent_a", f"สวัสดี @{line.bot_name} 😀")
    await line.write("parent_a", "ต่อ", quote=first.id)
    for kind in ("image", "video", "audio", "file"):
        await line.attach("parent_a", kind, b"data", name="ชื่อ.bin")
    await line.locate("parent_a", 17.48, 101.72, title="โรงเรียน")
    await line.stick("parent_a")
    await line.unsend("parent_a", first.id)
    await line.block("parent_a")
    await line.unblock("parent_a")
    await line.add_bot("admin")
    said = await line.write("staff_c", f"@All @{line.bot_name} ดูด้วย", chat="admin")
    await line.edit("staff_c", said.id, "แก้แล้ว", chat="admin")
    await line.add_member("admin", "parent_a")
    await line.remove_member("admin", "parent_a")
    bubble = FlexMessage(alt_text="บัตร", contents=FlexContainer.from_dict(BUBBLE))
    await say(platforms, "admin", bubble)
    await line.press("staff_c", "รับเรื่อง", chat="admin")
    platforms.world.person("staff_c").identity = "hidden"
    await line.write("staff_c", "ไม่บอกชื่อ", chat="admin")
    await line.repeat_last()
    await line.remove_bot("admin")
    await line.send_events([])


async def test_all_kinds_are_sent_and_signed(platforms: Platforms, listener: Listener) -> None:
    await everything_happens(platforms)
    kinds = {event["type"] for event in listener.events}
    assert kinds == {
        "message", "postback", "follow", "unfollow", "join", "leave", "memberJoined",
        "memberLeft", "unsend", "messageEdited",
    }  # fmt: skip
    for headers, body in listener.came:
        expected = hmac.new(LINE_SECRET.encode(), body, hashlib.sha256).digest()
        assert headers["x-line-signature"] == base64.b64encode(expected).decode()


async def test_who_hides_has_no_user_id(platforms: Platforms, listener: Listener) -> None:
    platforms.world.person("staff_c").identity = "hidden"
    await platforms.line.write("staff_c", "ไม่บอกชื่อ", chat="admin")
    await platforms.line.write("staff_c", "ในแชตส่วนตัว")
    group, private = (event["source"] for event in listener.events)
    assert group == {"type": "group", "groupId": platforms.world.groups["admin"].address}
    assert private["userId"] == platforms.world.person("staff_c").address


async def test_a_mention_of_the_bot_counts_utf16_units(
    platforms: Platforms, listener: Listener
) -> None:
    await platforms.line.write("staff_c", "😀 @สพป.ตัวอย่าง เขต 2 ดูด้วย", chat="admin")
    (mentionee,) = listener.events[0]["message"]["mention"]["mentionees"]
    assert (mentionee["index"], mentionee["length"], mentionee["isSelf"]) == (3, 19, True)


async def test_quick_replies_go_with_the_next_message_and_are_not_on_a_pc(
    platforms: Platforms, listener: Listener
) -> None:
    line = platforms.line
    items = [
        QuickReplyItem(action=MessageAction(label="ใช่", text="ใช่ค่ะ")),
        QuickReplyItem(action=PostbackAction(label="ไม่", data="no", display_text="ไม่ค่ะ")),
    ]
    asked = TextMessage(text="ยืนยันไหม", quick_reply=QuickReply(items=items))
    await say(platforms, "director_e", asked)
    platforms.world.person("director_e").device = "pc"
    with pytest.raises(LookupError):
        await line.press("director_e", "ใช่")
    platforms.world.person("director_e").device = "phone"
    await line.press("director_e", "ไม่")
    assert listener.events[-1]["postback"] == {"data": "no"}
    assert line.transcript("director_e")[-1].text == "ไม่ค่ะ"
    with pytest.raises(LookupError):
        await line.press("director_e", "ใช่")


async def test_what_the_bot_refuses_comes_again(platforms: Platforms, listener: Listener) -> None:
    line = platforms.line
    listener.statuses = [500, 500]
    await line.write("parent_a", "หนึ่ง")
    await line.settled()
    assert len(listener.came) == 1
    line.webhook.courier.again, line.webhook.courier.waits = "on", (0.01, 0.01, 0.01)
    await line.write("parent_a", "สอง")
    await line.settled()
    assert [event["deliveryContext"]["isRedelivery"] for event in listener.events[1:]] == [
        False,
        True,
    ]
    assert [delivery.attempt for delivery in line.deliveries][1:] == [1, 2]


async def test_a_group_without_the_bot_is_silent(platforms: Platforms, listener: Listener) -> None:
    await platforms.line.remove_bot("admin")
    await platforms.line.write("staff_c", "ลับ", chat="admin")
    assert [event["type"] for event in listener.events] == ["leave"]


# -- against LINE's own description


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    webhook = yaml.safe_load(described("webhook.yml").read_text(encoding="utf-8"))
    schemas: dict[str, Any] = webhook["components"]["schemas"]
    return schemas


def with_variants(schemas: dict[str, Any], name: str) -> dict[str, Any]:
    """The schema a value of this kind must meet; discriminators are followed by hand."""
    return {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}


def variants_of(schemas: dict[str, Any], value: Any, name: str) -> Iterator[tuple[Any, str]]:
    yield value, name
    schema = schemas[name]
    chosen = schema.get("discriminator", {}).get("mapping", {}).get(value.get("type"), "")
    if chosen:
        yield from variants_of(schemas, value, chosen.rsplit("/", 1)[-1])
    for part in [schema, *schema.get("allOf", [])]:
        for field, inside in part.get("properties", {}).items():
            inner = inside.get("items", inside).get("$ref", "").rsplit("/", 1)[-1]
            values = value.get(field, [])
            for each in values if isinstance(values, list) else [values]:
                if inner and isinstance(each, dict):
                    yield from variants_of(schemas, each, inner)


async def test_every_webhook_meets_lines_description(
    platforms: Platforms, listener: Listener, schemas: dict[str, Any]
) -> None:
    await everything_happens(platforms)
    looked_at: list[str] = []
    for body in listener.bodies:
        for value, name in variants_of(schemas, body, "CallbackRequest"):
            jsonschema.validate(value, with_variants(schemas, name))
            looked_at.append(name)
    assert {"GroupSource", "StickerMessageContent", "UserMentionee", "MessageEditedEvent"} <= set(
        looked_at
    )


def known_fields(schemas: dict[str, Any], event: Event) -> set[str]:
    names = [name for value, name in variants_of(schemas, event, "Event") if value is event]
    parts = [part for name in names for part in [schemas[name], *schemas[name].get("allOf", [])]]
    return {field for part in parts for field in part.get("properties", {})}


async def test_no_event_has_a_field_line_does_not_know(
    platforms: Platforms, listener: Listener, schemas: dict[str, Any]
) -> None:
    await everything_happens(platforms)
    for event in listener.events:
        assert set(event) <= known_fields(schemas, event), event
