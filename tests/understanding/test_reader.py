"""What the reader understands, on messages of other hands than the training examples.

The model has learned from none of these sentences; the rules of danger were once written with
`messages`, `safety` and `second` at hand, so on danger these three flatter.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.learned import shipped_model
from bot.understanding.reader import Reader, make_reader
from handlers.domain.office import KINDS, SMALLTALK, Group, KindRule, Office
from handlers.domain.reading import Reading

DATA = Path(__file__).parent / "data"
UNITS = (
    "admin", "policy", "finance", "personnel", "teacher_development", "education_promotion",
    "supervision", "ict", "internal_audit", "legal",
)  # fmt: skip
OFFICE = Office(
    code="LY2",
    name={"th": "สำนักงานตัวอย่าง"},
    short={"th": "สนง."},
    groups=tuple(Group(unit, {"th": unit}) for unit in UNITS),
    kinds={kind: KindRule(15) for kind in KINDS},
)
READER: Reader = make_reader(OFFICE)


def read(text: str) -> Reading:
    return READER.read(text)


@cache
def data(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text("utf-8"))


def labelled(name: str) -> list[tuple[str, str]]:
    return [(kind, text) for kind, texts in data(name)["messages"].items() for text in texts]


def main_set() -> list[tuple[str, str | None, str]]:
    return [
        (kind, None if group == "-" else group, text)
        for kind, rows in data("messages.yaml").items()
        for group, text in rows
    ]


def share(values: Iterable[bool]) -> float:
    known = list(values)
    return sum(known) / len(known)


def test_kinds_and_groups_of_everyday_messages() -> None:
    rows = main_set()
    assert len(rows) >= 120
    assert share(read(text).kind == kind for kind, _, text in rows) >= 0.9
    assert share(read(text).group == group for _, group, text in rows) >= 0.85


def test_danger_is_found_and_look_alikes_are_left_alone() -> None:
    safety = data("safety.yaml")
    dangers = [text for texts in safety["danger"].values() for text in texts]
    assert len(dangers) >= 30
    assert len(safety["lookalikes"]) >= 20
    assert share(read(text).safety for text in dangers) >= 0.95
    assert share(read(text).safety for text in safety["lookalikes"]) <= 0.1
    assert share(read(text).safety for kind, _, text in main_set() if kind != "complaint") <= 0.02


def test_the_reason_of_danger_is_named() -> None:
    rows = [(why, text) for why, texts in data("safety.yaml")["danger"].items() for text in texts]
    assert share(read(text).urgency_reason == why for why, text in rows) >= 0.9


def test_corruption_leads_stay_confidential_and_documents_about_it_do_not() -> None:
    safety = data("safety.yaml")
    leads = safety["corruption_leads"] + [t for k, _, t in main_set() if k == "corruption"]
    assert share(read(text).secret for text in leads) >= 0.9
    assert share(read(text).secret for text in safety["corruption_lookalikes"]) <= 0.2


def test_second_set_is_not_lost_again() -> None:
    rows = labelled("second.yaml")
    assert share(read(text).kind == kind for kind, text in rows) >= 0.9
    assert share(read(text).safety for text in data("second.yaml")["danger"]) >= 0.95
    assert share(read(text).safety for text in data("second.yaml")["lookalikes"]) <= 0.14


def test_held_out_messages_are_read_or_asked_about() -> None:
    rows = [(kind, read(text)) for kind, text in labelled("held_out.yaml")]
    assert share(reading.kind == kind for kind, reading in rows) >= 0.85
    assert share(reading.kind == kind for kind, reading in rows if not reading.unsure) >= 0.92
    assert share(read(text).safety for text in data("held_out.yaml")["danger"]) >= 0.9
    assert share(read(text).safety for text in data("held_out.yaml")["lookalikes"]) <= 0.13


@pytest.mark.parametrize(
    ("text", "info_type"),
    [
        ("ขอเอกสารประกาศจัดซื้อจัดจ้างปี 2569", 9),
        ("ขอแผนปฏิบัติการประจำปี 2570", 6),
        ("ขอโครงสร้างสำนักงาน", 4),
        ("ขอคู่มือประชาชนหน่อยค่ะ", 11),
        ("ขอสถิติจำนวนนักเรียนรายโรง", 8),
        ("ครูตีลูกผมจนช้ำ", None),
        ("สวัสดีค่ะ", None),
    ],
)
def test_information_type(text: str, info_type: int | None) -> None:
    assert read(text).info_type == info_type


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("ขอชื่นชมครูทุกท่าน ดีมากค่ะ", "positive"),
        ("แย่มาก ทนไม่ไหวแล้ว", "negative"),
        ("เปิดรับสมัครวันไหนคะ", "neutral"),
        ("ขอแผนปฏิบัติการครับ", "neutral"),
    ],
)
def test_sentiment(text: str, sentiment: str) -> None:
    assert read(text).sentiment == sentiment


def test_personal_data_comes_with_the_reading() -> None:
    text = "ครูตีลูก โทรหาผม ๐๘๑-๒๓๔-๕๖๗๘"
    (span,) = read(text).private
    assert text[span.start : span.end] == "๐๘๑-๒๓๔-๕๖๗๘"


@pytest.mark.parametrize("text", ["", " \n", "👍", "🙏🙏", "...", "5555", "ครับ", "ok", "ฟหกด", "1"])
def test_nothing_said_is_small_talk(text: str) -> None:
    assert read(text).kind == SMALLTALK
    assert not read(text).unsure


def test_a_bare_phone_number_is_not_small_talk() -> None:
    assert read("0812345678").kind != SMALLTALK


@pytest.mark.parametrize(
    "text", ["老师打孩子", "Учитель бьёт", "مرحبا", "\ud800", "\x00", "{}<b>&"]
)
def test_other_scripts_and_broken_text_are_read_calmly(text: str) -> None:
    assert read(text).kinds


def test_a_unit_the_office_does_not_have_is_never_named() -> None:
    small = Office("A", {}, {}, (Group("admin", {}),), {})
    assert make_reader(small).read("ครูตีลูกผมจนก้นเขียว").group is None


def test_thai_typed_on_the_english_layout_is_read() -> None:
    assert read("8i^9u]^dso^0og]nvfvvd").safety
    assert read("so^vpkd9kp").urgency_reason == "suicide"


def test_an_unsure_reading_offers_two_kinds_and_every_feared_lead() -> None:
    texts = [text for name in ("held_out.yaml", "second.yaml") for _, text in labelled(name)]
    unsure = [reading for reading in map(read, texts) if reading.unsure]
    assert unsure
    assert all(len(reading.kinds) >= 2 for reading in unsure)
    limit = shipped_model().header.limits["lead"]
    feared = [t for t in texts if shipped_model().read(t)["kind"]["corruption"] >= limit]
    assert feared
    assert all("corruption" in read(text).kinds for text in feared)


def test_a_learned_model_that_is_none_is_left_aside(tmp_path: Path) -> None:
    broken = tmp_path / "model.bin"
    broken.write_bytes(b"reading model 1\nnonsense")
    assert make_reader(OFFICE, tmp_path).read("ครูตีลูกผมจนก้นเขียว") == read("ครูตีลูกผมจนก้นเขียว")


def test_an_office_adds_its_own_words_of_danger(tmp_path: Path) -> None:
    text = "เด็กโดนผีเข้ากันทั้งห้องเลยค่ะ ครูทำอะไรไม่ถูก"
    (tmp_path / "urgency.yaml").write_text(
        "rules: [{reason: other_safety, alone: ผีเข้ากัน}]\nblockers: {play: {entries: งานวัด}}\n",
        "utf-8",
    )
    assert make_reader(OFFICE, tmp_path).read(text).urgency_reason == "other_safety"


@pytest.mark.parametrize("rules", ["rules: 7", "people: '('", "[", "moods: x"])
def test_rules_that_cannot_be_read_are_left_aside(tmp_path: Path, rules: str) -> None:
    (tmp_path / "urgency.yaml").write_text(rules, "utf-8")
    assert make_reader(OFFICE, tmp_path).read("ครูตีลูกผมจนก้นเขียว").safety


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_a_reading_is_whole_whatever_the_text(text: str) -> None:
    reading = read(text)
    assert reading.kind == reading.kinds[0]
    assert set(reading.kinds) <= {*KINDS, SMALLTALK}
    assert all(0.0 <= value <= 1.0 for value in reading.confidence.values())
    assert reading.urgent == (reading.urgency_reason is not None)
