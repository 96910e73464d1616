"""Readings are remembered for a while: a matter is read again with every step of its conversation,
and reading is the dearest part of a turn. Words are not kept, only their digests.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict

from bot.understanding.reader import Reader
from handlers.domain.reading import Reading

MOST = 2048


class Remembered:
    """A reader that has read before. Safe in threads: at worst a text is read twice."""

    def __init__(self, reader: Reader, most: int = MOST) -> None:
        self._reader = reader
        self._most = most
        self._readings: OrderedDict[bytes, Reading] = OrderedDict()

    def read(self, text: str) -> Reading:
        """The reading of a raw text of any size."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        readings = self._readings
        reading = readings.get(digest)
        if reading is None:
            reading = readings[digest] = self._reader.read(text)
            if len(readings) > self._most:
                readings.popitem(last=False)
        return reading

    def renew(self) -> bool:
        """Takes up what was learned meanwhile, and forgets what was read before."""
        renewed = self._reader.renew()
        if renewed:
            # Another one, so that a reading that is under way ends in the old one.
            self._readings = OrderedDict()
        return renewed
