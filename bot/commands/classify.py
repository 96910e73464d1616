"""JSON lines in, JSON lines out: how texts are understood, one at a time, as they come.

Rules: a line that cannot be read is told and skipped; every line's answer is written before the
next line is read, so that two programs can talk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

import msgspec
from msgspec import Struct

from handlers.domain.reading import Reading

AXES = ("kind", "group", "info_type", "sentiment", "urgent")


class Sentence(Struct, frozen=True):
    id: str | int
    text: str


def classify(
    lines: Iterable[bytes],
    out: BinaryIO,
    read: Callable[[str], Reading],
    skipped: Callable[[int], None],
) -> int:
    """Answers each line of `lines`; calls `skipped` with the number of one that cannot be read.
    Returns how many those were."""
    wrong = 0
    for number, given in enumerate(lines, 1):
        if not given.strip():
            continue
        try:
            sentence = msgspec.json.decode(given, type=Sentence)
        except (msgspec.DecodeError, UnicodeDecodeError):
            wrong += 1
            skipped(number)
            continue
        out.write(msgspec.json.encode(answer(sentence, read(sentence.text))) + b"\n")
        out.flush()
    return wrong


def answer(sentence: Sentence, reading: Reading) -> dict[str, object]:
    """The line for a reading; `pii` repeats the personal data, which the caller sent itself."""
    return {
        "id": sentence.id,
        "kind": reading.kind,
        "group": reading.group,
        "info_type": reading.info_type,
        "sentiment": reading.sentiment,
        "urgent": reading.urgent,
        "urgency_reason": reading.urgency_reason,
        "pii": [
            {"type": span.type, "text": sentence.text[span.start : span.end]}
            for span in reading.private
        ],
        "confidence": {axis: reading.confidence.get(axis, 0.0) for axis in AXES},
        "unsure": reading.unsure,
    }
