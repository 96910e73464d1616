"""The channel over real HTTP, against a stand-in on loopback."""

from __future__ import annotations

import asyncio
import logging
from typing import Any
from uuid import UUID

import pytest

from bot.channels.base import BadSignature, SendError, Sent
from bot.channels.telegram.settings import MenuCommand
from handlers.content import Address, Bubble, Button, FileRef, Letter
from handlers.events import TextSent
from tests.channels.telegram.standin import (
    SECRET,
    TOKEN,
    channel_at,
    private,
    refusal,
    running,
    telegram,
)

KEY = UUID("01932f5e-0000-7000-8000-000000000001")
PERSON = Address("telegram:4000000001", "private", "5001")
GROUP = Address("telegram:4000000001", "group", "-100777", "3")
PHOTO = FileRef("telegram:4000000001", "AgAC", "photo")
COMMANDS = (
    MenuCommand("track", {"th": "ติดตามเรื่อง", "en": "Track"}),
    MenuCommand("help", {"th": "ช่วยเหลือ"}),
)


def letter(*texts: str, to: Address = PERSON, **more: Any) -> Letter:
    return Letter(to, tuple(Bubble(text) for text in texts), KEY, **more)


async def test_a_letter_is_sent_and_its_id_comes_back() -> None:
    async with running() as (channel, platform):
        sent = await channel.send(letter("สวัสดี", to=GROUP))
        [params] = platform.of("sendMessage")
    assert sent.route == "push"
    assert len(sent.message_ids) == 1
    assert (params["chat_id"], params["message_thread_id"]) == (-100777, 3)


async def test_an_edit_replaces_the_message() -> None:
    async with running() as (channel, platform):
        assert await channel.send(letter("ใหม่", edits="55")) == Sent(("55",), "edit")
        assert platform.of("editMessageText")[0]["message_id"] == 55


async def test_an_edit_that_changes_nothing_is_done() -> None:
    same = "Bad Request: message is not modified: specified new message content is the same"
    async with running() as (channel, platform):
        platform.refusals["editMessageText"] = [refusal(400, same)]
        assert await channel.send(letter("เดิม", edits="55")) == Sent(("55",), "edit")


@pytest.mark.parametrize("words", ["message to edit not found", "message can't be edited"])
async def test_what_cannot_be_edited_is_sent_anew_in_its_topic(words: str) -> None:
    async with running() as (channel, platform):
        platform.refusals["editMessageText"] = [refusal(400, f"Bad Request: {words}")]
        sent = await channel.send(letter("ใหม่", to=GROUP, edits="55"))
        [params] = platform.of("sendMessage")
    assert sent.route == "push"
    assert sent.message_ids != ("55",)
    assert params["message_thread_id"] == 3


async def test_markup_that_is_not_understood_is_sent_plain_once() -> None:
    bad = refusal(400, "Bad Request: can't parse entities: Unsupported start tag")
    async with running() as (channel, platform):
        platform.refusals["sendMessage"] = [bad]
        await channel.send(letter("<ก>"))
        assert platform.of("sendMessage")[1]["text"] == "<ก>"
        platform.always["sendMessage"] = bad
        with pytest.raises(SendError, match="rejected"):
            await channel.send(letter("<ก>"))
        assert len(platform.of("sendMessage")) == 4


async def test_a_letter_that_failed_half_way_goes_on_where_it_stopped() -> None:
    async with running() as (channel, platform):
        platform.refusals["sendMessage"] = [
            (200, {"ok": True, "result": {"message_id": 11}}),
            refusal(429, "Too Many Requests", retry_after=1),
        ]
        with pytest.raises(SendError, match="rate"):
            await channel.send(letter("หนึ่ง", "สอง", "สาม"))
        await asyncio.sleep(1.05)
        sent = await channel.send(letter("หนึ่ง", "สอง", "สาม"))
        assert sent.message_ids[0] == "11"
        assert platform.shown() == ["หนึ่ง", "สอง", "สอง", "สาม"]


async def test_a_refusal_for_one_chat_holds_it_and_no_other() -> None:
    async with running() as (channel, platform):
        platform.refusals["sendMessage"] = [refusal(429, "Too Many Requests", retry_after=40)]
        with pytest.raises(SendError) as error:
            await channel.send(letter("ก", to=GROUP))
        assert error.value.retry_after == 40
        with pytest.raises(SendError) as error:
            await channel.send(letter("ก", to=GROUP))
        assert error.value.retry_after == pytest.approx(40, abs=1)
        assert len(platform.of("sendMessage")) == 1
        assert (await channel.send(letter("ข"))).message_ids


async def test_a_migrated_group_says_where_it_went() -> None:
    async with running() as (channel, platform):
        platform.always["sendMessage"] = refusal(400, "upgraded", migrate_to_chat_id=-100999)
        with pytest.raises(SendError) as error:
            await channel.send(letter("ก", to=Address(channel.account, "group", "-5")))
    assert error.value.moved_to == Address(channel.account, "group", "-100999")


async def test_a_platform_that_is_not_there_is_unreachable_and_opening_does_not_fail() -> None:
    async with telegram() as platform:
        channel = channel_at(platform, timeout=0.3)
    await channel.open()
    try:
        with pytest.raises(SendError) as error:
            await channel.send(letter("ก"))
        assert (error.value.reason, error.value.retryable) == ("unreachable", True)
        assert not channel.ready.is_set()
    finally:
        await channel.close()


async def test_a_platform_that_comes_up_later_is_found() -> None:
    async with telegram() as platform:
        platform.refusals["getMe"] = [refusal(502, "Bad Gateway")]
        channel = channel_at(platform, timeout=0.2)
        await channel.open()
        try:
            assert not channel.ready.is_set()
            await asyncio.wait_for(channel.ready.wait(), 5)
            assert channel.me.username == "sample_office_bot"
        finally:
            await channel.close()


async def test_polling_takes_the_webhook_away_and_a_webhook_is_set() -> None:
    async with running() as (_, platform):
        assert len(platform.of("deleteWebhook")) == 1
    async with running(mode="webhook", public_url="https://a.go.th/") as (_, platform):
        [params] = platform.of("setWebhook")
        assert params == {
            "url": "https://a.go.th/webhook/telegram",
            "secret_token": SECRET,
            "allowed_updates": [
                "message",
                "edited_message",
                "callback_query",
                "my_chat_member",
                "chat_member",
            ],
        }
    async with running(mode="webhook") as (_, platform):
        assert not platform.of("setWebhook") + platform.of("deleteWebhook")


async def test_the_menu_is_offered_in_each_language_the_first_for_all() -> None:
    async with running(commands=COMMANDS) as (channel, platform):
        menus = platform.of("setMyCommands")
        assert channel.ready.is_set()
    thai = [
        {"command": "track", "description": "ติดตามเรื่อง"},
        {"command": "help", "description": "ช่วยเหลือ"},
    ]
    english = [{"command": "track", "description": "Track"}]
    assert [(menu.get("language_code"), menu["commands"]) for menu in menus] == [
        (None, thai),
        ("th", thai),
        ("en", english),
    ]


async def test_a_refused_menu_stops_nothing() -> None:
    async with telegram() as platform:
        platform.always["setMyCommands"] = refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        channel = channel_at(platform, commands=COMMANDS)
        await channel.open()
        assert channel.ready.is_set()
        await channel.close()


async def test_without_a_secret_no_call_is_believed() -> None:
    async with running(secret="") as (channel, _):
        with pytest.raises(BadSignature):
            channel.events(b"{}", {"X-Telegram-Bot-Api-Secret-Token": ""})


async def test_a_secret_of_any_letters_is_only_wrong() -> None:
    async with running() as (channel, _):
        with pytest.raises(BadSignature):
            channel.events(b"{}", {"X-Telegram-Bot-Api-Secret-Token": "ลับ\udcff"})


async def test_a_polled_update_is_read_as_a_delivered_one() -> None:
    async with running() as (channel, _):
        [incoming] = channel.read(private(1, "ก"))
        assert isinstance(incoming.event, TextSent)
        assert incoming.account == channel.account


@pytest.mark.parametrize("words", ["query is too old and response timeout expired", "x"])
async def test_a_late_acknowledgement_is_no_error(words: str) -> None:
    async with running() as (channel, platform):
        platform.always["answerCallbackQuery"] = refusal(400, f"Bad Request: {words}")
        await channel.acknowledge("77")
        assert platform.of("answerCallbackQuery") == [{"callback_query_id": 77}]


async def test_working_is_shown_in_the_topic() -> None:
    async with running() as (channel, platform):
        await channel.busy(GROUP)
        assert platform.of("sendChatAction") == [
            {"chat_id": -100777, "message_thread_id": 3, "action": "typing"}
        ]


async def test_names_come_from_the_group_or_the_chat() -> None:
    person = {"id": 5001, "is_bot": False, "first_name": "ครู", "last_name": "ข"}
    async with running() as (channel, platform):
        platform.results["getChatMember"] = {"status": "member", "user": person}
        platform.results["getChat"] = {"id": 5001, "type": "private", "first_name": "ผู้ปกครอง ก"}
        assert await channel.name_of(PERSON, GROUP) == "ครู ข"
        assert await channel.name_of(PERSON, None) == "ผู้ปกครอง ก"
        platform.always["getChat"] = refusal(400, "Bad Request: chat not found")
        assert await channel.name_of(PERSON, None) == ""


async def test_leaving_a_group_that_is_gone_is_fine() -> None:
    async with running() as (channel, platform):
        platform.always["leaveChat"] = refusal(403, "Forbidden: bot is not a member")
        await channel.leave(GROUP)
        assert platform.of("leaveChat") == [{"chat_id": -100777}]
        assert await channel.quota() is None


async def test_the_token_and_peoples_words_are_in_no_log_and_no_error(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    errors = []
    async with running(commands=COMMANDS) as (channel, platform):
        await channel.send(Letter(PERSON, (Bubble("ความลับ", (Button("ก", "ข" * 30),)),), KEY))
        platform.files["photos/AgAC"] = b"x"
        [piece async for piece in channel.fetch(PHOTO, 1000)]
        for answer in (refusal(401, "Unauthorized"), refusal(400, f"Bad Request: {TOKEN}")):
            platform.always["sendMessage"] = answer
            with pytest.raises(SendError) as error:
                await channel.send(letter("ความลับ"))
            errors.append(error.value)
        await channel.acknowledge("77")
    with pytest.raises(SendError) as error:
        await channel.send(letter("ความลับ"))
    errors.append(error.value)
    told = caplog.text + "".join(f"{e!r}{e.__cause__!r}{e.__context__!r}" for e in errors)
    assert "ความลับ" not in told
    assert TOKEN not in told
    assert TOKEN.split(":")[1] not in told
