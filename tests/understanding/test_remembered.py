"""Readings are remembered, the words behind them are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from bot.config import load
from bot.understanding.learned import LEARNED, SHIPPED, Learned, shipped_model
from bot.understanding.reader import make_reader
from bot.understanding.remembered import Remembered
from handlers.domain.reading import Reading
from tests.house.source import ROOT

TEXT = "ขอชมเชยครู ก"


class Counting:
    def __init__(self) -> None:
        self.read_so_far: list[str] = []
        self._reader = make_reader(load(ROOT / "bot.yaml", {}).office)

    def read(self, text: str) -> Reading:
        self.read_so_far.append(text)
        return self._reader.read(text)

    def renew(self) -> bool:
        return self._reader.renew()


def test_the_same_words_are_read_once() -> None:
    reader = Counting()
    remembered = Remembered(reader)
    first = remembered.read("ขอชมเชยครู ก")
    assert remembered.read("ขอชมเชยครู ก") == first == reader.read("ขอชมเชยครู ก")
    assert reader.read_so_far == ["ขอชมเชยครู ก"] * 2


def test_the_oldest_is_forgotten_first() -> None:
    reader = Counting()
    remembered = Remembered(reader, most=2)
    for text in ("ก", "ข", "ค", "ข", "ก"):
        remembered.read(text)
    assert reader.read_so_far == ["ก", "ข", "ค", "ก"]


def test_what_was_read_is_forgotten_where_a_model_was_learned(tmp_path: Path) -> None:
    office = load(ROOT / "bot.yaml", {}).office
    remembered = Remembered(make_reader(office, tmp_path))
    before = remembered.read(TEXT)
    assert not remembered.renew() and remembered.read(TEXT) is before
    learned(tmp_path, 3.0)
    assert remembered.read(TEXT) is before
    assert remembered.renew() and not remembered.renew()
    assert remembered.read(TEXT).confidence["kind"] < before.confidence["kind"]
    (tmp_path / LEARNED).unlink()
    assert remembered.renew() and remembered.read(TEXT) == before


def test_a_broken_file_is_named_once_and_the_model_before_it_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    learned(tmp_path, 3.0)
    model = Learned(tmp_path / LEARNED)
    before = model.model
    (tmp_path / LEARNED).write_bytes(SHIPPED.read_bytes()[:5_000])
    assert not any(model.renew() for _ in range(3))
    assert model.model is before and len(caplog.records) == 1
    learned(tmp_path, 2.0)
    assert model.renew() and model.model.axes["kind"].temperature == 2.0


def test_a_model_of_a_version_with_other_limits_is_left_aside(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    header = shipped_model().header
    before = {name: limit for name, limit in header.limits.items() if name != "lead.urgent"}
    older = shipped_model().with_header(structs.replace(header, limits=before))
    (tmp_path / LEARNED).write_bytes(older.dump())
    reader = make_reader(load(ROOT / "bot.yaml", {}).office, tmp_path)
    assert reader.read(TEXT).kind == "praise" and len(caplog.records) == 1


def learned(folder: Path, temperature: float) -> None:
    """Puts a model there as `train` does, which is less certain than the shipped one."""
    header = shipped_model().header
    axes = tuple(structs.replace(axis, temperature=temperature) for axis in header.axes)
    (folder / "new").write_bytes(
        shipped_model().with_header(structs.replace(header, axes=axes)).dump()
    )
    (folder / "new").replace(folder / LEARNED)


def test_half_a_surrogate_pair_is_read() -> None:
    assert Remembered(Counting()).read("\ud83d").kind == "smalltalk"
