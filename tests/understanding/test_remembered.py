"""Readings are remembered, the words behind them are not."""

from __future__ import annotations

from bot.config import load
from bot.understanding.reader import make_reader
from bot.understanding.remembered import Remembered
from handlers.domain.reading import Reading
from tests.house.source import ROOT


class Counting:
    def __init__(self) -> None:
        self.read_so_far: list[str] = []
        self._reader = make_reader(load(ROOT / "bot.yaml", {}).office)

    def read(self, text: str) -> Reading:
        self.read_so_far.append(text)
        return self._reader.read(text)


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


def test_half_a_surrogate_pair_is_read() -> None:
    assert Remembered(Counting()).read("\ud83d").kind == "smalltalk"
