"""Texts about one matter are found, by pairs that were invented for it; an index forgets."""

from __future__ import annotations

from itertools import combinations
from uuid import UUID

import msgspec
import pytest

from bot.understanding.lookalikes import Lookalikes
from bot.understanding.rarity import FILE, counted, shipped
from bot.understanding.similar import ALIKE, LONGEST, Index, dot, same, weighed
from tests.house.source import ROOT

PAIRS = msgspec.yaml.decode(
    (ROOT / "tests/understanding/data/pairs.yaml").read_bytes(),
    type=dict[str, list[tuple[str, str]]],
)
MILK, TOILET, FORM = "นมโรงเรียนบูด เด็กท้องเสีย", "ห้องน้ำหญิงประตูพัง", "ขอแบบฟอร์มลาออก"


def test_pairs_about_one_matter_are_told_from_others() -> None:
    assert len(PAIRS["same"]) >= 40 and len(PAIRS["different"]) >= 60
    found = sum(same(*pair) >= ALIKE for pair in PAIRS["same"])
    misled = sum(same(*pair) >= ALIKE for pair in PAIRS["different"])
    assert found >= 0.9 * len(PAIRS["same"])
    assert misled <= 0.2 * len(PAIRS["different"])


def test_matters_that_nobody_paired_are_not_alike() -> None:
    weights = [weighed(pair[0]) for pair in PAIRS["different"]]
    scores = [dot(one, other) for one, other in combinations(weights, 2)]
    assert sum(score >= ALIKE for score in scores) <= 0.002 * len(scores)


@pytest.mark.parametrize("text", ["", " ", "!!!", "😀", "\x00", "\ud83d", "5" * 5_000, "่" * 5_000])
def test_any_text_can_be_compared(text: str) -> None:
    assert 0.0 <= same(text, MILK) <= ALIKE
    assert 0.0 <= same(text, text) <= 1.0


def test_a_text_is_the_same_as_itself_and_either_way_round() -> None:
    assert same(MILK, MILK) == pytest.approx(1.0)
    assert same(MILK, TOILET) == same(TOILET, MILK)


def test_an_index_scores_as_two_texts_alone_do() -> None:
    index = Index[str]()
    for text in (TOILET, MILK, FORM):
        index.add(text, text)
    asked = "เด็กกินนมโรงเรียนแล้วท้องเสีย นมบูดค่ะ"
    best, score = index.nearest(asked, 2)[0]
    assert best == MILK and score == pytest.approx(same(asked, MILK))
    assert len(index.nearest(asked, 1)) == 1


def test_of_equals_the_first_comes_first() -> None:
    index = Index[int]()
    for at in (3, 1, 2):
        index.add(at, MILK)
    assert [at for at, _ in index.nearest(MILK, 3)] == [3, 1, 2]


def test_what_was_removed_or_crowded_out_is_not_found() -> None:
    index = Index[str](most=2)
    for text in (MILK, TOILET, FORM):
        index.add(text, text)
    assert MILK not in index and len(index) == 2
    index.remove(TOILET)
    index.remove("never there")
    index.add(FORM, MILK)
    assert index.ids() == [FORM]
    assert [id for id, _ in index.nearest(MILK, 3)] == [FORM]


def test_of_a_long_text_the_beginning_is_compared() -> None:
    assert weighed(MILK * 5_000) == weighed((MILK * 5_000)[:LONGEST]) != weighed(MILK)


def test_the_counts_of_tokens_are_those_of_our_examples() -> None:
    folder = ROOT / "bot" / "understanding" / "data" / "messages"
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.open("rb")]
    texts = [msgspec.json.decode(line)["text"] for line in lines]
    assert FILE.read_bytes() == msgspec.json.encode(counted(texts)) + b"\n"


def test_rare_tokens_weigh_more_than_common_ones() -> None:
    counts = shipped()
    assert 0 <= counts.rarity("โรงเรียน") < counts.rarity("ท้องเสีย") <= counts.rarity("ไม่เคยมี") == 1


def test_a_text_is_opened_once_until_it_is_forgotten() -> None:
    opened: list[UUID] = []
    one, other = UUID(int=1), UUID(int=2)
    texts = {one: MILK, other: TOILET}

    def opener(key: UUID) -> str:
        opened.append(key)
        return texts[key]

    written = {key: lambda key=key: opener(key) for key in texts}
    lookalikes = Lookalikes[UUID]()
    for _ in range(2):
        assert lookalikes.near("นมบูด เด็กท้องเสียอีกแล้ว", written) == [one]
    assert opened == [one, other]
    lookalikes.keep({other})
    assert lookalikes.near(MILK, {other: written[other]}) == []
    assert opened == [one, other]
    lookalikes.near(MILK, written)
    assert opened == [one, other, one]
