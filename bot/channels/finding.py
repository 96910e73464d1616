"""What a look at a set-up found, to be said to the administrator."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from handlers.content import Text, Value


class Finding(Struct, frozen=True):
    """`wrong` must be mended before the bot works; `advice` is worth a look."""

    state: Literal["fine", "advice", "wrong"]
    text: Text


def fine(key: str, **values: Value) -> Finding:
    return Finding("fine", Text(key, values))


def advice(key: str, **values: Value) -> Finding:
    return Finding("advice", Text(key, values))


def wrong(key: str, **values: Value) -> Finding:
    return Finding("wrong", Text(key, values))
