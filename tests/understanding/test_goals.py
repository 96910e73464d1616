"""What the shipped model does on the development set, which it has never learned from. The gates
stand below the figures of docs/understanding.md by about their interval."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from bot.understanding.training.examples import Row, rows
from bot.understanding.urgency import LEAD
from handlers.domain.reading import Reading
from tests.understanding.test_data import DEV, FRESH
from tests.understanding.test_reader import read, share


@cache
def both() -> list[tuple[Row, Reading]]:
    return [(row, read(row.text)) for row in rows(DEV)]


def gap(pairs: Iterable[tuple[float, bool]]) -> float:
    """Calibration error over ten bins."""
    known = list(pairs)
    bins = [[p - hit for p, hit in known if min(9, int(p * 10)) == bin] for bin in range(10)]
    return sum(abs(sum(each)) for each in bins) / len(known)


def test_kind() -> None:
    assert share(reading.kind == row.kind for row, reading in both()) >= 0.83
    assert share(reading.kind in (row.kind, *row.kinds_ok) for row, reading in both()) >= 0.87


def test_group() -> None:
    assert share(reading.group == row.group for row, reading in both()) >= 0.77
    assert share(reading.group in (row.group, *row.groups_ok) for row, reading in both()) >= 0.88


def test_information_type_and_sentiment() -> None:
    typed = [(row, reading) for row, reading in both() if row.info_type]
    assert share(reading.info_type == row.info_type for row, reading in typed) >= 0.7
    assert share(reading.sentiment == row.sentiment for row, reading in both()) >= 0.84


def test_danger_and_leads() -> None:
    danger = [r for row, r in both() if in_danger(row)]
    calm = [r for row, r in both() if not in_danger(row)]
    leads = [r for row, r in both() if row.kind == LEAD]
    assert share(reading.safety for reading in danger) >= 0.91
    assert share(reading.safety for reading in calm) <= 0.035
    assert share(reading.urgency_reason == LEAD for reading in leads) >= 0.9
    assert share(reading.secret for reading in leads) >= 0.93


def test_danger_and_what_only_looks_like_it_in_a_set_by_another_hand() -> None:
    read_by = [(row, read(row.text)) for row in rows(FRESH)]
    assert share(reading.safety for row, reading in read_by if in_danger(row)) >= 0.93
    assert share(reading.safety for row, reading in read_by if row.lookalike) <= 0.08
    assert not any(r.safety for row, r in read_by if not in_danger(row) and not row.lookalike)
    assert share(reading.secret for row, reading in read_by if row.kind == LEAD) >= 0.97


def in_danger(row: Row) -> bool:
    return row.urgent is True and row.urgency_reason != LEAD


def test_it_answers_by_itself_where_it_is_sure() -> None:
    sure = [(row, reading) for row, reading in both() if not reading.unsure]
    assert len(sure) >= 0.5 * len(both())
    assert share(reading.kind in (row.kind, *row.kinds_ok) for row, reading in sure) >= 0.95


def test_confidence_is_calibrated() -> None:
    for axis, most in (("kind", 0.06), ("group", 0.1), ("info_type", 0.06), ("sentiment", 0.06)):
        told = ((reading.confidence[axis], row, reading) for row, reading in both())
        pairs = [(p, getattr(row, axis) == getattr(reading, axis)) for p, row, reading in told]
        assert gap(pairs) <= most, axis
    urgent = [(r.confidence["urgent"], r.urgent == row.urgent) for row, r in both()]
    assert gap(urgent) <= 0.08
