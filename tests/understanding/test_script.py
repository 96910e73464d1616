"""What is in letters that nobody here reads is asked about, never taken for small talk."""

from __future__ import annotations

import pytest

from bot.understanding.reader import make_reader
from bot.understanding.script import is_foreign
from tests.understanding.test_reader import OFFICE

READER = make_reader(OFFICE)

FOREIGN = {
    "Burmese": "ကျောင်းအကြောင်း မေးချင်ပါတယ်",
    "Lao": "ໂຮງຮຽນເປີດມື້ໃດ",
    "Chinese": "学校什么时候开学",
    "Khmer": "សាលារៀនបើកនៅពេលណា",
    "with a phone": "学校什么时候开学 081-234-5678",
}
READ = ["", "โรงเรียนเปิดวันไหน", "When does school open?", "ขอบคุณ ಠ_ಠ", "😀😀😀", "๑๒๓ 123"]
READ += ["สอนภาษาจีน 中文 ไหมคะ", "café", "\u0e31" * 50]


@pytest.mark.parametrize("name", FOREIGN)
def test_other_languages_are_known_and_can_be_sent(name: str) -> None:
    reading = READER.read(FOREIGN[name])
    assert reading.foreign and reading.unsure and len(reading.kinds) >= 2
    assert "smalltalk" not in reading.kinds
    assert not reading.urgent and not reading.secret


@pytest.mark.parametrize("text", READ)
def test_thai_and_english_are_not_foreign(text: str) -> None:
    assert not is_foreign(text) and not READER.read(text).foreign


def test_danger_in_thai_is_seen_beside_another_language() -> None:
    assert READER.read(FOREIGN["Chinese"] * 4 + " ครูตีเด็กเลือดออก").safety


def test_a_text_of_any_length_takes_a_bounded_time() -> None:
    assert is_foreign("学" * 1_000_000)
