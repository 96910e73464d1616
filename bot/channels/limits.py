"""Counting and cutting: the one place that knows how long a text is on a platform.

Rules:
* each platform counts differently, so a limit is a number and a `Measure`; a measure must add up
  over grapheme clusters, as the four below do and as `len(html.escape(text))` does;
* a cluster (น้ำ, a flag, a family emoji) is never cut apart. The one exception is a cluster that
  is alone larger than the limit; it is parted between code points, since nothing may be lost;
* `split` drops only blanks, and only where two pieces meet.

Clusters come from `regex` (`\\X`): it follows the current Unicode and takes 0.6 ms for 5,000 Thai
letters, where `grapheme` stands at Unicode 13 and takes ten times as long.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, takewhile

import regex

Measure = Callable[[str], int]
Breaks = Callable[[str], Sequence[int]]
"""Offers offsets (code points) at which a text may be parted, such as its word boundaries."""

ELLIPSIS = "…"

_UNSEEN = ("Zs", "Zl", "Zp", "Cc", "Cf")
_CLUSTER = regex.compile(r"\X")


def utf16(text: str) -> int:
    """UTF-16 code units: what LINE counts in texts, Telegram in entities."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clusters(text: str) -> int:
    """Grapheme clusters, what a reader takes for one letter: LINE's labels."""
    return sum(1 for _ in _CLUSTER.finditer(text))


def code_points(text: str) -> int:
    """Unicode code points: what Telegram counts in messages."""
    return len(text)


def octets(text: str) -> int:
    """Bytes of UTF-8: Telegram's callback data."""
    return len(text.encode("utf-8", "surrogatepass"))


def visible(text: str) -> bool:
    """Whether a reader could see any of it; platforms refuse messages of blanks and marks alone."""
    return any(unicodedata.category(letter) not in _UNSEEN for letter in text)


def no_breaks(text: str) -> Sequence[int]:
    """Offers none: texts part at newlines, blanks and, failing these, between clusters."""
    return ()


def cut(text: str, most: int, measure: Measure) -> str:
    """The text if it fits in `most`; else as many whole clusters as fit before an ellipsis.

    "" where not even the ellipsis fits.
    """
    if measure(text) <= most:
        return text
    room = most - measure(ELLIPSIS)
    if room < 0:
        return ""
    letters = _CLUSTER.findall(text)
    fitting = _fitting(letters, room, measure)
    return "".join(_without_blank_end(letters[:fitting])) + ELLIPSIS


def split(text: str, most: int, measure: Measure, breaks: Breaks = no_breaks) -> list[str]:
    """The text in pieces of at most `most`, in order; a text that fits comes back as it is.

    A piece ends at the last newline of its second half, else at the last blank there (in Thai a
    blank ends a phrase), else at the last offset that `breaks` offers, else between two clusters.
    `most` must hold at least one code point of the text.
    """
    if measure(text) <= most:
        return [text]
    pieces = []
    rest = _atoms(text, most, measure)
    while rest:
        end = _end(rest, most, measure, breaks)
        pieces.append("".join(_without_blank_end(rest[:end])))
        rest = _without_blank_start(rest[end:])
    return [piece for piece in pieces if piece]


def _end(atoms: list[str], most: int, measure: Measure, breaks: Breaks) -> int:
    """How many atoms the next piece takes; at least one."""
    end = max(1, _fitting(atoms, most, measure))
    if end == len(atoms):
        return end
    half = end // 2
    for sought in ("\n", " "):
        for place in range(end, half, -1):
            if sought in atoms[place - 1] and atoms[place - 1].isspace():
                return place
    return _offered(atoms, half, end, breaks) or end


def _offered(atoms: list[str], half: int, end: int, breaks: Breaks) -> int | None:
    """The last place after `half`, up to `end`, that `breaks` offers and that parts no cluster.

    `breaks` sees a little beyond the limit, so that a word that crosses it is recognised.
    """
    offsets = list(accumulate(map(len, atoms[: end + half])))
    offers = set(breaks("".join(atoms[: end + half])))
    return next((at for at in range(end, half, -1) if offsets[at - 1] in offers), None)


def _atoms(text: str, most: int, measure: Measure) -> list[str]:
    """The clusters of a text, those larger than the limit taken apart."""
    return [
        atom
        for cluster in _CLUSTER.findall(text)
        for atom in ([cluster] if measure(cluster) <= most else cluster)
    ]


def _fitting(atoms: Iterable[str], most: int, measure: Measure) -> int:
    """How many of the first atoms fit in `most` together."""
    return sum(1 for _ in takewhile(lambda sum_: sum_ <= most, accumulate(map(measure, atoms))))


def _without_blank_end(atoms: list[str]) -> list[str]:
    end = len(atoms)
    while end and atoms[end - 1].isspace():
        end -= 1
    return atoms[:end]


def _without_blank_start(atoms: list[str]) -> list[str]:
    start = 0
    while start < len(atoms) and atoms[start].isspace():
        start += 1
    return atoms[start:]
