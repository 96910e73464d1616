"""Faults of labelled data: what is there twice or nearly so, labels that do not exist or do not go
together, personal data of somebody who may be real, classes too thin to learn."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from msgspec import UNSET, Struct

from bot.understanding.clean import clean
from bot.understanding.personal import find
from bot.understanding.training.examples import Row
from bot.understanding.urgency import LEAD
from handlers.domain.office import KINDS, SMALLTALK
from handlers.domain.reading import UrgencyReason

NEAR = 0.6  # overlap of 4-grams (Jaccard) from which two texts are the same in other words
_GRAM = 4
_SENTIMENTS = ("positive", "neutral", "negative")
_INFO_TYPES = range(1, 19)
_REASONS = get_args(UrgencyReason)
_INVENTED = re.compile(r"0{4}|x{3}|1234", re.IGNORECASE)
LEAST = {"kind": 130, "group": 60, "info_type": 15, "sentiment": 100, "urgency_reason": 15}
"""Examples that a label must have in what ships."""


class Fault(Struct, frozen=True):
    """`what` is wrong at a line of a file; `other` names what it clashes with."""

    what: str
    where: str
    other: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.other}".rstrip()


class Placed(Struct, frozen=True):
    """A row and where it stands."""

    where: str
    row: Row


def placed(path: Path, rows: Iterable[Row]) -> list[Placed]:
    return [Placed(f"{path.name}:{number}", row) for number, row in enumerate(rows, 1)]


def faults(data: Sequence[Placed]) -> list[Fault]:
    """All faults of single lines and of pairs of lines."""
    found = [fault for each in data for fault in (*_labels(each), *_personal(each))]
    return found + list(_twins(data))


def thin(data: Sequence[Placed]) -> list[Fault]:
    """Labels with too few examples."""
    found = []
    for axis, least in LEAST.items():
        counts = Counter(getattr(each.row, axis) for each in data)
        found += [
            Fault("too few", axis, f"{label}: {count} < {least}")
            for label, count in sorted(counts.items(), key=lambda each: str(each[0]))
            if label not in (None, UNSET) and count < least
        ]
    return found


def _labels(each: Placed) -> Iterator[Fault]:
    row = each.row
    allowed: dict[str, tuple[object, ...]] = {
        "kind": (*KINDS, SMALLTALK),
        "info_type": (None, *_INFO_TYPES),
        "sentiment": _SENTIMENTS,
        "urgency_reason": (None, *_REASONS),
    }
    for axis, labels in allowed.items():
        if (label := getattr(row, axis)) is not UNSET and label not in labels:
            yield Fault("no such label", each.where, f"{axis}: {label}")
    if row.urgent is not UNSET and row.urgent != (row.urgency_reason not in (None, UNSET)):
        yield Fault("urgent and its reason disagree", each.where)
    if row.urgent is not UNSET and (row.kind == LEAD) != (row.urgency_reason == LEAD):
        yield Fault("a lead is urgent with reason corruption, and nothing else is", each.where)
    if not row.text.strip():
        yield Fault("no text", each.where)


def _personal(each: Placed) -> Iterator[Fault]:
    for span in find(each.row.text):
        if not _INVENTED.search(each.row.text[span.start : span.end]):
            yield Fault("personal data", each.where, span.type)


def _twins(data: Sequence[Placed]) -> Iterator[Fault]:
    """Pairs that overlap too much. Two such sets share one of the rarest grams of either, so only
    texts that do are compared."""
    grams = [_grams(each.row.text) for each in data]
    spread = Counter(gram for each in grams for gram in each)
    holders: dict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(grams):
        rarest = sorted(own, key=lambda gram: (spread[gram], gram))
        rarest = rarest[: int(len(own) * (1 - NEAR)) + 1]
        for other in sorted({holder for gram in rarest for holder in holders[gram]}):
            if len(own & grams[other]) > NEAR * len(own | grams[other]):
                yield Fault("nearly the same as", data[at].where, data[other].where)
        for gram in rarest:
            holders[gram].append(at)


def _grams(text: str) -> frozenset[str]:
    plain = re.sub(r"\s+", "", clean(text))
    return frozenset(plain[at : at + _GRAM] for at in range(max(1, len(plain) - _GRAM + 1)))
