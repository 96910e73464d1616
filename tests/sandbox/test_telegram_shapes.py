"""Every update and every answer of Telegram's stand-in has the shape Telegram describes."""

import json
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.sandbox.platforms import TELEGRAM_TOKEN, Platforms
from tests.sandbox.specs import described, mistakes

STAFF, GROUP = 500000004, -1001000000001
KINDS = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]


@pytest.fixture(scope="module")
def api() -> dict[str, Any]:
    api: dict[str, Any] = json.loads(described("telegram-api.json").read_text(encoding="utf-8"))
    return api


async def everything_happens(platforms: Platforms, bot: Bot) -> None:
    telegram, desk = platforms.telegram, "education_promotion"
    await bot.get_updates(allowed_updates=KINDS)
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("รับเรื่อง", callback_data="take")]])
    platforms.world.groups[desk].topics["7"] = "เรื่องใหม่"
    card = await bot.send_message(
        GROUP, "<b>ก</b> https://example.com", parse_mode="HTML", reply_markup=keyboard
    )
    await bot.send_message(GROUP, "ข", message_thread_id=7, reply_to_message_id=card.message_id)
    await bot.edit_message_text("ค", GROUP, card.message_id, reply_markup=keyboard)
    for send in (bot.send_photo, bot.send_document, bot.send_voice, bot.send_video):
        await send(STAFF, b"data", caption="ก")  # type: ignore[operator]
    await bot.send_location(STAFF, 17.48, 101.72)
    await bot.get_chat(GROUP)
    await bot.get_chat(STAFF)
    await bot.get_chat_member(GROUP, STAFF)
    await bot.get_chat_administrators(GROUP)
    await bot.get_webhook_info()
    await telegram.start("parent_b", "abc")
    await telegram.write("staff_d", "/help", chat=desk, thread="7")
    said = await telegram.write("staff_d", "ค่ะ", chat=desk, quote=str(card.message_id))
    await telegram.edit("staff_d", said.id, "ครับ", chat=desk)
    await telegram.press("staff_d", "รับเรื่อง", chat=desk)
    for kind in ("image", "file", "audio", "video"):
        await telegram.attach("parent_b", kind, b"data", name="a.bin", caption="ก")
    await telegram.locate("parent_b", 17.48, 101.72)
    await telegram.stick("parent_b")
    await telegram.block("parent_b")
    await telegram.unblock("parent_b")
    await telegram.add_member(desk, "parent_b")
    await telegram.remove_member(desk, "parent_b")
    await telegram.add_bot("confidential", payload="abc")
    await telegram.migrate("confidential")
    await telegram.remove_bot("confidential")


@pytest.fixture
async def happened(platforms: Platforms) -> list[dict[str, Any]]:
    base = platforms.telegram_base
    async with Bot(TELEGRAM_TOKEN, base_url=f"{base}/bot") as bot:
        await everything_happens(platforms, bot)
        for update in platforms.telegram.updates.waiting():
            assert Update.de_json(update, bot).update_id == update["update_id"]
    return platforms.telegram.updates.waiting()


async def test_every_update_has_telegrams_shape(
    happened: list[dict[str, Any]], api: dict[str, Any]
) -> None:
    kinds = {kind for update in happened for kind in update if kind != "update_id"}
    assert kinds == set(KINDS)
    for update in happened:
        assert list(mistakes(api["types"], update, "Update")) == [], update


async def test_every_answer_has_telegrams_shape(
    happened: list[dict[str, Any]], platforms: Platforms, api: dict[str, Any]
) -> None:
    looked_at = set()
    for call in platforms.telegram.calls:
        method = call.path.rsplit("/", 1)[-1]
        returns = api["methods"][method]["returns"]
        result = call.answer["result"]
        found = [list(mistakes(api["types"], result, name, method)) for name in returns]
        assert min(found, key=len) == []
        looked_at.add(method)
    assert {"sendMessage", "sendPhoto", "getChat", "getChatMember", "getMe"} <= looked_at
