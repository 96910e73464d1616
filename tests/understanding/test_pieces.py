"""Long texts: danger and personal data are seen wherever they stand, and the time stays bounded."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from time import process_time

import pytest

from bot.understanding.personal import LONGEST as WEIGHED
from bot.understanding.personal import find
from bot.understanding.pieces import LONGEST, OVERLAP, PIECE, pieces
from handlers.domain.private import mask
from tests.understanding.test_reader import read

CALM = "ขอเรียนให้ทราบเรื่องการจัดตารางเรียนของโรงเรียนในภาคเรียนหน้า "
DANGER = " ครูตีลูกผมจนก้นเขียว "
NUMBER = " โทร 081-234-5678 "
UNITS = [
    *("1", "1 ", "123 ", "0812345678 ", "(", "LY2 70 ", "@", "a@", "a@b.", "a.", "line ", "ไลน์ไอดี"),
    *(" ", "\u0e48", "\u0e4d\u0e32", "กรรม", "รถกข", "ถ้า", "😀", "z-"),
]


def calm(size: int) -> str:
    return (CALM * (size // len(CALM) + 1))[:size]


@pytest.mark.parametrize("size", [0, 1, PIECE, PIECE + 1, 2 * PIECE, LONGEST - 1, LONGEST])
def test_pieces_overlap_and_hold_everything(size: int) -> None:
    text = "".join(chr(0x4E00 + at) for at in range(size))
    cut = pieces(text)
    assert all(len(piece) <= PIECE for piece in cut)
    assert cut[0] + "".join(piece[OVERLAP:] for piece in cut[1:]) == text
    assert all(one[-OVERLAP:] == other[:OVERLAP] for one, other in pairwise(cut))


def test_of_a_longer_text_beginning_and_end_are_read() -> None:
    cut = pieces("ก" * 50_000 + "ข" * PIECE)
    assert sum(map(len, cut)) <= LONGEST + len(cut) * OVERLAP
    assert cut[0] == "ก" * PIECE and set(cut[-1][OVERLAP:]) == {"ข"}


@pytest.mark.parametrize("before", [0, PIECE - 10, 2_500, LONGEST - 40, 100_000])
def test_danger_is_seen_wherever_it_is_told(before: int) -> None:
    assert not read(calm(before) + CALM).safety
    reading = read(calm(before) + DANGER)
    assert reading.safety and reading.urgency_reason == "violence"


def test_what_follows_much_white_space_is_no_small_talk() -> None:
    assert read(" \n" * 2_400 + DANGER).safety
    assert read("ครับ " * 600 + "ขอเอกสารประกาศจัดซื้อจัดจ้าง").kind != "smalltalk"


@pytest.mark.parametrize("before", [*range(WEIGHED - 130, WEIGHED + 20, 6), 20_000, 100_000])
def test_personal_data_is_masked_wherever_it_stands(before: int) -> None:
    for datum in (NUMBER, " โทร ๐๘๑–๒๓๔–๕๖๗๘ ", " ab.cd@example.com ", " Line ID: some_body1 "):
        text = calm(before) + datum + CALM
        shown = mask(text, find(text))
        assert len(shown) == len(text)
        assert not any(part in shown for part in ("5678", "๕๖๗๘", "example", "some_body1"))
        assert shown.startswith(calm(before - 30))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("part", [find, read])
def test_the_time_grows_with_the_text_and_no_faster(
    part: Callable[[str], object], unit: str
) -> None:
    small, large = (unit * 5_000)[:1_250], (unit * 5_000)[:5_000]
    # Eight times for four times the text is far from the sixteen of what is quadratic.
    assert seconds(part, large) < 8 * seconds(part, small) + 0.002


def seconds(part: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(5):
        started = process_time()
        part(text)
        best = min(best, process_time() - started)
    return best
