"""Personal data: what is found, what is left alone, and that spans lie in the raw text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.numbers import is_national_id
from bot.understanding.personal import find

DATA = Path(__file__).parent / "data" / "personal.yaml"
_MARK = re.compile(r"\[(national_id|phone|email|line_id|bank_account) ([^\]]+)\]")


def _cases() -> list[tuple[str, list[tuple[str, str]]]]:
    lines: list[str] = yaml.safe_load(DATA.read_text("utf-8"))
    return [(_MARK.sub(r"\2", line), _MARK.findall(line)) for line in lines]


@pytest.mark.parametrize(("text", "expected"), _cases())
def test_finds_what_is_personal_and_nothing_else(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(span.type, text[span.start : span.end]) for span in find(text)] == expected


def test_spans_hold_in_the_raw_text_behind_emoji_and_invisible_marks() -> None:
    text = "👩‍👧 \u200bโทร\u200b ๐๘๑-๒๓๔-๕๖๗๘ 🙏"
    (span,) = find(text)
    assert text[span.start : span.end] == "๐๘๑-๒๓๔-๕๖๗๘"


def test_capitals_that_grow_when_lowered_do_not_move_spans() -> None:
    text = "İİİ 0812345678"
    (span,) = find(text)
    assert text[span.start : span.end] == "0812345678"


def test_personal_data_is_found_far_behind_what_is_read_of_a_message() -> None:
    text = "ก " * 4_000 + "0812345678"
    assert [span.type for span in find(text)] == ["phone"]


@pytest.mark.parametrize("digits", ["1101700230708", "3100600445635"])
def test_a_national_id_is_known_by_its_check_digit(digits: str) -> None:
    body = digits[:12]
    assert [is_national_id(body + last) for last in "0123456789"].count(True) == 1


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123๐๘๑6689 -.()+@aline:ไลน์โทรบัญชี\n\u200b"), max_size=80))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    spans = find(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
