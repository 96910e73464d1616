"""The forms a text is put into: clean, equally long in ASCII, tokens and break points."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.breaks import breaks
from bot.understanding.clean import MOST, ascii_alike, clean
from bot.understanding.tokens import tokens
from bot.understanding.warm import warm
from handlers.domain.private import between_clusters

HARD = {
    "digits": "1" * 5_000,
    "Thai digits": "๑" * 5_000,
    "tone marks": "\u0e48" * 5_000,
    "mixed marks": "\u0e48\u0e34\u0e38" * 2_000,
    "a long text": "โรงเรียนบ้านหนองบัว " * 5_000,
    "no blanks": "ตากลม" * 20_000,
    "leading vowels": "เ" * 100_000,
    "stacked accents": "a\u0301\u0302" * 30_000,
    "blanks": " " * 100_000,
}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("เเย่มากกกกก", "แย่มาก"),
        ("๕๕๕๕", "5555"),
        ("ครู\u200bตี\u200dเด็ก", "ครูตีเด็ก"),
        ("OK ครับ", "ok ครับ"),
        ("นํ้าใส", "น้ำใส"),
        ("5000 บาท", "5000 บาท"),
        ("\x00\x07ก", "ก"),
        ("", ""),
    ],
)
def test_clean_spells_as_usual(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("form", [clean, breaks, tokens])
def test_every_form_takes_a_bounded_time(name: str, form: Callable[[str], object]) -> None:
    warm()
    text = HARD[name][:5_000] if form is breaks else HARD[name]
    form("ก")
    started = time.perf_counter()
    form(text)
    # clean must stay under 20 ms; the allowance is for a machine that others use too
    assert time.perf_counter() - started < (0.1 if form is clean else 0.5)


def test_clean_reads_no_more_than_it_promises() -> None:
    assert len(clean("กา" * 5_000)) <= MOST


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_ascii_alike_keeps_the_length_and_clean_never_raises(text: str) -> None:
    assert len(ascii_alike(text)) == len(text)
    assert isinstance(clean(text), str)


def test_breaks_fall_between_words_numbers_and_addresses() -> None:
    text = "โรงเรียนปิดวันที่ 16 พ.ค. 2569 (ภูเรือ) ดู https://example.th/ก"
    pieces = _pieces(text)
    for whole in ("โรงเรียน", "16 ", "2569 ", "(", "พ.ค. ", "https://example.th/ก"):
        assert any(whole in piece for piece in pieces), whole
    assert len(pieces) > 6


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="กน้ำใจเรียนที่ๆ ฯ.()😀👍🏽🇹🇭\u200d\n1a", max_size=60))
def test_breaks_lose_nothing_and_never_part_a_cluster(text: str) -> None:
    assert "".join(_pieces(text)) == text
    assert all(0 < at < len(text) and between_clusters(text, at) for at in breaks(text))


def _pieces(text: str) -> list[str]:
    edges = [0, *breaks(text), len(text)]
    return [text[a:b] for a, b in itertools.pairwise(edges)]


def test_tokens_are_words_and_three_letter_pieces() -> None:
    assert tokens('ครูดี "ABC"') == ["ครู", "ดี", "abc", "ครู", "รูด", "ูดี", "abc"]
    assert tokens(" \n😀") == []


def test_a_typing_error_leaves_most_tokens_in_common() -> None:
    right, wrong = set(tokens("ค่าอาหารกลางวันนักเรียน")), set(tokens("ค่าอาหารกลางวนนักเรียน"))
    assert len(right & wrong) > len(right) / 2


def test_the_library_neither_writes_to_the_home_folder_nor_loads_before_use(tmp_path: Path) -> None:
    script = (
        "import sys, bot.understanding.clean, bot.understanding.reader\n"
        "assert 'pythainlp' not in sys.modules\n"
        "from bot.understanding.warm import warm\n"
        "warm()\n"
        "assert 'pythainlp' in sys.modules and 'numpy' not in sys.modules\n"
    )
    keep = {key: value for key, value in os.environ.items() if not key.startswith("PYTHAINLP")}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=keep | {"HOME": str(tmp_path)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert list(tmp_path.iterdir()) == []
