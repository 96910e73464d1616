"""A long text is read in pieces, so that danger told at its end is seen, in a bounded time. What it
is about is said in the first piece that says anything."""

from __future__ import annotations

from bot.understanding.layout import as_meant

LONGEST = 5_000
"""Code points of a text that are read, as many as a message of LINE has; of more, its end too."""
PIECE = 1_000
OVERLAP = 100
"""Code points that stand in two pieces: what lies on a cut is whole in one of them."""


def pieces(text: str) -> list[str]:
    """The text as it was meant, in pieces of at most PIECE; one at least."""
    if len(text) > PIECE:
        text = text.strip()
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - PIECE - 1]}\n{text[-PIECE:]}"
    text = as_meant(text)
    starts = range(0, max(1, len(text) - OVERLAP), PIECE - OVERLAP)
    return [text[at : at + PIECE] for at in starts]
