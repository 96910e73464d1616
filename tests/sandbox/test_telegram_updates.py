"""How Telegram hands the bot its updates: by polling, by webhook, and what it keeps from it."""

import asyncio

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.sandbox.platforms import Platforms
from tests.sandbox.conftest import Listener, bot_at

GROUP = -1001000000001


async def test_an_update_waits_until_a_later_offset_confirms_it(
    platforms: Platforms, bot: Bot
) -> None:
    await platforms.telegram.start("parent_b", "abc")
    await platforms.telegram.write("parent_b", "ถนนหน้าโรงเรียนพัง")
    first, second = await bot.get_updates()
    assert first.message is not None
    assert first.message.text == "/start abc"
    assert [each.update_id for each in await bot.get_updates()] == [
        first.update_id,
        second.update_id,
    ]
    assert [each.update_id for each in await bot.get_updates(offset=second.update_id)] == [
        second.update_id
    ]
    assert await bot.get_updates(offset=second.update_id + 1) == ()


async def test_a_long_poll_ends_with_the_next_update(platforms: Platforms, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    await platforms.telegram.write("parent_b", "สวัสดี")
    (update,) = await asyncio.wait_for(poll, 2)
    assert update.message is not None
    assert update.message.text == "สวัสดี"


async def test_two_pollers_and_a_webhook_exclude_each_other(
    platforms: Platforms, bot: Bot, listener: Listener
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    async with bot_at(platforms) as other:
        await other.get_updates()
    with pytest.raises(Conflict):
        await poll
    await bot.set_webhook(listener.url)
    with pytest.raises(Conflict):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_a_webhook_carries_its_secret_and_is_tried_again(
    platforms: Platforms, bot: Bot, listener: Listener
) -> None:
    listener.statuses = [503]
    await bot.set_webhook(listener.url, secret_token="quiet", allowed_updates=["message"])
    await platforms.telegram.write("parent_b", "สวัสดี")
    await platforms.telegram.settled()
    assert [body["message"]["text"] for body in listener.bodies] == ["สวัสดี", "สวัสดี"]
    assert listener.came[0][0]["x-telegram-bot-api-secret-token"] == "quiet"
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_only_updates_asked_for_are_queued(platforms: Platforms, bot: Bot) -> None:
    await platforms.telegram.add_member("education_promotion", "parent_b")
    kinds = [update.chat_member is not None for update in await bot.get_updates()]
    assert kinds == [False]
    await bot.get_updates(allowed_updates=["chat_member"])
    await platforms.telegram.remove_member("education_promotion", "parent_b")
    assert (await bot.get_updates())[-1].chat_member is not None


async def test_privacy_mode_hides_what_is_not_for_the_bot(platforms: Platforms, bot: Bot) -> None:
    card = await bot.send_message(GROUP, "เรื่องใหม่")
    write, chat = platforms.telegram.write, "education_promotion"
    await write("staff_d", "คุยกันเอง", chat=chat)
    await write("staff_d", "/help", chat=chat)
    await write("staff_d", "/help@other_bot", chat=chat)
    await write("staff_d", "ตอบแล้วค่ะ", chat=chat, quote=str(card.message_id))
    heard = [each.message for each in await bot.get_updates() if each.message]
    assert [message.text for message in heard] == ["/help", "ตอบแล้วค่ะ"]
    assert heard[1].reply_to_message is not None
    assert heard[1].reply_to_message.message_id == card.message_id
    platforms.telegram.privacy = "off"
    await write("staff_d", "คุยกันเอง", chat=chat)
    assert len(await bot.get_updates()) == 3
