"""Many texts fall into themes with labels and typical sentences."""

from __future__ import annotations

import time
from collections import Counter
from itertools import zip_longest

import msgspec
import pytest

from bot.understanding.themes import themes
from tests.house.source import ROOT

GROUPS = msgspec.yaml.decode(
    (ROOT / "tests/understanding/data/themes.yaml").read_bytes(), type=dict[str, list[str]]
)
NAMED = {
    "lunch": "อาหารกลางวัน",
    "toilets": "ห้องน้ำ",
    "traffic": "รถติด",
    "internet": "อินเทอร์เน็ต",
    "homework": "การบ้าน",
}
IN_ORDER = [(name, text) for name, texts in GROUPS.items() for text in texts]
MIXED = [
    pair
    for row in zip_longest(*([(name, text) for text in texts] for name, texts in GROUPS.items()))
    for pair in row
    if pair
]


@pytest.mark.parametrize("rows", [IN_ORDER, MIXED, IN_ORDER[::-1]], ids=["on", "mixed", "back"])
def test_groups_are_found_and_named(rows: list[tuple[str, str]]) -> None:
    found = themes([text for _, text in rows])
    right = 0
    for theme in found:
        name, count = Counter(rows[at][0] for at in theme.members).most_common(1)[0]
        right += count
        assert NAMED[name] in theme.words
        assert 2 <= len(theme.words) <= 3 and 1 <= len(theme.sentences) <= 3
    assert len(found) == len(GROUPS)
    assert right >= 0.85 * len(rows)


def test_a_text_is_in_one_theme_at_most() -> None:
    members = [at for theme in themes([text for _, text in MIXED]) for at in theme.members]
    assert len(members) == len(set(members))


def test_themes_are_the_same_every_time() -> None:
    texts = [text for _, text in MIXED]
    assert themes(texts) == themes(texts)


@pytest.mark.parametrize("texts", [[], ["ก"], ["", ""], ["😀", "!!"], ["นมบูด", "ขอแบบฟอร์มลาออก"]])
def test_what_has_no_theme_has_none(texts: list[str]) -> None:
    assert themes(texts) == []


def test_two_texts_can_be_a_theme() -> None:
    (theme,) = themes(["นมโรงเรียนบูดมาก", "นมโรงเรียนบูดอีกแล้ว"])
    assert theme.members in {(0, 1), (1, 0)} and theme.label


def test_personal_data_is_masked_in_sentences() -> None:
    texts = ["นมโรงเรียนบูด โทร 081-234-5678", "นมโรงเรียนบูด โทรกลับ 081-234-5678"]
    shown = " ".join(sentence for theme in themes(texts) for sentence in theme.sentences)
    assert "นมโรงเรียนบูด" in shown and "234" not in shown


def test_two_thousand_texts_take_seconds() -> None:
    texts = [f"{text} {at}" for at in range(65) for _, text in IN_ORDER][:2_000]
    began = time.perf_counter()
    assert len(themes(texts)) >= len(GROUPS)
    assert time.perf_counter() - began < 15
