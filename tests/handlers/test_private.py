"""Masking and cutting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.domain.private import between_clusters, excerpt, mask
from handlers.domain.reading import Span


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("โทร 081-234-5678 ครับ", 4, 16, "โทร xxx-xxx-xxxx ครับ"),
        ("๑-๑๐๑๗", 0, 6, "x-xxxx"),
        ("ก a.b@example.com", 2, 17, "ก x.x@xxxxxxx.xxx"),
        ("สั้น", 0, 99, "xxxx"),
        ("ไม่มี", 3, 3, "ไม่มี"),
    ],
)
def test_mask_shows_the_shape_only(text: str, start: int, end: int, expected: str) -> None:
    masked = mask(text, [Span(start, end, "phone")])
    assert masked == expected
    assert len(masked) == len(text)


def test_mask_takes_spans_that_overlap_or_lie_outside() -> None:
    spans = [Span(0, 3, "phone"), Span(2, 5, "email"), Span(50, 60, "phone")]
    assert mask("0123456", spans) == "xxxxx56"


def test_excerpt_masks_before_it_cuts() -> None:
    text = "โทรหาผมที่ 0812345678"
    assert "0" not in excerpt(text, [Span(11, 21, "phone")], 16)
    assert excerpt(text, [Span(11, 21, "phone")], 16) == "โทรหาผมที่ xxxx…"


def test_excerpt_is_one_line() -> None:
    assert excerpt("หนึ่ง\n\n สอง", (), 40) == "หนึ่ง สอง"


@pytest.mark.parametrize("most", range(1, 12))
def test_excerpt_never_cuts_inside_what_is_read_as_one_letter(most: int) -> None:
    text = "เก่งที่น้ำใจ👨‍👩‍👧👍🏽"
    cut = excerpt(text, (), most)
    assert len(cut) <= most
    assert cut == text or cut.endswith("…")
    assert between_clusters(text, len(cut.removesuffix("…")))


@pytest.mark.parametrize(
    ("text", "at"),
    [("ที่", 1), ("ที่", 2), ("เก", 1), ("น้ำ", 2), ("ดีๆ", 2), ("👍🏽", 1), ("👨‍👩", 1), ("👨‍👩", 2),
     ("🇹🇭", 1), ("e\u0301", 1), ("1\ufe0f\u20e3", 1), ("\r\n", 1)],
)  # fmt: skip
def test_no_cut_inside(text: str, at: int) -> None:
    assert not between_clusters(text, at)


@pytest.mark.parametrize(("text", "at"), [("กข", 1), ("กเ", 1), ("🇹🇭🇱🇦", 2), ("a b", 1), ("", 0)])
def test_cut_between(text: str, at: int) -> None:
    assert between_clusters(text, at)


@given(st.text(max_size=50), st.integers(1, 60))
def test_excerpt_keeps_its_bound(text: str, most: int) -> None:
    assert len(excerpt(text, (), most)) <= most
