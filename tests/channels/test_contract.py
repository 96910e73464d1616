"""What every channel keeps, whatever its platform."""

from __future__ import annotations

import asyncio
import time
from uuid import uuid4

import pytest
import regex

from bot.channels.base import BadBody, BadSignature, Channel, SendError
from handlers.content import Address, Bubble, Button, Card, Letter
from handlers.events import Incoming, Pressed, TextSent
from tests.channels.case import Call, Case

LONG = "โรงเรียนน้ำท่วมถนนหน้าโรงเรียนเข้าออกไม่ได้ ผู้ปกครองขอให้เร่งแก้ไขที่ปั๊มน้ำ 👨‍👩‍👧 " * 150
CHOICES = (
    Button("ส่งเรื่อง", "intake.send"),
    Button("แก้ไขประเภท", "intake.kind:complaint"),
    Button("ยกเลิก", "intake.cancel:0193f2"),
)
CARD = Card(
    number="LEI2-2570-00012-3",
    headline="ร้องเรียน",
    rows=(("กลุ่ม", "กลุ่มอำนวยการ"), ("กำหนดตอบ", "21 ธ.ค. 2570")),
    excerpt="น้ำท่วมถนนหน้าโรงเรียน",
    summary="LEI2-2570-00012-3 ร้องเรียน กลุ่มอำนวยการ",
)


def letter(to: Address, *bubbles: Bubble) -> Letter:
    return Letter(to=to, bubbles=bubbles, retry_key=uuid4())


def received(channel: Channel, calls: list[Call]) -> list[Incoming]:
    return [event for call in calls for event in channel.events(call.body, call.headers)]


def dense(text: str) -> list[str]:
    """The letters (clusters) of a text but for its blanks, which may fall away at a cut."""
    return [letter for letter in regex.findall(r"\X", text) if not letter.isspace()]


async def test_names_its_account_as_its_addresses_do(case: Case) -> None:
    async with case.running() as (channel, _):
        assert channel.account == case.person.account
        assert channel.bubbles_per_call >= 1
        assert channel.name == case.name


async def test_a_forged_call_is_refused(case: Case) -> None:
    async with case.running() as (channel, _):
        for call in case.calls([case.text(1, "สวัสดี")]):
            with pytest.raises(BadSignature):
                channel.events(*case.forged(call))
            with pytest.raises(BadSignature):
                channel.events(call.body, {})


async def test_the_case_of_header_names_does_not_matter(case: Case) -> None:
    async with case.running() as (channel, _):
        for call in case.calls([case.text(1, "สวัสดี")]):
            for change in (str.upper, str.lower):
                headers = {change(name): value for name, value in call.headers.items()}
                assert len(channel.events(call.body, headers)) == 1


async def test_a_text_arrives_whole(case: Case) -> None:
    words = '<b>{0}</b> & "น้ำ" שלום 👨‍👩‍👧 \u200b'
    async with case.running() as (channel, _):
        [incoming] = received(channel, case.calls([case.text(7, words)]))
    assert isinstance(incoming.event, TextSent)
    assert incoming.event.text == words
    assert incoming.event.message
    assert incoming.chat == incoming.sender == case.person
    assert incoming.at.utcoffset() is not None


async def test_one_bad_event_drops_no_other(case: Case) -> None:
    async with case.running() as (channel, _):
        for bad in case.broken:
            calls = case.calls([case.text(1, "ก"), bad, case.text(2, "ข")])
            texts = [
                e.event.text for e in received(channel, calls) if isinstance(e.event, TextSent)
            ]
            assert texts == ["ก", "ข"], bad


async def test_the_same_input_has_the_same_event_ids_and_another_has_others(case: Case) -> None:
    raw = [case.text(1, "ก"), case.text(2, "ก"), *case.broken]
    async with case.running() as (channel, _):
        once, again = (received(channel, case.calls(raw)) for _ in range(2))
    assert [e.event_id for e in once] == [e.event_id for e in again]
    assert once[0].event_id != once[1].event_id
    assert all(e.event_id for e in once)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"null", b"[]", b'"text"', b"[" * 100_000])
async def test_what_is_no_call_of_the_platform_is_a_bad_body(case: Case, body: bytes) -> None:
    async with case.running() as (channel, _):
        with pytest.raises(BadBody):
            channel.events(*case.resigned(body))


async def test_a_long_text_arrives_whole_in_order_and_no_letter_is_torn(case: Case) -> None:
    async with case.running() as (channel, platform):
        sent = await channel.send(letter(case.person, Bubble(LONG)))
        pieces = platform.shown()
    assert len(sent.message_ids) == len(pieces) > 1
    assert [mark for piece in pieces for mark in dense(piece)] == dense(LONG)


@pytest.mark.parametrize(
    "text",
    ["<b>&amp;</b>", "{0} {name} {{", "a < b & c", "*_`[](", "שלום \u202eabc", "น้ำ\u200bแข็ง"],
)
async def test_markup_and_braces_are_seen_as_written(case: Case, text: str) -> None:
    async with case.running() as (channel, platform):
        await channel.send(letter(case.person, Bubble(text)))
        assert platform.shown() == [text]


async def test_bubbles_arrive_in_order(case: Case) -> None:
    async with case.running() as (channel, platform):
        for number in range(3):
            await channel.send(letter(case.person, Bubble(f"ข้อความ {number}")))
        assert platform.shown() == ["ข้อความ 0", "ข้อความ 1", "ข้อความ 2"]


@pytest.mark.parametrize("card", [None, CARD])
async def test_buttons_come_back_as_what_they_carried(case: Case, card: Card | None) -> None:
    async with case.running() as (channel, platform):
        await channel.send(letter(case.person, Bubble("เลือก", CHOICES, card)))
        events = received(channel, case.calls(platform.presses()))
    pressed = [event.event.data for event in events if isinstance(event.event, Pressed)]
    assert pressed == [button.data for button in CHOICES]


async def test_a_card_shows_its_number_and_all_its_rows(case: Case) -> None:
    async with case.running() as (channel, platform):
        await channel.send(letter(case.group, Bubble("", card=CARD)))
        seen = "\n".join(platform.shown())
    rows = [word for row in CARD.rows for word in row]
    for words in (CARD.number, CARD.headline, CARD.excerpt, *rows):
        assert words in seen


@pytest.mark.parametrize("text", ["", " \n", "\u200b"])
async def test_what_cannot_be_shown_is_shown_as_something(case: Case, text: str) -> None:
    async with case.running() as (channel, platform):
        await channel.send(letter(case.person, Bubble(text)))
        assert len(platform.shown()) == 1
        assert platform.shown()[0].strip(" \n\u200b")


async def test_each_fault_says_what_it_means_for_trying_again(case: Case) -> None:
    for fault, expected in case.faults.items():
        async with case.running() as (channel, platform):
            platform.fail(fault)
            with pytest.raises(SendError) as error:
                await channel.send(letter(case.person, Bubble("ก")))
            assert (error.value.reason, error.value.retryable) == expected, fault


async def test_a_platform_that_never_answers_is_given_up_in_time(case: Case) -> None:
    async with case.running() as (channel, platform):
        await channel.send(letter(case.person, Bubble("ก")))  # whatever is made at first use
        platform.fail("hang")
        began = time.monotonic()
        with pytest.raises(SendError) as error:
            await asyncio.wait_for(channel.send(letter(case.person, Bubble("ก"))), 30)
        assert time.monotonic() - began < case.patience + 1
        assert error.value.reason in ("unreachable", "uncertain")


async def test_showing_that_we_work_never_fails(case: Case) -> None:
    async with case.running() as (channel, platform):
        for fault in ("", *case.faults):
            if fault:
                platform.fail(fault)
            assert await channel.busy(case.person) is None  # type: ignore[func-returns-value]
            assert await channel.acknowledge("1") is None  # type: ignore[func-returns-value]
