"""Telegram's sending rules, met by python-telegram-bot over HTTP."""

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.sandbox.platforms import Platforms
from tests.sandbox.conftest import bot_at

PARENT = 500000002
STAFF = 500000004
GROUP = -1001000000001
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("รับเรื่อง", callback_data="take:1")]])


async def test_a_message_with_buttons_is_pressed_and_changed(
    platforms: Platforms, bot: Bot
) -> None:
    sent = await bot.send_message(
        GROUP, "<b>เรื่องใหม่</b> &lt;1&gt;", parse_mode="HTML", reply_markup=KEYBOARD
    )
    assert sent.text == "เรื่องใหม่ <1>"
    assert sent.entities[0].type == "bold"
    await platforms.telegram.press("staff_d", "รับเรื่อง", chat="education_promotion")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.data == "take:1"
    assert query.message is not None
    assert query.message.message_id == sent.message_id
    await bot.answer_callback_query(query.id, text="รับแล้ว")
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(query.id)
    await bot.edit_message_text("รับแล้ว", GROUP, sent.message_id)
    assert platforms.telegram.transcript("education_promotion")[-1].state == "edited"
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_reply_markup(GROUP, sent.message_id)
    await bot.delete_message(GROUP, sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("อีกครั้ง", GROUP, sent.message_id)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ก < ข", "can't parse entities"),
        ("ก & ข", "can't parse entities"),
        ("<b>ก", "can't parse entities"),
        ("ก</b>", "can't parse entities"),
        ("<h1>ก</h1>", "can't parse entities"),
        ("ก" * 4097, "message is too long"),
        ("<b> </b>", "message text is empty"),
    ],
)
async def test_a_bad_text_is_refused(bot: Bot, text: str, why: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){why}"):
        await bot.send_message(STAFF, text, parse_mode="HTML")


async def test_length_counts_after_parsing(bot: Bot) -> None:
    sent = await bot.send_message(STAFF, f"<b>{'ก' * 4096}</b>", parse_mode="HTML")
    assert sent.text is not None
    assert len(sent.text) == 4096


@pytest.mark.parametrize("data", ["ก" * 22, "x" * 65])
async def test_callback_data_has_64_bytes(bot: Bot, data: str) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("ปุ่ม", callback_data=data)]])
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(STAFF, "ก", reply_markup=keyboard)


async def test_who_can_be_written_to(platforms: Platforms, bot: Bot) -> None:
    with pytest.raises(Forbidden, match=r"(?i)can't initiate"):
        await bot.send_message(PARENT, "ก")
    await platforms.telegram.start("parent_b")
    await bot.send_message(PARENT, "ก")
    await platforms.telegram.block("parent_b")
    with pytest.raises(Forbidden, match=r"(?i)blocked by the user"):
        await bot.send_message(PARENT, "ก")
    changes = [each.my_chat_member for each in await bot.get_updates() if each.my_chat_member]
    assert changes[-1].new_chat_member.status == "kicked"
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(12345, "ก")
    await platforms.telegram.remove_bot("confidential")
    with pytest.raises(Forbidden, match=r"(?i)kicked from the group"):
        await bot.send_message(-4000000003, "ก")


async def test_a_migrated_group_names_its_new_number(platforms: Platforms, bot: Bot) -> None:
    await platforms.telegram.migrate("confidential")
    with pytest.raises(ChatMigrated) as error:
        await bot.send_message(-4000000003, "ก")
    sent = await bot.send_message(error.value.new_chat_id, "ก")
    assert sent.chat.type == "supergroup"
    told = [each.message for each in await bot.get_updates() if each.message]
    assert told[0].migrate_to_chat_id == error.value.new_chat_id
    assert told[1].migrate_from_chat_id == -4000000003


async def test_flood_control(platforms: Platforms, bot: Bot) -> None:
    platforms.telegram.flood.watch = "on"
    for _ in range(5):
        await bot.send_message(STAFF, "ก")
    with pytest.raises(RetryAfter):
        await bot.send_message(STAFF, "ก")
    platforms.world.move_clock(5)
    for _ in range(20):
        await bot.send_message(GROUP, "ก")
    with pytest.raises(RetryAfter) as error:
        await bot.send_message(GROUP, "ก")
    assert platforms.telegram.calls[-1].answer["parameters"]["retry_after"] > 50
    assert error.value.retry_after
    platforms.world.move_clock(61)
    await bot.send_message(GROUP, "ก")


async def test_faults(platforms: Platforms, bot: Bot) -> None:
    faults, said = platforms.telegram.faults, platforms.telegram.transcript
    faults.arm("error", only="sendMessage")
    faults.arm("rate", only="sendMessage")
    faults.arm("drop", only="sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(STAFF, "ก")
    with pytest.raises(RetryAfter):
        await bot.send_message(STAFF, "ก")
    with pytest.raises(NetworkError):
        await bot.send_message(STAFF, "ก")
    assert said("staff_d") == []
    faults.arm("silence", moment="after", only="sendMessage")
    with pytest.raises(TimedOut):
        await bot.send_message(STAFF, "ก", read_timeout=0.3)
    assert len(said("staff_d")) == 1


async def test_files_go_both_ways(platforms: Platforms, bot: Bot) -> None:
    await platforms.telegram.attach("parent_b", "image", b"jpeg", name="a.jpg", caption="ถนน")
    message = (await bot.get_updates())[0].message
    assert message is not None
    file = await message.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == b"jpeg"
    sent = await bot.send_document(STAFF, b"a,b", filename="report.csv", caption="รายงาน")
    assert sent.document is not None
    assert sent.document.file_name == "report.csv"
    again = await bot.send_document(STAFF, sent.document.file_id)
    assert again.document is not None
    picture = await bot.send_photo(STAFF, b"jpeg")
    assert picture.photo


async def test_a_reply_keyboard_says_its_words(platforms: Platforms, bot: Bot) -> None:
    keyboard = ReplyKeyboardMarkup([["เมนู", "ติดตาม"]], resize_keyboard=True)
    await bot.send_message(STAFF, "เลือกได้เลยค่ะ", reply_markup=keyboard)
    await platforms.telegram.press("staff_d", "ติดตาม")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.text == "ติดตาม"
    await bot.send_message(STAFF, "ขอบคุณค่ะ", reply_markup=ReplyKeyboardRemove())
    assert platforms.telegram.transcript("staff_d")[-1].keyboard == []


async def test_replies_and_topics(platforms: Platforms, bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)message to be replied not found"):
        await bot.send_message(STAFF, "ก", reply_parameters=ReplyParameters(99))
    wish = ReplyParameters(99, allow_sending_without_reply=True)
    assert (await bot.send_message(STAFF, "ก", reply_parameters=wish)).reply_to_message is None
    platforms.world.groups["education_promotion"].topics["7"] = "เรื่องร้องเรียน"
    sent = await bot.send_message(GROUP, "ก", message_thread_id=7)
    assert sent.is_topic_message
    await platforms.telegram.write("staff_d", "/help", chat="education_promotion", thread="7")
    heard = (await bot.get_updates())[-1].message
    assert heard is not None
    assert heard.message_thread_id == 7


async def test_setting_up(platforms: Platforms, bot: Bot) -> None:
    assert await bot.set_my_commands([("help", "ช่วยเหลือ")])
    assert (await bot.get_my_commands())[0].command == "help"
    assert await bot.set_my_description("สำนักงาน")
    assert (await bot.get_chat(GROUP)).title == platforms.world.groups["education_promotion"].name
    assert (await bot.get_chat_member(GROUP, STAFF)).status == "administrator"
    assert await bot.send_chat_action(STAFF, "typing")
    assert await bot.leave_chat(GROUP)
    assert platforms.world.groups["education_promotion"].bot == "out"


async def test_wrong_token_and_unknown_method(platforms: Platforms, bot: Bot) -> None:
    with pytest.raises(InvalidToken):
        async with bot_at(platforms, "700000001:wrong"):
            pass
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("doTheDishes")
