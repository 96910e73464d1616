"""What reads messages: text in, `Reading` out; pure, never raising, bounded in time.

Everybody depends on `Reader`; which one an office gets is decided in `make_reader` alone.
"""

from __future__ import annotations

from typing import Protocol

from bot.understanding.keywords import KeywordReader
from handlers.domain.office import Office
from handlers.domain.reading import Reading


class Reader(Protocol):
    def read(self, text: str) -> Reading:
        """The reading of a raw text of any size."""
        ...


def make_reader(office: Office) -> Reader:
    """The reader for the units of an office. The word lists load at the first message."""
    return KeywordReader(group.id for group in office.groups)
