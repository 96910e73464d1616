"""Profanity is found where it stands, and harmless words that look alike are left alone."""

from __future__ import annotations

import pytest

from bot.understanding.profanity import find
from handlers.domain.private import mask


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ครูไอ้สัสพูดไม่ดี", "ครูxxxxxxพูดไม่ดี"),
        ("พูดว่าเหี้ยกับเด็ก", "พูดว่าxxxxxกับเด็ก"),
        ("This Fucking school", "This xxxxxxx school"),
    ],
)
def test_it_is_masked_for_display(text: str, shown: str) -> None:
    assert mask(text, find(text)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "คนร้ายโหดเหี้ยม",
        "สัสดีอำเภอ",
        "หีบเลือกตั้ง",
        "สัตว์เลี้ยงในโรงเรียน",
        "ช่อดอกไม้",
        "Scunthorpe",
        "ความเห็น",
    ],
)
def test_harmless_words_are_left_alone(text: str) -> None:
    assert find(text) == ()
