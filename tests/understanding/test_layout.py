"""Thai typed with the English layout on is told from English, and from keys hit at random."""

from __future__ import annotations

import pytest

from bot.understanding.layout import as_meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("l;ylfu8iy[", "สวัสดีครับ"),
        ("so^vpkd9kp", "หนูอยากตาย"),
        ("glkT'0t]h,.ljgfHd", "เสาธงจะล้มใส่เด็ก"),
    ],
)
def test_thai_on_the_wrong_layout_is_typed_again(typed: str, meant: str) -> None:
    assert as_meant(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "", "ok", "hello my name is John", "wifi password", "asdfgh", "qwerty", "55555",
        "I want to report a teacher who hit my son", "https://l;ylfu8iy[", "ครู lesson plan",
    ],
)  # fmt: skip
def test_everything_else_is_left_as_it_is(text: str) -> None:
    assert as_meant(text) == text
