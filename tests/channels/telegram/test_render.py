"""Letters as the calls that bring them."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.render import Call, mend, render, rows
from handlers.content import Address, Bubble, Button, Card, Letter
from tests.channels.telegram.standin import check, seen

KEY = UUID("01932f5e-0000-7000-8000-000000000001")
PERSON = Address("telegram:42", "private", "5001")
TOPIC = Address("telegram:42", "group", "-100777", "3")
CARD = Card(
    number="LEI2-2570-00012-3",
    headline="ร้องเรียน <ด่วน>",
    rows=(("กลุ่ม", "อำนวยการ & แผน"), ("", "ครบกำหนด 21 ธ.ค. 2570")),
    excerpt="ถนน <b>หน้า</b> โรงเรียน",
    summary="LEI2-2570-00012-3 ร้องเรียน",
    urgent=True,
)


def rendered(*bubbles: Bubble, to: Address = PERSON, **more: Any) -> list[Call]:
    calls = render(Letter(to, bubbles, KEY, **more))
    for call in calls:
        check(call.method, call.params)
    return calls


def keyboard(call: Call) -> list[list[dict[str, str]]]:
    found: list[list[dict[str, str]]] = call.params["reply_markup"]["inline_keyboard"]
    return found


def test_a_text_is_escaped_and_shows_no_preview_of_its_links() -> None:
    [call] = rendered(Bubble("<i> & \"น้ำ\" 'x'"))
    assert call.method == "sendMessage"
    assert call.params == {
        "chat_id": 5001,
        "text": "&lt;i&gt; &amp; \"น้ำ\" 'x'",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }


def test_a_card_has_its_headline_its_number_its_rows_and_its_excerpt() -> None:
    [call] = rendered(Bubble("มีเรื่องใหม่", card=CARD))
    assert call.params["text"] == (
        "มีเรื่องใหม่\n\n"
        "<b>🔴 ร้องเรียน &lt;ด่วน&gt;\nLEI2-2570-00012-3</b>\n"
        "กลุ่ม: อำนวยการ &amp; แผน\n"
        "ครบกำหนด 21 ธ.ค. 2570\n"
        "<blockquote>ถนน &lt;b&gt;หน้า&lt;/b&gt; โรงเรียน</blockquote>"
    )
    assert call.plain == seen(call.params)


def test_a_topic_and_a_quote_are_named() -> None:
    [call] = rendered(Bubble("ก"), to=TOPIC, quotes="55")
    assert (call.params["chat_id"], call.params["message_thread_id"]) == (-100777, 3)
    assert call.params["reply_parameters"] == {
        "message_id": 55,
        "allow_sending_without_reply": True,
    }


def test_only_the_first_of_several_quotes() -> None:
    first, second = rendered(Bubble("ก"), Bubble("ข"), quotes="55")
    assert "reply_parameters" in first.params
    assert "reply_parameters" not in second.params


def test_an_edit_names_the_message_and_no_topic() -> None:
    [call] = rendered(Bubble("ก", (Button("ปิด", "a:1"),)), to=TOPIC, edits="55")
    assert (call.method, call.params["message_id"]) == ("editMessageText", 55)
    assert "message_thread_id" not in call.params
    assert keyboard(call) == [[{"text": "ปิด", "callback_data": "a:1"}]]


def test_ids_of_another_platform_are_left_alone() -> None:
    [call] = rendered(Bubble("ก"), edits="abc", quotes="def")
    assert call.method == "sendMessage"
    assert "reply_parameters" not in call.params


def test_a_long_text_has_its_buttons_below_the_last_part() -> None:
    calls = rendered(Bubble("น้ำ <ท่วม> & " * 600, (Button("ตกลง", "a"),)))
    assert len(calls) == 2
    assert all(len(seen(call.params)) <= 4096 for call in calls)
    assert ["reply_markup" in call.params for call in calls] == [False, True]


def test_the_limit_counts_what_is_read_not_the_markup() -> None:
    assert len(rendered(Bubble("<" * 4096))) == 1
    assert len(rendered(Bubble("<" * 4097))) == 2


@pytest.mark.parametrize(
    ("button", "key"),
    [
        (Button("ส่ง", "intake.send"), {"text": "ส่ง", "callback_data": "intake.send"}),
        (Button("อ่าน", "", url="https://a.go.th"), {"text": "อ่าน", "url": "https://a.go.th"}),
        (Button("เต็ม", "x" * 64), {"text": "เต็ม", "callback_data": "x" * 64}),
    ],
)
def test_buttons(button: Button, key: dict[str, str]) -> None:
    [call] = rendered(Bubble("ก", (button,)))
    assert keyboard(call) == [[key]]


@pytest.mark.parametrize(
    ("button", "words"),
    [
        (Button("ส่ง", "ก" * 22), "ก\n\n▪ ส่ง"),
        (Button("ส่ง", ""), "ก\n\n▪ ส่ง"),
        (Button("โทร", "", url="tel:1300"), "ก\n\n▪ โทร tel:1300"),
        (Button(" ", "a"), "ก\n\n▪  "),
    ],
)
def test_a_button_the_platform_refuses_is_shown_in_words_and_logged(
    button: Button, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        [call] = rendered(Bubble("ก", (button,)))
    assert "reply_markup" not in call.params
    assert call.plain.rstrip() == words.rstrip()
    assert "1 buttons shown in words" in caplog.text
    assert "ส่ง" not in caplog.text


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["ใช่", "ไม่"], [2]),
        (["1", "2", "3", "4", "5"], [5]),
        (["ส่งเรื่อง", "ยกเลิก"], [2]),
        (["ส่งเรื่องนี้ถึงหน่วยงาน", "ยกเลิก"], [1, 1]),
        (["ยกเลิก", "แก้ไข", "ไม่บอกชื่อของฉันกับใครเลย", "เพิ่ม"], [2, 1, 1]),
    ],
)
def test_buttons_share_a_row_where_a_phone_shows_them_whole(
    labels: list[str], expected: list[int]
) -> None:
    laid = rows(tuple(Button(label, "a") for label in labels))
    assert [len(row) for row in laid] == expected
    assert [button.label for row in laid for button in row] == labels


@pytest.mark.parametrize(
    ("complaint", "method", "changed"),
    [
        ("Message to edit not found", "sendMessage", {"message_id": None, "message_thread_id": 3}),
        ("Message can't be edited", "sendMessage", {"message_id": None, "message_thread_id": 3}),
        ("Can't parse entities: unsupported tag", "editMessageText", {"parse_mode": None}),
        ("BUTTON_URL_INVALID", "editMessageText", {"reply_markup": None}),
    ],
)
def test_a_call_is_mended_by_what_the_platform_says(
    complaint: str, method: str, changed: dict[str, Any]
) -> None:
    [call] = rendered(Bubble("<ก>", (Button("ก", "a"),)), to=TOPIC, edits="55")
    mended = mend(call, complaint, TOPIC)
    assert mended is not None
    check(mended.method, mended.params)
    assert mended.method == method
    assert {name: mended.params.get(name) for name in changed} == changed
    assert seen(mended.params) == "<ก>"


def test_links_that_the_platform_refuses_on_buttons_are_written_into_the_text() -> None:
    link = "http://127.0.0.1:8080/file/1?until=2&sign=3"
    [call] = rendered(Bubble("<ก>", (Button("เปิดไฟล์", "f", url=link), Button("ข", "b"))))
    mended = mend(call, "Bad Request: wrong HTTP URL specified in inline button", PERSON)
    assert mended is not None
    check(mended.method, mended.params)
    assert seen(mended.params) == f"<ก>\n▪ เปิดไฟล์ {link}"
    assert keyboard(mended) == [[{"text": "ข", "callback_data": "b"}]]
    bare = mend(mended, "BUTTON_DATA_INVALID", PERSON)
    assert bare is not None and "reply_markup" not in bare.params
    assert link in seen(bare.params)


def test_a_closed_topic_is_done_without_and_the_rest_is_beyond_mending() -> None:
    [call] = rendered(Bubble("ก"), to=TOPIC)
    general = mend(call, "Bad Request: message thread not found", TOPIC)
    assert general is not None
    assert "message_thread_id" not in general.params
    assert mend(general, "Bad Request: message thread not found", TOPIC) is None
    assert mend(call, "Have no rights to send a message", TOPIC) is None


@given(
    text=st.text(max_size=60),
    labels=st.lists(st.text(max_size=30), max_size=6),
    data=st.text(max_size=70),
    card=st.none() | st.builds(Card, st.text(), st.text(), st.just(()), st.text(), st.text()),
)
def test_any_letter_becomes_calls_that_the_platform_takes(
    text: str, labels: list[str], data: str, card: Card | None
) -> None:
    buttons = tuple(Button(label, data) for label in labels)
    assert rendered(Bubble(text * 90, buttons, card))
