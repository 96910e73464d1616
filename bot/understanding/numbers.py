"""Numbers as people write them: digits in groups, with blanks, dots, dashes and brackets between.

Only shapes are judged here; what the words around a number say is judged in `personal`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

_RUN = re.compile(r"\+?[(]?\d(?:[ .\-()_]{0,3}\d)*", re.ASCII)
_GROUP = re.compile(r"\d+", re.ASCII)
_SHORTEST, _LONGEST = 9, 13
_PHONES_ONLY = (9, 11)  # so many digits no account has, and no national id

_MOBILE = re.compile(r"0[689]\d{8}")
_LANDLINE = re.compile(r"0(?:2\d|3[24-9]|4[2-5]|5[2-6]|7[3-7])\d{6}")
_ABROAD = re.compile(r"(?:00)?66(?:0?[689]\d{8}|0?[2-7]\d{7})")
_ID_SHAPES = ((13,), (1, 4, 5, 2, 1), (1, 4, 5, 3), (1, 12))
_ACCOUNT_SHAPE = (3, 1, 5, 1)


class Number(Struct, frozen=True):
    """Groups `first..last` of a run of digit groups, at `start:end` of the text.

    `whole` if it is all of the run, `even` if the same mark stands between all its groups.
    """

    start: int
    end: int
    digits: str
    shape: tuple[int, ...]
    plus: bool
    whole: bool
    even: bool


class Run(Struct, frozen=True):
    """Digit groups with nothing but small marks between them; `wide` are those of more than two
    digits."""

    text: str
    start: int
    groups: tuple[tuple[int, int], ...]
    wide: tuple[int, ...]

    def starting(self, first: int) -> Iterator[tuple[int, Number]]:
        """The numbers that begin with a group, longest first, each with its last group."""
        if not self._edge(first) or not self._promising(first):
            return
        lasts, digits, widest = [], 0, 0
        for last, (start, end) in enumerate(self.groups[first : first + _LONGEST], first):
            digits += end - start
            if digits > _LONGEST:
                break
            widest = max(widest, end - start)
            if digits < _SHORTEST:
                continue
            whole = first == 0 and last == len(self.groups) - 1
            if widest <= 2 and not whole:
                continue  # some cells of a table of figures
            if digits in _PHONES_ONLY and not self._phone_begins(first):
                continue
            if self._edge(last + 1) or self._tail(last + 1):
                lasts.append(last)
        for last in reversed(lasts):
            yield last, self._number(first, last)

    def _phone_begins(self, first: int) -> bool:
        return self.text[self.groups[first][0]] in "06" or self.text[self.start] == "+"

    def _promising(self, first: int) -> bool:
        """Whether a group of more than two digits, which a part of a run must hold, is near."""
        if first == 0:
            return True
        near = bisect_left(self.wide, first)
        return near < len(self.wide) and self.wide[near] < first + _LONGEST

    def _gap(self, group: int) -> str:
        """What stands before a group."""
        return self.text[self.groups[group - 1][1] : self.groups[group][0]]

    def _edge(self, group: int) -> bool:
        """A number may begin at this group, or end before it."""
        return group in (0, len(self.groups)) or " " in self._gap(group)

    def _tail(self, group: int) -> bool:
        """A last short group, as in 0-4286-1234-6: the last line of a switchboard."""
        start, end = self.groups[group]
        return group == len(self.groups) - 1 and end - start <= 2 and self._gap(group) == "-"

    def _number(self, first: int, last: int) -> Number:
        groups = self.groups[first : last + 1]
        start, end = groups[0][0], groups[-1][1]
        plus = first == 0 and self.text[self.start] == "+"
        if first == 0 and (plus or ")" in self.text[start:end]):
            start = self.start
        return Number(
            start=start,
            end=end,
            digits="".join(self.text[a:b] for a, b in groups),
            shape=tuple(b - a for a, b in groups),
            plus=plus,
            whole=len(groups) == len(self.groups),
            even=len({self._gap(group).strip() for group in range(first + 1, last + 1)}) <= 1,
        )


def runs(text: str) -> Iterator[Run]:
    """The runs of a text (ASCII digits) that are long enough to be personal."""
    for found in _RUN.finditer(text):
        if found.end() - found.start() < _SHORTEST:
            continue
        groups = tuple(group.span() for group in _GROUP.finditer(text, *found.span()))
        wide = tuple(at for at, (start, end) in enumerate(groups) if end - start > 2)
        yield Run(text, found.start(), groups, wide)


def is_national_id(digits: str) -> bool:
    """Thirteen digits whose last one checks the others (weights 13 to 2, modulo 11).

    >>> is_national_id("1101700230708")
    True
    """
    if len(digits) != 13:
        return False
    total = sum(int(digits[at]) * (13 - at) for at in range(12))
    return (11 - total % 11) % 10 == int(digits[12]) and len(set(digits)) > 1


def id_shaped(number: Number) -> bool:
    """Grouped as ids are, or in any even grouping of a number that stands alone."""
    return number.shape in _ID_SHAPES or (number.whole and number.even)


def account_shaped(number: Number) -> bool:
    """The grouping that only bank accounts have: 123-4-56789-0."""
    return number.shape == _ACCOUNT_SHAPE


def phone_like(number: Number) -> bool:
    """A Thai number in any usual writing, or one with a country code."""
    if number.plus:
        return True
    if _looks_like_dates(number):
        return False
    return bool(
        _MOBILE.fullmatch(number.digits)
        or _LANDLINE.fullmatch(number.digits)
        or _ABROAD.fullmatch(number.digits)
    )


def _looks_like_dates(number: Number) -> bool:
    """06-08-2569 09 and 08.30-12.00 13 are days and hours, though they count ten digits."""
    crumbs = len(number.shape) > 3 and number.shape[:2] == (2, 2)
    return crumbs and not (number.even and len(set(number.shape)) == 1)
