"""Ticket numbers are found however they are typed, a wrong digit is noticed, and a ticket's life is
the table."""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from typing import get_args
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handlers.domain.ticket import (
    MOVES,
    PHASES,
    RECEIPT_ALPHABET,
    Status,
    Verb,
    fiscal_year,
    number,
    number_in,
    receipt,
    ref,
)
from tests.handlers.made import NUMBER, TICKET, ticket

YEARS = st.integers(2560, 2599)
RUNNING = st.integers(1, 99_999)
GAPS = st.sampled_from(["", " ", "-", " - ", "–", "/", ".", "  ", "_"])
AROUND = st.sampled_from(["", "เรื่อง ", "ขอทราบผล ", "(", "เลขที่:"])
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@given(YEARS, RUNNING, st.lists(GAPS, min_size=3, max_size=3), AROUND, st.booleans())
def test_a_number_is_found_in_any_spacing_and_digits(
    year: int, running: int, gaps: list[str], before: str, thai: bool
) -> None:
    right = number("TY2", year, running)
    code, middle, digits, check = right.split("-")
    typed = code.lower() + "".join(
        a + b for a, b in zip(gaps, (middle, digits, check), strict=True)
    )
    found = number_in(before + (typed.translate(THAI) if thai else typed) + " ครับ", "TY2")
    assert found is not None
    assert (found.number, found.valid) == (right, True)
    assert found.rest.endswith("ครับ")


@given(YEARS, RUNNING, st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(year: int, running: int, at: int, by: int) -> None:
    right = number("TY2", year, running)
    places = [match.start() for match in re.finditer(r"\d", right)][1:]
    place = places[at]
    wrong = right[:place] + str((int(right[place]) + by) % 10) + right[place + 1 :]
    found = number_in(wrong, "TY2")
    assert found is not None and not found.valid


@given(YEARS, RUNNING)
def test_the_code_may_be_left_out(year: int, running: int) -> None:
    right = number("TY2", year, running)
    found = number_in(right.removeprefix("TY2-"), "TY2")
    assert found is not None and found.number == right


@given(st.binary(min_size=9, max_size=32), GAPS)
def test_a_receipt_is_found_and_random(chance: bytes, gap: str) -> None:
    right = receipt("TY2", chance)
    found = number_in("รหัส " + right.lower().replace("-", gap), "TY2")
    assert found is not None and (found.number, found.valid) == (right, True)


@given(st.binary(min_size=9, max_size=9), st.integers(0, 9), st.sampled_from(RECEIPT_ALPHABET))
def test_one_wrong_letter_of_a_receipt_is_noticed(chance: bytes, at: int, letter: str) -> None:
    right = receipt("TY2", chance)
    places = [*range(6, 11), *range(12, 17)]
    assume(right[places[at]] != letter)
    found = number_in(right[: places[at]] + letter + right[places[at] + 1 :], "TY2")
    assert found is not None and not found.valid


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    right = receipt("TY2", bytes(9))
    assert right.startswith("TY2-Z-00000-0000")
    found = number_in(right.replace("0", "O"), "TY2")
    assert found is not None and found.number == right


@pytest.mark.parametrize(
    "text",
    ["", "โทร 081-234-5678", "ปี 2569 มีครู 12 คน", "1-2345-67890-12-3", "TY2", "ป.3/1", "20/11/2569"],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_in(text, "TY2") is None


def test_the_fiscal_year_begins_in_october() -> None:
    assert fiscal_year(date(2026, 9, 30)) == 2569
    assert fiscal_year(date(2026, 10, 1)) == 2570


def test_a_reference_is_an_id_or_a_number() -> None:
    assert ref(TICKET.hex) == TICKET
    assert ref(NUMBER) == NUMBER
    assert ref("") == ""
    assert isinstance(ref(UUID(int=2**128 - 1).hex), UUID)


@pytest.mark.parametrize(("status", "verb"), [*product(get_args(Status), get_args(Verb))])
def test_a_ticket_moves_as_the_table_says(status: Status, verb: Verb) -> None:
    assert ticket(status=status).after(verb) == MOVES[verb].get(status)


def test_the_table_keeps_to_its_rules() -> None:
    assert set(MOVES) == set(get_args(Verb)) and set(PHASES) == set(get_args(Status))
    assert {verb for verb, moves in MOVES.items() if "closed" in moves} == {"reopen"}
    assert {ticket(status=status).phase for status in get_args(Status)} == {"new", "open", "done"}
    assert "new" not in MOVES["reply"] and "new" not in MOVES["close"]


def test_the_desk_of_a_confidential_ticket_is_its_own() -> None:
    assert ticket().desk == "education_promotion"
    assert ticket(confidential=True).desk == "confidential"
