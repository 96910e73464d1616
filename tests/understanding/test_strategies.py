"""To which strategy a message belongs: on the half of the messages that nothing was fitted on."""

from __future__ import annotations

import math
import time
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import load
from bot.understanding.clean import clean
from bot.understanding.reader import make_reader
from bot.understanding.strategies import SURE, Strategies
from handlers.domain.office import Strategy
from tests.house.source import ROOT
from tests.understanding.test_goals import gap
from tests.understanding.test_reader import data, read, share

OFFICE = load(ROOT / "bot.yaml", {}).office
READER = make_reader(OFFICE)
STRATEGIES = Strategies(OFFICE.strategies)
LUNCH = Strategy("lunch", {"th": "อาหารกลางวัน"}, ("กับข้าวไม่พอ", "นมโรงเรียน"))
ROADS = Strategy("roads", {"th": "ถนน", "en": "Roads"}, ("ทางม้าลาย", "ไฟส่องสว่าง"))
FOOD = "กับข้าวไม่พอ เด็กกินไม่อิ่มเลยค่ะ"


def half(first: int) -> list[tuple[str | None, str]]:
    return [
        (None if strategy == "none" else strategy, text)
        for strategy, texts in data("strategies.yaml").items()
        for text in texts[first::2]
    ]


@cache
def unseen() -> list[tuple[str | None, str | None, float]]:
    """What is right, what was said, and how likely it was held to be."""
    return [(right, *STRATEGIES.nearest(clean(text))) for right, text in half(1)]


def test_what_is_named_is_right() -> None:
    named = [right == said for right, said, _ in unseen() if said]
    assert share(named) >= 0.82
    assert sum(named) >= 0.3 * sum(right is not None for right, _, _ in unseen())


def test_what_belongs_to_none_is_left_alone() -> None:
    assert share(said is None for right, said, _ in unseen() if right is None) >= 0.8


def test_the_probability_is_one() -> None:
    assert gap((likely, right == said) for right, said, likely in unseen()) <= 0.12


def test_the_messages_are_no_words_of_the_office_and_stand_once() -> None:
    texts = [text for _, text in half(0) + half(1)]
    words = {word for strategy in OFFICE.strategies for word in strategy.words}
    assert len(texts) == len(set(texts)) >= 120
    assert words.isdisjoint(texts)


def test_a_reading_names_the_strategy_of_its_office() -> None:
    text = "รถรับส่งนักเรียนขับเร็ว อันตรายมาก กลัวรถชน"
    reading = READER.read(text)
    assert reading.strategy == "safety" and reading.confidence["strategy"] >= SURE
    assert read(text).strategy is None and read(text).confidence["strategy"] == 1.0


@pytest.mark.parametrize("text", ["", "สวัสดีค่ะ", "ขอบคุณที่ดูแลความปลอดภัยนะคะ 555", "👍"])
def test_small_talk_belongs_to_no_strategy(text: str) -> None:
    reading = READER.read(text)
    assert reading.strategy is None or reading.kind != "smalltalk"
    assert "strategy" in reading.confidence


def test_an_office_has_its_own_strategies() -> None:
    assert Strategies(()).nearest(FOOD) == (None, 1.0)
    assert Strategies((LUNCH,)).nearest(FOOD)[0] == "lunch"
    assert Strategies((ROADS, LUNCH)).nearest(FOOD)[0] == "lunch"
    assert Strategies((ROADS,)).nearest(FOOD)[0] is None
    assert Strategies((Strategy("mute", {"th": "!"}),)).nearest(FOOD)[0] is None


def test_of_two_alike_neither_is_surer_than_one_alone() -> None:
    alone = Strategies((LUNCH,)).nearest(FOOD)[1]
    again = Strategy("again", LUNCH.name, LUNCH.words)
    assert Strategies((LUNCH, again)).nearest(FOOD)[1] < alone


def test_long_lists_and_long_texts_gain_nothing() -> None:
    """Sentences of everyday hold much of what any other sentence holds."""
    texts = [text for _, text in half(0)]
    named = [Strategy(f"s{at}", {"th": "ก"}, tuple(texts[at::4])) for at in range(4)]
    listed = Strategies(named)
    assert share(listed.nearest(clean(text))[0] is None for _, text in half(1)) >= 0.7
    assert STRATEGIES.nearest(clean(" ".join(texts))[:2_000])[0] is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    said, likely = STRATEGIES.nearest(clean(text))
    assert said in {None, *(strategy.id for strategy in OFFICE.strategies)}
    assert 0.0 <= likely <= 1.0 and math.isfinite(likely)


@pytest.mark.parametrize("text", ["5" * 5_000, "่" * 5_000, "\ud83d", "ปลอดภัย " * 1_000, "🚌" * 99])
def test_odd_texts_have_an_answer(text: str) -> None:
    assert 0.0 <= STRATEGIES.nearest(clean(text))[1] <= 1.0


def test_it_costs_next_to_nothing() -> None:
    texts: list[Any] = [clean(text) for _, text in half(0) + half(1)]
    times = []
    for text in texts:
        began = time.perf_counter()
        STRATEGIES.nearest(text)
        times.append(time.perf_counter() - began)
    assert sorted(times)[len(times) // 2] < 0.0005  # 0.00004 s alone; the machine is shared
