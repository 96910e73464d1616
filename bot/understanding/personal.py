"""Finds personal data in a message: national ids, phones, e-mail, LINE ids, bank accounts.

Precision comes first from shape and check digit, then from the words before a number
(`data/personal.yaml`): the nearest one says what it is. Numbers of the office (budgets, contracts,
parcels, meetings, our own tickets) are nobody's personal data. Spans lie in the raw text; the
search runs on a copy of the same length and in time that grows with the text only. Beyond LONGEST
shape alone decides, and rather too much is found.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from bot.understanding.clean import ascii_alike
from bot.understanding.numbers import (
    Number,
    account_shaped,
    id_shaped,
    is_national_id,
    phone_like,
    runs,
)
from handlers.domain.reading import PrivateType, Span

LONGEST = 5_000
"""Code points of a text in which words are weighed; no message of a platform has more."""

_DATA = Path(__file__).parent / "data" / "personal.yaml"
_BEFORE = 45  # code points in which a word still speaks about the number behind it
_CLOSE = 22  # … and in which it decides against the shape of the number
_AFTER = 25
_LONGEST_DATUM = 100

_ACCOUNT_LONG = (10, 12)
_BEFORE_KINDS = ("phone", "bank", "bank_weak", "national_id", "nothing")

_WORDS = re.compile(r"[^\s\d.,:;()+_-]", re.ASCII)
_LATIN = re.compile("[a-z]")
_LATIN_ENTRY = re.compile(r"(?:\\b|\(\?:)*[a-z]")
_AT = re.compile(" ?@ ?")
_LOCAL = re.compile(r"[a-z0-9][a-z0-9._%+-]{0,63}\Z")
_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,18}(?![a-z0-9])")
_URL = re.compile(r"https?://[!-~]+|www\.[!-~]+")
_LINE_URL = re.compile(r"line\.me/(?:r/)?ti/p/(?:~|%7e)?(?P<name>@?[a-z0-9._-]{4,20})")
_HANDLE = re.compile(
    r"(?<![a-z0-9._%+@/-])@(?=[a-z0-9._-]{0,19}[a-z])[a-z0-9][a-z0-9._-]{1,18}[a-z0-9_]"
)
_NAME = r"(?P<name>@?[a-z0-9](?:[a-z0-9._-]{1,18}[a-z0-9_]))(?![a-z0-9@])"
_COLON = r"\s{0,3}+(?P<colon>[:=]?)\s{0,3}+(?:[-=]>|[-→\"'(])?\s{0,3}+"
_TICKET = re.compile(  # a number, or a receipt, whose code may be left out
    r"(?<![a-z0-9])(?:[a-z]{1,8}\d{0,3}[\s-]{1,4}(?:6[89]|[7-9]\d)[\s-]{1,4}\d{5,8}[\s-]{0,4}\d(?!\d)"
    r"|(?:[a-z]{1,8}\d{0,3}[\s-]{0,4})?(?<![a-z])z[\s-]{0,4}[a-z0-9]{5}[\s-]{0,4}[a-z0-9]{5}(?![a-z0-9]))"
)
_GLUED_BEFORE = re.compile(r"[a-z]{1,10}\Z")
_GLUED_AFTER = re.compile(r"[a-z]{1,3}(?![a-z])")
_GLUE = ("tel", "phone", "call", "line", "fax", "mobile", "id", "no", "t", "m", "p")
_SHAPES: dict[PrivateType, re.Pattern[str]] = {
    "email": re.compile(r"(?<![!-~])(?=[!-~]*@)[!-~]+"),
    "line_id": re.compile(
        r"(?:ไลน์|(?:[Ll][Ii][Nn][Ee]|[Ii][Dd]))[^\w@]{0,24}+@?[\w.-]{3,20}", re.ASCII
    ),
    "phone": re.compile(r"\d(?:[^\w@]{0,3}\d){8,}"),
}
_RANK: tuple[PrivateType, ...] = ("email", "national_id", "line_id", "bank_account", "phone")


class Cues(msgspec.Struct, frozen=True):
    """The words of `data/personal.yaml`, compiled; `latin` are those of `before` that begin so."""

    before: dict[str, re.Pattern[str]]
    latin: dict[str, re.Pattern[str]]
    after: re.Pattern[str]
    line_sure: re.Pattern[str]
    line_weak: re.Pattern[str]
    line_never: frozenset[str]


@cache
def _cues() -> Cues:
    table = msgspec.yaml.decode(_DATA.read_bytes(), type=dict[str, list[str]])

    def joined(entries: list[str], tail: str = "") -> re.Pattern[str]:
        return re.compile(f"(?:{'|'.join(entries)}){tail}", re.ASCII)

    def any_of(name: str, tail: str = "") -> re.Pattern[str]:
        return joined(table[name], tail)

    def latin(kind: str) -> list[str]:
        return [entry for entry in table[kind] if _LATIN_ENTRY.match(entry)]

    filler, short = (f"(?:{'|'.join(table[name])})" for name in ("line_filler", "line_short"))
    return Cues(
        before={
            kind: joined([entry for entry in table[kind] if entry not in latin(kind)])
            for kind in _BEFORE_KINDS
        },
        latin={kind: joined(latin(kind)) for kind in _BEFORE_KINDS},
        after=any_of("after"),
        line_sure=any_of("line_sure", rf"{filler}?{_COLON}{_NAME}"),
        line_weak=any_of("line_weak", rf"(?:\s{{0,3}}{short}){{0,2}}{_COLON}{_NAME}"),
        line_never=frozenset(table["line_never"]),
    )


def find(text: str) -> tuple[Span, ...]:
    """The personal data of a raw text, in order, none overlapping. Never raises."""
    if len(text) <= LONGEST:
        return _weighed(text)
    shaped = _shaped(text, LONGEST - _LONGEST_DATUM)
    end = shaped[0].start if shaped else LONGEST
    return (*(span for span in _weighed(text[:LONGEST]) if span.end <= end), *shaped)


def _shaped(text: str, start: int) -> tuple[Span, ...]:
    return _apart(
        [
            Span(*match.span(), kind)
            for kind, shape in _SHAPES.items()
            if kind != "email" or text.find("@", start) >= 0
            for match in shape.finditer(text, start)
        ]
    )


def _weighed(text: str) -> tuple[Span, ...]:
    alike = ascii_alike(text)
    lower = alike.lower()
    alike = lower if len(lower) == len(alike) else alike  # some capitals grow when lowered
    ours = [match.span() for match in _TICKET.finditer(alike)]
    links = [match.span() for match in _URL.finditer(alike)]
    found = [*_emails(alike), *_line_ids(alike, links), *_numbered(alike, sorted(ours + links))]
    return _apart(found)


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order; of two that overlap, the one whose type ranks first."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, _RANK.index(span.type))):
        if kept and span.start < kept[-1].end:
            if _RANK.index(span.type) < _RANK.index(kept[-1].type):
                kept[-1] = span
        else:
            kept.append(span)
    return tuple(kept)


def _within(at: int, regions: list[tuple[int, int]]) -> bool:
    before = bisect_right(regions, (at, sys.maxsize))
    return before > 0 and at < regions[before - 1][1]


def _emails(text: str) -> Iterator[Span]:
    for at in _AT.finditer(text):
        local = _LOCAL.search(text, max(0, at.start() - 64), at.start())
        domain = _DOMAIN.match(text, at.end())
        if local and domain:
            yield Span(local.start(), domain.end(), "email")


def _line_ids(text: str, links: list[tuple[int, int]]) -> Iterator[Span]:
    cues = _cues()
    for found in _LINE_URL.finditer(text):
        yield Span(*found.span("name"), "line_id")
    for found in cues.line_sure.finditer(text):
        if _is_name(found["name"]):
            yield Span(*found.span("name"), "line_id")
    for found in cues.line_weak.finditer(text):
        telling = found["colon"] or re.search(r"[\d._@]", found["name"])
        if telling and _is_name(found["name"]) and not found["name"].isdigit():
            yield Span(*found.span("name"), "line_id")
    for found in _HANDLE.finditer(text):
        if _is_name(found[0]) and not _within(found.start(), links):
            yield Span(*found.span(), "line_id")


def _is_name(name: str) -> bool:
    """Not a word that often follows "line", nor a phone number with dashes, nor a domain."""
    bare = name.lstrip("@")
    phone = "-" in bare and sum(map(str.isdigit, bare)) >= 9
    address = re.search(r"\.(?:com|net|org|ac\.th|go\.th|co\.th)\Z", bare)
    return bare not in _cues().line_never and not phone and not address


def _numbered(text: str, excluded: list[tuple[int, int]]) -> Iterator[Span]:
    for run in runs(text):
        first, floor = 0, 0
        while first < len(run.groups):
            for last, number in run.starting(first):
                kind = None if _within(number.start, excluded) else _kind(text, number, floor)
                if kind:
                    yield Span(number.start, number.end, kind)
                    first, floor = last, number.end
                    break
            first += 1


def _kind(text: str, number: Number, floor: int) -> PrivateType | None:
    """What a number is, by its shape and by the nearest word before it."""
    identity, phone = is_national_id(number.digits), phone_like(number)
    if not (identity or phone or len(number.digits) in _ACCOUNT_LONG):
        return None
    cue, gap = _cue_before(text, max(floor, number.start - _BEFORE), number.start)
    if _glued(text, number) or (cue == "nothing" and gap <= _CLOSE):
        return None
    if identity and (id_shaped(number) or cue == "national_id"):
        return "national_id"
    if _is_account(text, number, cue, gap):
        return "bank_account"
    return "phone" if phone else None


def _is_account(text: str, number: Number, cue: str, gap: int) -> bool:
    if number.plus or len(number.digits) not in _ACCOUNT_LONG:
        return False
    if account_shaped(number):
        return True
    if phone_like(number):  # an account may look like a phone only right behind a plain word for it
        return cue == "bank" and gap <= _CLOSE and len(number.shape) == 1
    return cue in ("bank", "bank_weak") or (cue != "phone" and _said_after(text, number.end))


def _said_after(text: str, start: int) -> bool:
    end = start + _AFTER
    return bool(_WORDS.search(text, start, end) and _cues().after.search(text, start, end))


def _cue_before(text: str, start: int, end: int) -> tuple[str, int]:
    """The kind of the nearest cue in `text[start:end]` and how far it stands from its end."""
    nearest, kind = -1, ""
    if not _WORDS.search(text, start, end):
        return kind, end + 1
    cues = _cues()
    tables = (cues.before, cues.latin) if _LATIN.search(text, start, end) else (cues.before,)
    for name in _BEFORE_KINDS:
        for table in tables:
            for found in table[name].finditer(text, start, end):
                if found.end() > nearest:
                    nearest, kind = found.end(), name
    return kind, end - nearest


def _glued(text: str, number: Number) -> bool:
    """Part of a code such as EF123456789TH."""
    before = _GLUED_BEFORE.search(text, max(0, number.start - 10), number.start)
    if before and not before[0].endswith(_GLUE):
        return True
    after = _GLUED_AFTER.match(text, number.end)
    return after is not None and after[0] not in ("line", "id")
