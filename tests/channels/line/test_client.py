"""The client against LINE's stand-in: what goes over the wire, and what comes of its answers."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
import time
from uuid import UUID, uuid4

import pytest

from bot.channels.base import Channel, FetchError, Quota, SendError, Sent
from bot.channels.line.client import LineChannel
from bot.channels.line.render import render
from handlers.content import Address, Bubble, Button, Card, FileRef, Letter
from tests.channels.line.case import PATIENCE, SECRET, running, signed
from tests.channels.line.stand_in import GROUP, ROOM, TOKEN, USER, Line

PERSON, DESK = Address("line", "private", USER), Address("line", "group", GROUP)
OLD_ROOM = Address("line", "group", ROOM)
FILE = FileRef("line", "m/1", "photo")
KEY = UUID("01932f5e-0000-7000-8000-000000000001")


def letter(text: str = "ก", *, to: Address = PERSON, token: str = "", key: UUID = KEY) -> Letter:
    return Letter(to=to, bubbles=(Bubble(text),), retry_key=key, reply_token=token)


async def refused(channel: Channel, sent: Letter) -> SendError:
    with pytest.raises(SendError) as error:
        await channel.send(sent)
    return error.value


def test_it_is_a_channel() -> None:
    channel: Channel = LineChannel((SECRET,), TOKEN, bool)
    assert (channel.can_edit, channel.push_costs, channel.bubbles_per_call) == (False, True, 5)


def test_importing_the_client_does_not_import_the_sdk() -> None:
    code = "import sys, bot.channels.line.client; sys.exit('linebot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=30, check=False).returncode == 0


async def test_a_letter_with_a_token_is_a_reply_without_a_retry_key() -> None:
    async with running() as (channel, line):
        line.tokens.add("t1")
        assert await channel.send(letter(token="t1")) == Sent(("1000",), "reply")
    [(path, headers, body)] = line.calls
    assert path == "POST /v2/bot/message/reply"
    assert "X-Line-Retry-Key" not in headers
    assert body["replyToken"] == "t1"
    assert body["messages"] == [{"type": "text", "text": "ก"}]


async def test_a_letter_without_a_token_is_a_push_with_its_retry_key() -> None:
    async with running() as (channel, line):
        assert await channel.send(letter(to=DESK)) == Sent(("1000",), "push")
    [(path, headers, body)] = line.calls
    assert path == "POST /v2/bot/message/push"
    assert headers["X-Line-Retry-Key"] == str(KEY)
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert body["to"] == GROUP
    assert body["messages"] == [{"type": "text", "text": "ก"}]


async def test_a_repeated_push_is_sent_and_shown_once() -> None:
    async with running() as (channel, line):
        first, again = await channel.send(letter()), await channel.send(letter())
        assert first == again == Sent(("1000",), "push")
        assert line.shown() == ["ก"]


async def test_the_sdk_sends_every_field_of_what_was_rendered() -> None:
    card = Card("LEI2-1", "ร้องเรียน", (("กลุ่ม", "อำนวยการ"),), "น้ำท่วม", "LEI2-1", urgent=True)
    buttons = (Button("รับ", "a", "/รับ"), Button("เปิด", "", url="https://example.com/"))
    for to in (PERSON, DESK):
        whole = Letter(
            to=to, bubbles=(Bubble("", buttons, card), Bubble("ก", buttons[:1])), retry_key=uuid4()
        )
        async with running() as (channel, line):
            await channel.send(whole)
        assert line.calls[0][2]["messages"] == render(whole)


async def test_a_used_token_is_told_apart_and_nothing_was_sent() -> None:
    async with running() as (channel, line):
        line.tokens.add("t1")
        await channel.send(letter(token="t1"))
        error = await refused(channel, letter(token="t1"))
        assert (error.reason, error.retryable) == ("token", False)
        assert line.shown() == ["ก"]


@pytest.mark.parametrize("fault", ["down", "hang"])
async def test_a_reply_that_broke_is_uncertain(fault: str) -> None:
    async with running() as (channel, line):
        line.tokens.add("t1")
        line.fail(fault)
        error = await refused(channel, letter(token="t1"))
    assert (error.reason, error.retryable) == ("uncertain", False)


@pytest.mark.parametrize("token", ["", "t1"])
async def test_what_never_left_is_unreachable_and_may_be_repeated(token: str) -> None:
    channel = LineChannel((SECRET,), TOKEN, bool, api_base="http://127.0.0.1:1", timeout=PATIENCE)
    await channel.open()
    try:
        error = await refused(channel, letter(token=token))
        assert (error.reason, error.retryable) == ("unreachable", True)
        assert await channel.name_of(PERSON, None) == ""
        await channel.busy(PERSON)
        with pytest.raises(SendError):
            await channel.quota()
        with pytest.raises(SendError):
            await channel.leave(DESK)
        with pytest.raises(FetchError) as lost:
            [piece async for piece in channel.fetch(FILE, 10)]
        assert lost.value.reason == "later"
    finally:
        await channel.close()


async def test_too_fast_waits_longer_each_time_until_it_works_again() -> None:
    async with running() as (channel, line):
        line.fail("rate")
        pauses = [(await refused(channel, letter())).retry_after for _ in range(9)]
        assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
        line.fail("")
        await channel.send(letter())
        line.fail("rate")
        assert (await refused(channel, letter())).retry_after == 1


async def test_a_refusal_says_what_line_found_wrong() -> None:
    async with running() as (channel, line):
        line.fail("rejected")
        error = await refused(channel, letter("เบอร์ 0812345678"))
    assert error.detail == (
        "400 The request body has 1 error(s); messages[0].text: May not be empty"
    )


@pytest.mark.parametrize("answer", ["", "<html>", "[]", {}, {"sentMessages": 5}, {"new": [1]}])
async def test_a_push_that_line_took_is_sent_whatever_its_answer_looks_like(
    answer: str | dict[str, object],
) -> None:
    async with running() as (channel, line):
        line.answer = answer
        assert await channel.send(letter()) == Sent((), "push")


async def test_a_letter_to_nowhere_is_not_sent() -> None:
    async with running() as (channel, line):
        error = await refused(channel, letter(to=Address("line", "private", "")))
        assert error.reason == "gone"
        assert line.calls == []


async def test_working_is_shown_in_private_chats_only() -> None:
    async with running() as (channel, line):
        for to in (PERSON, DESK, OLD_ROOM):
            await channel.busy(to)
    [(path, _, body)] = line.calls
    assert path == "POST /v2/bot/chat/loading/start"
    assert body == {"chatId": USER, "loadingSeconds": 20}


async def test_groups_and_rooms_are_left_and_having_left_is_as_good() -> None:
    async with running() as (channel, line):
        for group in (DESK, OLD_ROOM, Address("line", "group", "Cgone")):
            await channel.leave(group)
        line.fail("forbidden")
        with pytest.raises(SendError):
            await channel.leave(DESK)
    assert [path for path, _, _ in line.calls[:3]] == [
        f"POST /v2/bot/group/{GROUP}/leave",
        f"POST /v2/bot/room/{ROOM}/leave",
        "POST /v2/bot/group/Cgone/leave",
    ]


@pytest.mark.parametrize(
    ("group", "path"),
    [
        (None, f"GET /v2/bot/profile/{USER}"),
        (DESK, f"GET /v2/bot/group/{GROUP}/member/{USER}"),
        (OLD_ROOM, f"GET /v2/bot/room/{ROOM}/member/{USER}"),
    ],
)
async def test_names_are_asked_where_line_tells_them(group: Address | None, path: str) -> None:
    async with running() as (channel, line):
        assert await channel.name_of(PERSON, group) == "ผู้ปกครอง ก"
        assert await channel.name_of(Address("line", "private", "Ublocked"), group) == ""
    assert line.calls[0][0] == path


async def test_names_never_reach_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with running() as (channel, _):
        await channel.name_of(PERSON, None)
        await channel.send(letter("เบอร์ 0812345678"))
    for secret in ("ผู้ปกครอง", "0812345678", TOKEN):
        for spelt in (secret, json.dumps(secret)[1:-1], repr(secret.encode())[2:-1]):
            assert spelt not in caplog.text


async def test_the_quota_and_no_quota() -> None:
    async with running() as (channel, line):
        assert await channel.quota() == Quota(300, 12)
        line.answer = {"type": "none"}
        assert await channel.quota() == Quota(None, 12)
        line.fail("forbidden")
        with pytest.raises(SendError):
            await channel.quota()


async def fetched(channel: Channel, most: int) -> bytes:
    return b"".join([piece async for piece in channel.fetch(FILE, most)])


async def test_a_file_is_streamed() -> None:
    async with running() as (channel, line):
        line.content = (200, b"x" * 300_000)
        assert await fetched(channel, 300_000) == b"x" * 300_000
    path, headers, _ = line.calls[0]
    assert path == "GET /v2/bot/message/m/1/content"
    assert headers["Authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize(
    ("status", "reason"),
    [(202, "later"), (400, "gone"), (404, "gone"), (410, "gone"), (302, "later"), (503, "later")],
)
async def test_a_file_that_cannot_be_had(status: int, reason: str) -> None:
    async with running() as (channel, line):
        line.content = (status, b"")
        with pytest.raises(FetchError) as error:
            await fetched(channel, 10)
    assert error.value.reason == reason


async def test_a_file_over_the_limit_is_given_up_on_the_way() -> None:
    async with running() as (channel, line):
        line.content = (200, b"x" * 300_000)
        got = 0
        with pytest.raises(FetchError) as error:
            async for piece in channel.fetch(FILE, 100_000):
                got += len(piece)
    assert error.value.reason == "too_large"
    assert got <= 100_000


async def test_either_of_two_secrets_signs() -> None:
    channel = LineChannel(("new", "old"), TOKEN, bool)
    for secret in ("new", "old"):
        call = signed(b'{"events": []}', secret)
        assert channel.events(call.body, call.headers) == []


async def test_a_cancelled_first_call_does_not_spoil_the_next() -> None:
    async with running() as (channel, line):
        early = asyncio.create_task(channel.send(letter()))
        await asyncio.sleep(0)
        early.cancel()
        await asyncio.gather(early, return_exceptions=True)
        await channel.send(letter("ข", key=uuid4()))
        assert line.shown()[-1] == "ข"


async def test_opening_does_not_wait_for_the_sdk() -> None:
    line = Line()
    channel = LineChannel((SECRET,), TOKEN, bool, api_base=await line.open() + "//")
    began = time.monotonic()
    await channel.open()
    assert time.monotonic() - began < 0.2
    await channel.send(letter())
    assert line.calls[0][0] == "POST /v2/bot/message/push"
    await channel.close()
    await line.close()
