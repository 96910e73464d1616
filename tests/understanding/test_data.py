"""The labelled messages are sound: nothing twice, labels right, nobody real, no class too thin."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bot.understanding.training.check import Placed, faults, placed, thin
from bot.understanding.training.examples import BadLine, Row, rows, shipped
from tests.house.source import obeyed

DEV = Path(__file__).parent / "data" / "dev.jsonl"
FRESH = Path(__file__).parent / "data" / "fresh.jsonl"
GOOD = {
    "text": "ครูใจดีมากครับ", "kind": "praise", "group": None, "info_type": None,
    "sentiment": "positive", "urgent": False, "urgency_reason": None,
}  # fmt: skip


def row(**other: object) -> Placed:
    return Placed("x:1", msgspec.convert(GOOD | other, Row))


def ours() -> list[Placed]:
    return [each for path in shipped() for each in placed(path, rows(path))]


@pytest.mark.parametrize("apart", [DEV, FRESH], ids=lambda path: path.stem)
def test_shipped_messages_and_those_kept_apart_have_no_fault(apart: Path) -> None:
    obeyed([str(fault) for fault in faults([*ours(), *placed(apart, rows(apart))])])


def test_no_class_is_too_thin() -> None:
    obeyed([str(fault) for fault in thin(ours())])


def test_the_development_set_is_broad() -> None:
    found = rows(DEV)
    assert len(found) >= 500
    assert len({each.kind for each in found}) == 9
    assert len({each.group for each in found}) == 11
    assert len({each.info_type for each in found}) == 19
    assert len({each.register for each in found}) >= 15


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"kind": "moan"}, "no such label"),
        ({"info_type": 19}, "no such label"),
        ({"urgent": True}, "urgent and its reason"),
        ({"kind": "corruption"}, "a lead is urgent"),
        ({"text": " "}, "no text"),
        ({"text": "โทร 089-765-4321 ครับ"}, "personal data"),
    ],
)
def test_a_fault_is_seen(other: dict[str, object], what: str) -> None:
    assert what in " ".join(str(fault) for fault in faults([row(**other)]))


def test_twins_are_seen_and_strangers_are_not() -> None:
    text = "ขอให้ซ่อมรั้วโรงเรียนที่พังตั้งแต่เดือนก่อนด้วยครับ"
    assert faults([row(text=text), row(text=text + " 🙏")])
    assert not faults([row(text=text), row(text="เงินเดือนออกวันไหนคะ")])


def test_a_thin_class_is_seen() -> None:
    assert any("praise: 1" in str(fault) for fault in thin([row()]))


def test_a_line_that_is_no_message_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"text": "ก", "label": "a"}\n\n{"label": 1}\n', "utf-8")
    with pytest.raises(BadLine) as caught:
        rows(path)
    assert caught.value.line == 3
