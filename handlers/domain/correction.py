"""What somebody chose for a text that was read otherwise, or not surely: an example to learn from.

A correction names no person and no ticket, and its text is masked. There are none of matters in
the confidential lane and none of anonymous ones.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from handlers.domain.private import mask
from handlers.domain.reading import Reading

Corrector = Literal["citizen", "staff"]

MOST = 2_000
"""Code points of the text that are kept; no more are read of any text."""


class Correction(Struct, frozen=True):
    """`kind` and `group` as they were chosen, None where nobody chose; `read_kind` and
    `read_group` as they had been read; the day, and no time."""

    text: str
    on: date
    by: Corrector
    kind: str | None = None
    group: str | None = None
    read_kind: str | None = None
    read_group: str | None = None


def corrected(
    text: str,
    reading: Reading,
    *,
    on: date,
    by: Corrector,
    kind: str | None = None,
    group: str | None = None,
) -> Correction | None:
    """The correction of a raw text and its reading; None where nothing was chosen, or there are
    no words to learn from."""
    if not text.strip() or not (kind or group):
        return None
    return Correction(
        text=mask(text, reading.private)[:MOST],
        on=on,
        by=by,
        kind=kind,
        group=group,
        read_kind=reading.kind,
        read_group=reading.group,
    )
