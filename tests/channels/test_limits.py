"""Counting and cutting: nothing is lost, no letter is torn, no limit is passed."""

from __future__ import annotations

import re

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels import limits
from bot.channels.limits import clusters, code_points, cut, octets, split, utf16, visible

MEASURES = (utf16, clusters, code_points, octets)

LETTERS = st.one_of(
    st.sampled_from(
        [
            *("น้ำ", "ที่", "กำ", "เ", "ก", "่", "ๆ", "๑", "ฯ", "ปู่", "ก็"),
            *("👨‍👩‍👧", "🇹🇭", "👍🏽", "❤️", "1️⃣", "😀", "\u200d", "\ufe0f", "\U0001f1f9"),
            *("שלום", "مرحبا", "\u0600", "\u202e", "\u200b", "e\u0301", "a\u0302\u0323", "क्षि"),
            *(" ", "\n", "\r\n", "\t", "\u3000", "a", "<", "&", "{", "}", "0"),
        ]
    ),
    st.characters(),
)
TEXTS = st.lists(LETTERS, max_size=60).map("".join)


def letters(text: str) -> list[str]:
    return list(regex.findall(r"\X", text))


def dense(text: str) -> str:
    """The text without its blank clusters, which may fall away where pieces meet."""
    return "".join(letter for letter in letters(text) if not letter.isspace())


@pytest.mark.parametrize(
    ("text", "units", "seen", "points", "size"),
    [
        ("", 0, 0, 0, 0),
        ("น้ำ", 3, 1, 3, 9),
        ("😀", 2, 1, 1, 4),
        ("👨‍👩‍👧", 8, 1, 5, 18),
        ("🇹🇭", 4, 1, 2, 8),
        ("เรื่อง", 6, 4, 6, 18),
        ("\ud83d", 1, 1, 1, 3),  # half a pair, as broken clients send it
    ],
)
def test_the_four_measures(text: str, units: int, seen: int, points: int, size: int) -> None:
    assert [m(text) for m in MEASURES] == [units, seen, points, size]


@pytest.mark.parametrize(
    ("text", "most", "measure", "expected"),
    [
        ("น้ำท่วม", 4, clusters, "น้ำท่วม"),
        ("น้ำท่วมถนน", 4, clusters, "น้ำท่ว…"),
        ("กน้ำ", 3, code_points, "ก…"),
        ("ก 😀😀", 4, utf16, "ก…"),
        ("😀", 1, utf16, "…"),
        ("กข", 0, utf16, ""),
    ],
)
def test_cut(text: str, most: int, measure: limits.Measure, expected: str) -> None:
    assert cut(text, most, measure) == expected


@settings(deadline=None)
@given(TEXTS, st.integers(0, 40), st.sampled_from(MEASURES))
def test_a_cut_text_fits_and_ends_with_a_whole_letter(
    text: str, most: int, measure: limits.Measure
) -> None:
    short = cut(text, most, measure)
    assert measure(short) <= most
    if short != text and short:
        kept = short.removesuffix("…")
        assert letters(text)[: len(letters(kept))] == letters(kept)


@settings(deadline=None)
@given(TEXTS, st.integers(4, 40), st.sampled_from(MEASURES))
def test_pieces_fit_and_lose_nothing(text: str, most: int, measure: limits.Measure) -> None:
    pieces = split(text, most, measure)
    assert all(measure(piece) <= most for piece in pieces)
    torn = any(measure(letter) > most for letter in letters(text))
    if not torn:
        assert "".join(dense(piece) for piece in pieces) == dense(text)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)


@settings(deadline=None)
@given(TEXTS, st.integers(20, 40))
def test_pieces_end_between_letters(text: str, most: int) -> None:
    whole = [letter for letter in letters(text) if not letter.isspace()]
    parted = [
        letter
        for piece in split(text, most, utf16)
        for letter in letters(piece)
        if not letter.isspace()
    ]
    if all(utf16(letter) <= most for letter in whole):
        assert parted == whole


@settings(deadline=None)
@given(TEXTS, st.lists(st.integers(0, 60), max_size=30))
def test_offers_inside_a_letter_are_passed_over(text: str, offers: list[int]) -> None:
    pieces = split(text, 6, clusters, lambda _: offers)
    assert "".join(dense(piece) for piece in pieces) == dense(text)


def test_a_newline_is_better_than_a_blank_and_a_blank_better_than_a_word_end() -> None:
    assert split("กขค งจ\nฉ ชซ", 9, code_points) == ["กขค งจ", "ฉ ชซ"]
    assert split("กขคง จฉชซฌ", 8, code_points, lambda t: (7,)) == ["กขคง", "จฉชซฌ"]
    assert split("กขคงจฉชซฌ", 8, code_points, lambda t: (7,)) == ["กขคงจฉช", "ซฌ"]
    assert split("กขคงจฉชซฌ", 8, code_points) == ["กขคงจฉชซ", "ฌ"]


def test_an_early_newline_makes_no_tiny_piece() -> None:
    assert split("ก\nขคงจฉชซฌ", 8, code_points) == ["ก\nขคงจฉช", "ซฌ"]


def test_a_text_that_fits_comes_back_as_it_is() -> None:
    assert split("  ก \n", 10, utf16) == ["  ก \n"]
    assert split("", 10, utf16) == [""]


def test_a_letter_larger_than_the_limit_is_parted_rather_than_lost() -> None:
    tower = "ก" + "่" * 30
    assert "".join(split(tower, 10, utf16)) == tower


def test_five_thousand_letters_take_one_call_to_the_word_breaker_a_piece() -> None:
    calls: list[int] = []

    def breaks(text: str) -> tuple[int, ...]:
        calls.append(len(text))
        return tuple(range(0, len(text), 7))

    pieces = split("น้ำท่วม" * 1_700, 5_000, utf16, breaks)
    assert "".join(pieces) == "น้ำท่วม" * 1_700
    assert len(pieces) == 3
    assert len(calls) == 2
    assert all(len(piece) % 7 == 0 for piece in pieces)


@pytest.mark.parametrize(
    "text", ["", " \n\t\u3000", "\u200b\u200d\u2060", "\u202e", "\ufeff", "\0"]
)
def test_blanks_and_marks_alone_are_not_visible(text: str) -> None:
    assert not visible(text)
    assert visible(text + "ก")
