"""What says nothing, and what only looks so short that it might."""

from __future__ import annotations

import pytest

from bot.understanding.clean import clean
from bot.understanding.smalltalk import says_nothing


@pytest.mark.parametrize(
    "text",
    ["", "🙏🙏", "สวัสดีค่ะ", "ขอบคุณค้ะ", "เฮ้อ", "สู้ๆ", "ครับ55", "ดีค่ะ 10", "12345", "ก", "ฟหกด", "อิอิอิ"],
)
def test_what_says_nothing(text: str) -> None:
    assert says_nothing(clean(text))


@pytest.mark.parametrize(
    "text", ["ทุน", "ทุนครับ", "ปพ.1", "ปพ.7 ค่ะ", "น้ำ", "ฆ่า", "มีด", "ครูขี้บ่น", "ผมสั้นไป"]
)
def test_a_short_word_of_a_matter_says_something(text: str) -> None:
    assert not says_nothing(clean(text))
