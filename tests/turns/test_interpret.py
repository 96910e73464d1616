"""What people type or press, as tables: words of both languages, labels, ticket numbers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from msgspec import structs

from bot.config import load
from bot.interpret import interpret, spoken_to
from handlers.content import Choice
from handlers.events import ChoiceMade, Commanded, Event, Pressed, StickerSent, TextSent
from handlers.facts import About, Basics, Chat
from locales.texts import Texts

OFFICE = load(Path("bot.yaml"), {}).office
TEXTS = Texts(OFFICE)
TICKET = UUID("01a1f8c6-eadd-719c-9c9c-5b233c7ce1e1")
NUMBER, MISSPELT = "TY2-70-00001-4", "TY2-70-00001-5"
MENU = (Choice("intake.send"), Choice("intake.kind"), Choice("intake.cancel"))


def heard(event: Event, chat: str = "private", about: About | None = None) -> Event:
    place = Chat(UUID(int=1), chat, "line")  # type: ignore[arg-type]
    basics = Basics(datetime(2026, 11, 20, tzinfo=UTC), OFFICE, place, None, about=about)
    return interpret(event, basics, MENU if chat == "private" else (), TEXTS)


def typed(text: str, chat: str = "private", about: About | None = None) -> Event:
    return heard(TextSent(text, "m", "q" if about else ""), chat, about)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("ยกเลิก", "cancel"),
        ("ยกเลิกค่ะ", "cancel"),
        ("  ยกเลิก นะคะ  ", "cancel"),
        ("CANCEL", "cancel"),
        ("Cancel please.", "cancel"),
        ("ย้อนกลับครับ", "back"),
        ("back", "back"),
        ("เมนู", "menu"),
        ("Menu!", "menu"),
        ("ช่วยเหลือด้วยค่ะ", "help"),
        ("help", "help"),
        ("ติดตาม", "track"),
        ("my tickets", "track"),
        ("หยุด", "stop"),
        ("stop", "stop"),
        ("ภาษา", "language"),
        ("ยก\u200bเลิก", "cancel"),
    ],
)
def test_words_that_work_everywhere(text: str, command: str) -> None:
    assert typed(text) == Commanded(command, "", "m")


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("1", 0),
        ("๑", 0),
        (" 2 ", 1),
        ("๓.", 2),
        ("2ค่ะ", 1),
        ("ส่งเรื่อง", 0),
        ("ส่งเรื่องครับ", 0),
        ("แก้ประเภทเรื่อง", 1),
    ],
)
def test_numbers_and_labels_of_the_last_letter(text: str, position: int) -> None:
    assert typed(text) == ChoiceMade(MENU[position], said="m")


@pytest.mark.parametrize(
    "text", ["0", "4", "99", "-1", "1.5", "1 2", "ครูยกเลิกเรียน", "ขอเมนูอาหาร", "", "ค่ะ", "²", "①"]
)
def test_other_words_stay_words(text: str) -> None:
    assert typed(text) == TextSent(text, "m")


def test_who_quotes_something_answers_it_and_commands_nothing() -> None:
    quoting = TextSent("ยกเลิก", "m", "q")
    assert heard(quoting) == quoting


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("start", "menu"),
        ("cancel", "cancel"),
        ("track", "track"),
        ("language", "language"),
        ("nonsense", "help"),
    ],
)
def test_slash_commands(name: str, expected: str) -> None:
    assert heard(Commanded(name, "", "m")) == Commanded(expected, "", "m")


@pytest.mark.parametrize(
    "spelt",
    [NUMBER, "ty2 70 00001 4", "TY270000014", "TY2-๗๐-๐๐๐๐๑-๔", "70-00001-4", f" {NUMBER} "],
)
@pytest.mark.parametrize("chat", ["private", "group"])
def test_a_ticket_number_in_any_spelling_shows_the_ticket(spelt: str, chat: str) -> None:
    assert typed(spelt, chat) == ChoiceMade(Choice("ticket.show", (NUMBER,)), said="m")


@pytest.mark.parametrize("chat", ["private", "group"])
def test_a_misspelt_number_is_noticed(chat: str) -> None:
    expected = ChoiceMade(Choice("ticket.misspelt", (MISSPELT,)), said="m")
    assert typed(MISSPELT, chat) == expected
    assert typed(f"รับเรื่อง {MISSPELT}", chat) == expected


def test_a_number_within_a_sentence_stays_a_sentence() -> None:
    text = f"เรื่อง {NUMBER} วันนี้เด็กยังไม่ได้กินข้าวอีกแล้ว"
    assert typed(text) == TextSent(text, "m")


@pytest.mark.parametrize(
    "text",
    [
        f"ขอถามเรื่อง {NUMBER} ว่าถึงไหนแล้ว",
        f"ติดตาม {NUMBER} ค่ะ",
        f"{NUMBER} ครับ",
        f"ขอทราบความคืบหน้าเรื่อง {NUMBER} ครับ",
        f"any news about {NUMBER}?",
        f"รับ {NUMBER}",
    ],
)
def test_asking_after_a_number_shows_the_matter(text: str) -> None:
    assert typed(text) == ChoiceMade(Choice("ticket.show", (NUMBER,)), said="m")


def test_a_number_spelt_wrong_is_said_to_be_even_within_a_sentence() -> None:
    wrong = ChoiceMade(Choice("ticket.misspelt", (MISSPELT,)), said="m")
    assert typed(f"เรื่อง {MISSPELT} วันนี้เด็กยังไม่ได้กินข้าว") == wrong


@pytest.mark.parametrize(
    ("text", "locale"),
    [("English", "en"), ("ภาษาอังกฤษค่ะ", "en"), ("ภาษาไทย", "th"), ("Thai", "th")],
)
def test_a_language_is_chosen_by_its_name(text: str, locale: str) -> None:
    assert typed(text) == ChoiceMade(Choice(f"language.{locale}"), said="m")


def test_commands_and_choices_may_quote_our_letter() -> None:
    ours, other = About(TICKET), About(None, known=False)
    assert typed("ยกเลิก", about=ours) == Commanded("cancel", "", "m")
    assert typed("ส่งเรื่อง", about=ours) == ChoiceMade(MENU[0], said="m")
    assert typed("ยกเลิก", about=other) == TextSent("ยกเลิก", "m", "q")


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        (f"รับเรื่อง {NUMBER}", Choice("ticket.claim", (NUMBER,))),
        (f"{NUMBER} รับเรื่องค่ะ", Choice("ticket.claim", (NUMBER,))),
        (f"claim {NUMBER}", Choice("ticket.claim", (NUMBER,))),
        ("รับเรื่อง 70-00001-4", Choice("ticket.claim", (NUMBER,))),
        (f"ปิดเรื่อง {NUMBER}", Choice("ticket.close", (NUMBER,))),
        (f"ส่งไปกลุ่ม {NUMBER} legal", Choice("ticket.to", (NUMBER, "legal"))),
        (f"ส่งไปกลุ่ม {NUMBER} กฎหมายและคดี", Choice("ticket.to", (NUMBER, "legal"))),
        (f"ปิดเพราะ {NUMBER} แก้ไขแล้ว", Choice("ticket.closeas", (NUMBER, "solved"))),
        (f"ยกเลิกการส่ง {NUMBER}", Choice("reply.undo", (NUMBER,))),
        (f"undo {NUMBER}", Choice("reply.undo", (NUMBER,))),
    ],
)
def test_words_of_a_desk_with_a_ticket_number(text: str, choice: Choice) -> None:
    assert typed(text, "group") == ChoiceMade(choice, said="m")
    assert spoken_to(text, OFFICE.code, TEXTS)


@pytest.mark.parametrize(
    ("words", "name", "outcome", "note"),
    [
        ("ปิดเรื่อง {} แก้ไขแล้ว ซ่อมหลังคาเสร็จเมื่อวาน", "closeas", "solved", "ซ่อมหลังคาเสร็จเมื่อวาน"),
        ("ปิดเรื่อง {} ชี้แจงแล้ว โทรแจ้ง\nผู้ปกครองแล้ว", "closeas", "explained", "โทรแจ้ง\nผู้ปกครองแล้ว"),
        ("ปิดเพราะ {} ไม่อยู่ในอำนาจหน้าที่ แจ้งเทศบาล", "closeas", "not_ours", "แจ้งเทศบาล"),
        ("close {} not within our power ask the city", "closeas", "not_ours", "ask the city"),
        ("ปิดเรื่อง {} ข้อความรบกวน", "closeas", "spam", ""),
        ("ปิดเลย {} ชี้แจงแล้ว", "closenow", "explained", ""),
    ],
)
def test_how_a_ticket_ends_and_the_note_behind_it(
    words: str, name: str, outcome: str, note: str
) -> None:
    choice = Choice(f"ticket.{name}", (NUMBER, outcome))
    assert typed(words.format(NUMBER), "group") == ChoiceMade(choice, said="m", words=note)
    quoted = structs.replace(choice, args=(TICKET.hex, outcome))
    said = words.format("").replace("  ", " ")
    assert typed(said, "group", About(TICKET)) == ChoiceMade(quoted, said="m", words=note)


def test_an_end_that_nobody_knows_is_asked_for() -> None:
    asked = ChoiceMade(Choice("ticket.close", (NUMBER,)), said="m")
    assert typed(f"ปิดเรื่อง {NUMBER} จบแล้วจ้า ขอบใจ", "group") == asked


def test_what_a_button_writes_closes_without_a_note() -> None:
    choice = Choice("ticket.closenow", (TICKET.hex, "not_ours"))
    assert TEXTS.typed(choice, "th", NUMBER) == f"ปิดเลย {NUMBER} ไม่อยู่ในอำนาจหน้าที่"


def test_words_of_a_desk_as_a_reply_to_a_card() -> None:
    expected = ChoiceMade(Choice("ticket.claim", (TICKET.hex,)), said="m")
    assert typed("รับเรื่อง", "group", About(TICKET)) == expected
    talk = typed("รับทราบ เดี๋ยวดูให้", "group", About(TICKET))
    assert isinstance(talk, TextSent)


@pytest.mark.parametrize(
    ("text", "choice", "words"),
    [
        ("ถาม เด็กอยู่ชั้นใด", Choice("ticket.ask", (TICKET.hex,)), "เด็กอยู่ชั้นใด"),
        ("ถาม: เด็กอยู่ชั้นใด", Choice("ticket.ask", (TICKET.hex,)), "เด็กอยู่ชั้นใด"),
        ("บันทึก\nโทรแล้ว\nไม่รับ", Choice("ticket.note", (TICKET.hex,)), "โทรแล้ว\nไม่รับ"),
        (f"รวมกับ {NUMBER}", Choice("ticket.merge", (TICKET.hex,)), NUMBER),
        (f"บันทึก ดู {NUMBER} ด้วย", Choice("ticket.note", (TICKET.hex,)), f"ดู {NUMBER} ด้วย"),
        (f"บันทึก {NUMBER} โทรแล้ว", Choice("ticket.note", (NUMBER,)), "โทรแล้ว"),
        ("ส่งต่อ การเงิน เรื่องเบิกจ่าย", Choice("ticket.to", (TICKET.hex, "finance")), "เรื่องเบิกจ่าย"),
        (f"ส่งต่อ {NUMBER} กลุ่มกฎหมาย ผิดวินัย", Choice("ticket.to", (NUMBER, "legal")), "ผิดวินัย"),
        (f"forward {NUMBER} legal affairs it is a case", Choice("ticket.to", (NUMBER, "legal")),
         "it is a case"),
        (f"ส่งต่อ {NUMBER} ที่ไหนดี", Choice("ticket.forward", (NUMBER,)), "ที่ไหนดี"),
        (f"ส่งต่อ {NUMBER}", Choice("ticket.forward", (NUMBER,)), ""),
        (f"แก้ประเภท {NUMBER} สอบถาม", Choice("ticket.kind", (NUMBER, "question")), ""),
        (f"มอบหมาย {NUMBER} สมหญิง", Choice("ticket.assign", (NUMBER,)), "สมหญิง"),
        (f"ขยายเวลา {NUMBER} 30 พ.ย. รอ", Choice("ticket.extend", (NUMBER,)), "30 พ.ย. รอ"),
        (f"เลขรับ {NUMBER} 1234/2569", Choice("ticket.register", (NUMBER,)), "1234/2569"),
        (f"รวมกับ {NUMBER} 70-00002-2", Choice("ticket.merge", (NUMBER,)), "70-00002-2"),
    ],
)  # fmt: skip
def test_verbs_with_words(text: str, choice: Choice, words: str) -> None:
    expected = ChoiceMade(choice, said="m", words=words)
    assert typed(text, "group", About(TICKET)) == expected
    if choice.first == NUMBER:
        assert typed(text, "group") == expected


def test_what_a_letter_asks_for_is_what_its_quote_says() -> None:
    asks = Choice("ticket.to", (TICKET.hex, "legal"))
    about = About(TICKET, asks=asks)
    for text in ("ผิดวินัย", f"ซ้ำกับ{NUMBER}", "รอดูก่อน"):
        assert typed(text, "group", about) == ChoiceMade(asks, said="m", words=text)
        assert typed(text, "private", about) == ChoiceMade(asks, said="m", words=text)
    assert typed("ยกเลิก", "group", about) == Commanded("cancel", "", "m")
    assert typed("ปิดเรื่อง", "group", about) == ChoiceMade(
        Choice("ticket.close", (TICKET.hex,)), said="m"
    )


def test_words_behind_a_slash_in_a_group() -> None:
    said = Commanded("claim", NUMBER, "m")
    assert heard(said, "group") == ChoiceMade(Choice("ticket.claim", (NUMBER,)), said="m")


@pytest.mark.parametrize("text", ["รับเรื่อง", "ขอบคุณค่ะ", "เมนู", "1", f"ฝากดู {NUMBER} ด้วยนะ", ""])
def test_talk_in_a_group_is_not_meant_for_us(text: str) -> None:
    assert not spoken_to(text, OFFICE.code, TEXTS)


@pytest.mark.parametrize("text", ["7KQD-9MXP-W2TA", "7kqd 9mxp w2ta", " 7KQD9MXPW2TA "])
@pytest.mark.parametrize("chat", ["private", "group"])
def test_an_invite_code_in_any_spelling(text: str, chat: str) -> None:
    assert typed(text, chat) == Commanded("code", "7KQD-9MXP-W2TA", "m")
    assert spoken_to(text, OFFICE.code, TEXTS)


def test_a_press_is_the_choice_it_carries() -> None:
    pressed = heard(Pressed(f"ticket.claim:{TICKET.hex}", "m"), "group")
    assert pressed == ChoiceMade(Choice("ticket.claim", (TICKET.hex,)), "m")


def test_what_says_it_already_passes_unchanged() -> None:
    assert heard(StickerSent("m")) == StickerSent("m")
