"""Counts the tokens of the shipped messages anew: `python -m bot.understanding.training.counts`, a
part of `make model`."""

from __future__ import annotations

import msgspec

from bot.understanding.rarity import FILE, Counts, counted
from bot.understanding.training.examples import read, shipped


def of_shipped() -> Counts:
    return counted(each.text for each in read(shipped()))


if __name__ == "__main__":
    FILE.write_bytes(msgspec.json.encode(of_shipped()) + b"\n")
