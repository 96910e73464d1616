"""Letters as LINE's messages: what they look like, and that no limit is ever passed."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.limits import clusters, utf16
from bot.channels.line.flex import BUBBLE_BYTES, fits
from bot.channels.line.render import render
from handlers.content import Address, Bubble, Button, Card, Letter
from tests.channels.line.description import problems
from tests.channels.line.stand_in import GROUP, USER

PRIVATE, IN_GROUP = Address("line", "private", USER), Address("line", "group", GROUP)
SEND = Button("ส่งเรื่อง", "intake.send", typed="/send LEI2-2570-00012-3")
CANCEL = Button("ยกเลิก", "intake.cancel")
PAGE = Button("เปิดไฟล์แนบ", "", url="https://example.com/f/1")
CARD = Card(
    number="LEI2-2570-00012-3",
    headline="ร้องเรียน · กลุ่มอำนวยการ",
    rows=(("กำหนดตอบ", "21 ธ.ค. 2570"), ("โรงเรียน", "บ้านตัวอย่าง")),
    excerpt="น้ำท่วมถนนหน้าโรงเรียน",
    summary="LEI2-2570-00012-3 ร้องเรียน กลุ่มอำนวยการ ตอบภายใน 21 ธ.ค. 2570",
)


def rendered(*bubbles: Bubble, to: Address = PRIVATE) -> list[dict[str, Any]]:
    return render(Letter(to=to, bubbles=bubbles, retry_key=UUID(int=1)))


def records(found: object) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        yield found
        found = list(found.values())
    if isinstance(found, list):
        for item in found:
            yield from records(item)


def actions(messages: object) -> list[dict[str, Any]]:
    return [each["action"] for each in records(messages) if "action" in each]


def words(messages: object) -> list[str]:
    return [each["text"] for each in records(messages) if each.get("type") == "text"]


def test_a_text_is_a_text() -> None:
    assert rendered(Bubble("สวัสดีค่ะ")) == [{"type": "text", "text": "สวัสดีค่ะ"}]


def test_private_choices_are_quick_replies_of_the_last_message() -> None:
    first, last = rendered(Bubble("อ่านแล้ว", (CANCEL,)), Bubble("ส่งไหม", (SEND, CANCEL)))
    assert "quickReply" not in first
    assert [each["action"] for each in last["quickReply"]["items"]] == [
        {
            "type": "postback",
            "label": "ส่งเรื่อง",
            "data": "intake.send",
            "displayText": "ส่งเรื่อง",
        },
        {"type": "postback", "label": "ยกเลิก", "data": "intake.cancel", "displayText": "ยกเลิก"},
    ]


def test_a_long_text_carries_its_choices_on_its_last_piece() -> None:
    messages = rendered(Bubble("น้ำท่วม " * 1_300, (SEND,)))
    assert ["quickReply" in each for each in messages] == [False, False, True]


def test_choices_in_a_group_write_their_words_and_stand_below_the_text() -> None:
    [message] = rendered(Bubble("มีเรื่องใหม่", (SEND, CANCEL)), to=IN_GROUP)
    assert message["type"] == "flex"
    assert message["altText"] == "มีเรื่องใหม่"
    assert words(message) == ["มีเรื่องใหม่"]
    assert actions(message["contents"]["footer"]) == [
        {"type": "message", "label": "ส่งเรื่อง", "text": "/send LEI2-2570-00012-3"},
        {"type": "message", "label": "ยกเลิก", "text": "ยกเลิก"},
    ]


def test_a_long_text_in_a_group_has_its_buttons_in_a_bubble_of_their_own() -> None:
    text, buttons = rendered(Bubble("น้ำ " * 500, (SEND, CANCEL)), to=IN_GROUP)
    assert text["type"] == "text"
    assert buttons["altText"] == "ส่งเรื่อง / ยกเลิก"
    assert "body" not in buttons["contents"]


@pytest.mark.parametrize("to", [PRIVATE, IN_GROUP])
def test_a_button_that_opens_a_page_stands_in_the_chat(to: Address) -> None:
    [message] = rendered(Bubble("ไฟล์แนบ", (PAGE,)), to=to)
    assert actions(message["contents"]) == [
        {"type": "uri", "label": "เปิดไฟล์แนบ", "uri": "https://example.com/f/1"}
    ]
    assert "quickReply" not in message


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://e.com/" + "a" * 1_000, "//[", "x"])
def test_a_page_that_line_would_refuse_is_named_in_the_text(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    messages = rendered(Bubble("ไฟล์แนบ", (Button("เปิด", "", url=url),)))
    assert messages == [{"type": "text", "text": f"ไฟล์แนบ\nเปิด: {url}"}]
    assert "1 of 1 buttons" in caplog.text


def test_a_card_says_all_of_it_and_begins_with_the_number() -> None:
    [message] = rendered(Bubble("", (SEND,), CARD), to=IN_GROUP)
    assert message["altText"].startswith(CARD.number)
    seen = words(message)
    assert seen[:2] == [CARD.number, CARD.headline]
    assert seen[2:] == ["กำหนดตอบ", "21 ธ.ค. 2570", "โรงเรียน", "บ้านตัวอย่าง", CARD.excerpt]
    assert len(actions(message["contents"]["footer"])) == 1


def test_the_buttons_of_a_card_stay_with_it_in_private_too() -> None:
    [message] = rendered(Bubble("", (SEND, PAGE), CARD))
    kinds = [each["type"] for each in actions(message["contents"]["footer"])]
    assert kinds == ["postback", "uri"]
    assert "quickReply" not in message


def test_an_urgent_card_is_red() -> None:
    calm, urgent = (
        rendered(Bubble("", card=card))[0]["contents"]["header"]["backgroundColor"]
        for card in (CARD, Card(**{**_fields(CARD), "urgent": True}))
    )
    red, green, blue = (int(urgent[at : at + 2], 16) for at in (1, 3, 5))
    assert red > 2 * green + 2 * blue
    assert calm != urgent


def _fields(card: Card) -> dict[str, Any]:
    return {name: getattr(card, name) for name in card.__struct_fields__}


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("urgent", [False, True])
def test_every_letter_of_a_card_can_be_read(urgent: bool) -> None:
    [message] = rendered(Bubble("", (SEND,), Card(**{**_fields(CARD), "urgent": urgent})))
    bubble = message["contents"]
    for part, ground in (
        (bubble["header"], bubble["header"]["backgroundColor"]),
        (bubble["body"], "#FFFFFF"),
    ):
        for text in (each for each in records(part) if each.get("type") == "text"):
            dark, light = sorted([_luminance(text["color"]), _luminance(ground)])
            assert (light + 0.05) / (dark + 0.05) >= 7


def test_blank_parts_of_a_card_are_left_out() -> None:
    card = Card("LEI2-1", "", (("", ""), ("โรงเรียน", " ")), " ", "LEI2-1")
    [message] = rendered(Bubble("", card=card))
    assert words(message) == ["LEI2-1", "โรงเรียน"]


def test_a_card_too_large_for_line_becomes_texts_with_all_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    card = Card(**{**_fields(CARD), "excerpt": "น้ำท่วม " * 800})
    *texts, buttons = rendered(Bubble("", (SEND,), card), to=IN_GROUP)
    assert texts[0]["text"].startswith(CARD.summary)
    assert sum(each["text"].count("น้ำท่วม") for each in texts) >= 800
    assert actions(buttons)[0]["text"] == SEND.typed
    assert "cannot be shown as a card" in caplog.text


def test_what_nobody_could_see_is_shown_as_an_ellipsis_and_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for text in ("", " \n\t", "\u200b\u200d", "\u202e"):
        assert rendered(Bubble(text)) == [{"type": "text", "text": "…"}]
    assert len(caplog.records) == 4
    assert rendered() == [{"type": "text", "text": "…"}]
    assert rendered(Bubble("", card=Card("", "", (), "", "")))[0]["text"] == "…"


def test_more_choices_than_line_shows_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    many = tuple(Button(f"โรงเรียนที่ {number} " * 3, f"school:{number}") for number in range(20))
    [message] = rendered(Bubble("เลือกโรงเรียน", many))
    items = message["quickReply"]["items"]
    assert [each["action"]["data"] for each in items] == [f"school:{n}" for n in range(13)]
    assert all(clusters(each["action"]["label"]) == 20 for each in items)
    assert "20 quick replies, 13" in caplog.text


def test_many_buttons_in_a_group_all_stand() -> None:
    many = tuple(Button("ก" * 40, "", typed="ข" * 300) for _ in range(40))
    messages = rendered(Bubble("เลือก", many), to=IN_GROUP)
    assert len(actions(messages)) == 40
    assert len(messages) > 1


def test_six_short_texts_share_five_messages() -> None:
    messages = rendered(*(Bubble(f"ข้อความ {number}") for number in range(6)))
    assert messages == [{"type": "text", "text": "\n\n".join(f"ข้อความ {n}" for n in range(6))}]


def test_more_than_five_messages_hold_ends_visibly(caplog: pytest.LogCaptureFixture) -> None:
    messages = rendered(Bubble("น้ำท่วม " * 5_000))
    assert len(messages) == 5
    assert messages[-1]["text"] == "…"
    assert "can be sent" in caplog.text


def test_a_text_is_parted_where_the_word_breaker_offers() -> None:
    letter = Letter(to=PRIVATE, bubbles=(Bubble("ถนนลูกรัง" * 600),), retry_key=UUID(int=1))
    first, _ = render(letter, lambda text: range(0, len(text), len("ถนนลูกรัง")))
    assert first["text"].endswith("ถนนลูกรัง")


def test_the_log_holds_no_word_of_the_letter(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "0812345678"
    rendered(Bubble(secret * 4_000, (Button(secret, "x" * 301), Button("", secret))))
    rendered(Bubble("", card=Card(**{**_fields(CARD), "excerpt": secret * 4_000})))
    assert caplog.records
    assert secret not in caplog.text


TEXTS = st.text(st.sampled_from("กน้ำที่😀👨‍👩‍👧 \n\u200b{}<&שa"), max_size=40)
LONG = st.builds(lambda text, times: text * times, TEXTS, st.sampled_from([1, 1, 60, 400]))
BUTTONS = st.lists(
    st.builds(
        Button,
        TEXTS,
        st.sampled_from(["", "a:1", "b", "c" * 301]),
        TEXTS,
        st.sampled_from(["", "", "https://example.com/ก", "ftp://x"]),
    ),
    max_size=16,
)
CARDS = st.builds(
    Card, TEXTS, TEXTS, st.lists(st.tuples(TEXTS, TEXTS), max_size=4), LONG, LONG, st.booleans()
)
BUBBLES = st.builds(Bubble, LONG, BUTTONS.map(tuple), st.none() | CARDS)


@settings(deadline=None, max_examples=150)
@given(st.lists(BUBBLES, max_size=6).map(tuple), st.sampled_from([PRIVATE, IN_GROUP]))
def test_no_letter_passes_a_limit(bubbles: tuple[Bubble, ...], to: Address) -> None:
    messages = rendered(*bubbles, to=to)
    assert 1 <= len(messages) <= 5
    assert problems("PushMessageRequest", {"to": to.id, "messages": messages}) == []
    assert len(json.dumps(messages)) < 2 * 2**20
    for message in messages:
        _keeps_the_limits(message)
    for text in words(messages):
        assert text.strip()


def _keeps_the_limits(message: dict[str, Any]) -> None:
    if message["type"] == "text":
        assert 0 < utf16(message["text"]) <= 5_000
    else:
        assert 0 < utf16(message["altText"]) <= 1_500
        assert fits(message["contents"])
        assert len(json.dumps(message["contents"])) <= BUBBLE_BYTES
    items = message.get("quickReply", {"items": [None]})["items"]
    assert 1 <= len(items) <= 13
    quick = actions(message.get("quickReply"))
    for action in actions(message):
        assert 0 < clusters(action["label"]) <= (20 if action in quick else 40)
        assert clusters(action.get("text", "")) <= 300
        assert clusters(action.get("displayText", "")) <= 300
        assert utf16(action.get("data", "x")) in range(1, 301)
        assert utf16(action.get("uri", "")) <= 1_000
