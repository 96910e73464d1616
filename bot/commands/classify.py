"""JSON lines in, JSON lines out: how texts are understood, one at a time, as they come.

Rules: a line that cannot be read is told and skipped, but broken bytes in a text cost no more than
themselves; every line's answer is written before the next line is read, so that two programs can
talk.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from bot.commands.refusals import Refusal
from bot.understanding.model import LABEL, BadModel, Model, load
from bot.understanding.reader import make_reader
from handlers.content import Text
from handlers.domain.office import Office
from handlers.domain.reading import Reading

AXES = ("kind", "group", "info_type", "sentiment", "urgent")


class Sentence(Struct, frozen=True):
    id: str | int
    text: str


Answer = Callable[[Sentence], dict[str, object]]


def classify(
    lines: Iterable[bytes],
    out: BinaryIO,
    answer: Answer,
    skipped: Callable[[int], None],
) -> int:
    """Answers each line of `lines`; calls `skipped` with the number of one that cannot be read.
    Returns how many those were."""
    wrong = 0
    for number, given in enumerate(lines, 1):
        if not given.strip():
            continue
        try:
            sentence = _sentence(given)
        except (ValueError, RecursionError):  # msgspec's and Unicode's errors are ValueErrors
            wrong += 1
            skipped(number)
            continue
        out.write(msgspec.json.encode(answer(sentence)) + b"\n")
        out.flush()
    return wrong


def _sentence(given: bytes) -> Sentence:
    """Raises ValueError, or RecursionError, where the line is none."""
    try:
        return msgspec.json.decode(given, type=Sentence)
    except ValueError:
        return msgspec.json.decode(_mended(given), type=Sentence)


def _mended(given: bytes) -> str:
    """The line without a mark of byte order before it, and with U+FFFD where it holds broken bytes
    or halves of characters."""
    written = json.dumps(json.loads(given.decode("utf-8-sig", "replace")), ensure_ascii=False)
    return written.encode(errors="surrogatepass").decode(errors="replace")


def by_reading(read: Callable[[str], Reading]) -> Answer:
    """Answers with the whole reading; `pii` repeats the personal data, which the caller sent."""

    def answer(sentence: Sentence) -> dict[str, object]:
        reading = read(sentence.text)
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

    return answer


def by_label(model: Model) -> Answer:
    """Answers with the label of a model that was trained on other people's."""

    def answer(sentence: Sentence) -> dict[str, object]:
        label, share = next(iter(model.read(sentence.text)[LABEL].items()))
        return {"id": sentence.id, "label": label, "confidence": round(share, 4)}

    return answer


def with_model(office: Office, data_dir: Path, path: Path | None) -> Answer:
    """Answers with the model at a path, or with the one in use. Raises Refusal if it is none."""
    if path is not None:
        try:
            model = load(path)
        except (OSError, BadModel) as error:
            raise Refusal(Text("cli-no-model", {"path": str(path)})) from error
        if LABEL in model.axes:
            return by_label(model)
    return by_reading(make_reader(office, data_dir, path).read)
