"""A trained model: scores a text on all axes by one sum of whole numbers, without any library.

All columns (one a label) of a feature stand in one row of bytes. A row is read as one big whole
number of 32-bit lanes, a lane a column, so that adding rows adds all columns at once, about 50
times faster than column by column, and to the same result on every machine. A weight `w` is kept
as the byte `128 + w / scale of its column`; the 128 is taken off again at the end.

The file: a magic line, then zlib over the header (JSON), the vocabulary and the rows.
"""

from __future__ import annotations

import math
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from bot.understanding.clean import clean
from bot.understanding.features import features, plain_features
from bot.understanding.layout import as_meant
from bot.understanding.urgency import Label

LABEL = "label"
"""The one axis of a model that learned other people's labels."""

MAGIC = b"reading model 1\n"
_LANE = 4  # bytes; 7,000 features at their most stay far below 2**32
_FINE = 1 << 14  # steps in which the weight of a feature in a text is counted
ZERO = 128  # the byte of a weight of nothing
FAMILY_MARKS = ("w", "c")


class BadModel(ValueError):
    """The file is no model, or a damaged one, or one of another version."""


class Axis(Struct, frozen=True):
    """One question asked of a text, and its answers: columns `at` to `at + len(labels)`.

    A score is `sum * scale + bias` by column; scores become probabilities by a softmax over
    `score / temperature`. From `sure` on the best label is right in about 97 of 100 cases.
    """

    name: str
    labels: tuple[Label, ...]
    at: int
    scales: tuple[float, ...]
    biases: tuple[float, ...]
    temperature: float = 1.0
    sure: float = 1.0

    def shares(self, scores: Iterable[float]) -> dict[Label, float]:
        """Each label's probability, the likeliest first."""
        listed = list(scores)
        top = max(listed)
        powers = [math.exp((score - top) / self.temperature) for score in listed]
        whole = sum(powers)
        ranked = sorted(zip(powers, self.labels, strict=True), key=lambda each: -each[0])
        return {label: power / whole for power, label in ranked}


class Header(Struct, frozen=True):
    """`data` is the fingerprint of what the model learned from, `cued` whether our cues are
    features of it, `limits` further thresholds by name."""

    data: str
    examples: int
    cued: bool
    axes: tuple[Axis, ...]
    limits: dict[str, float] = {}


class Model:
    """`vocabulary` names the features, each with the mark of its family before it; `idf` and the
    rows follow its order. Raises BadModel where the sizes disagree."""

    def __init__(
        self, header: Header, vocabulary: tuple[str, ...], idf: array[float], rows: bytes
    ) -> None:
        self.header = header
        self.axes: Mapping[str, Axis] = {axis.name: axis for axis in header.axes}
        self._columns = sum(len(axis.labels) for axis in header.axes)
        if len(rows) != len(vocabulary) * self._columns or len(idf) != len(vocabulary):
            raise BadModel("rows, idf and vocabulary differ in length")
        self._idf = idf
        self._rows = rows
        self._places: dict[str, dict[str, int]] = {mark: {} for mark in FAMILY_MARKS}
        for place, feature in enumerate(vocabulary):
            self._places.setdefault(feature[:1], {})[feature[1:]] = place
        lanes, stride = bytearray(_LANE * len(rows)), self._columns * _LANE
        lanes[::_LANE] = rows
        self._lanes = [
            int.from_bytes(lanes[at : at + stride], "little") for at in range(0, len(lanes), stride)
        ]

    def read(self, text: str) -> dict[str, dict[Label, float]]:
        """By axis, each label's probability for a raw text, the likeliest first."""
        return self.read_clean(clean(as_meant(text)))

    def read_clean(self, text: str) -> dict[str, dict[Label, float]]:
        scores = self.scores(text)
        return {name: axis.shares(scores[name]) for name, axis in self.axes.items()}

    def scores(self, text: str) -> dict[str, list[float]]:
        """By axis, the score of each label for a cleaned text, in the order of its labels."""
        families = features(text) if self.header.cued else plain_features(text)
        whole, steps = 0, 0
        stride = self._columns * _LANE
        for counts, mark in zip(families, FAMILY_MARKS, strict=True):
            for place, weight in self._weights(counts, mark):
                whole += weight * self._lanes[place]
                steps += weight
        sums = memoryview(whole.to_bytes(stride, "little")).cast("I")
        return {
            axis.name: [
                (sums[axis.at + at] - ZERO * steps) / _FINE * axis.scales[at] + axis.biases[at]
                for at in range(len(axis.labels))
            ]
            for axis in self.header.axes
        }

    def _weights(self, counts: Counter[str], mark: str) -> list[tuple[int, int]]:
        """Row and weight of the known features of a family: tf-idf, scaled to length 1."""
        known, idf = self._places[mark], self._idf
        found = [
            (place, idf[place] if count == 1 else (1.0 + math.log(count)) * idf[place])
            for feature, count in counts.items()
            if (place := known.get(feature)) is not None
        ]
        length = math.sqrt(sum(weight * weight for _, weight in found))
        return [(place, round(weight / length * _FINE)) for place, weight in found]

    def with_header(self, header: Header) -> Model:
        """The same weights under another header."""
        return Model(header, self._vocabulary(), self._idf, self._rows)

    def _vocabulary(self) -> tuple[str, ...]:
        named = {
            place: mark + feature
            for mark, places in self._places.items()
            for feature, place in places.items()
        }
        return tuple(named[place] for place in range(len(named)))

    def dump(self) -> bytes:
        """The model as the bytes of its file; the same model gives the same bytes."""
        parts = (
            msgspec.json.encode(self.header),
            "\n".join(self._vocabulary()).encode(),
            self._idf.tobytes(),
            self._rows,
        )
        sizes = array("I", map(len, parts)).tobytes()
        return MAGIC + zlib.compress(sizes + b"".join(parts), 9)


def load(path: Path) -> Model:
    """The model of a file. Raises OSError, or BadModel if it is none."""
    return parse(path.read_bytes())


def parse(data: bytes) -> Model:
    if not data.startswith(MAGIC):
        raise BadModel("no model of this version")
    try:
        content = zlib.decompress(data[len(MAGIC) :])
        head, *sizes = array("I", content[:16])
        first, second, third = (16 + head, 16 + head + sizes[0], 16 + head + sizes[0] + sizes[1])
        idf = array("f", content[second:third])
        header = msgspec.json.decode(content[16:first], type=Header)
        vocabulary = tuple(content[first:second].decode().split("\n"))
    except (zlib.error, ValueError) as error:  # msgspec's and Unicode's errors are ValueErrors
        raise BadModel("damaged") from error
    return Model(header, vocabulary, idf, content[third:])
