"""What `invite` gives: its options, checked, as a grant. The mistakes name the option."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

from msgspec import Struct

from bot.commands.refusals import Refusal
from bot.commands.terminal import known
from handlers.content import Text
from handlers.domain.office import SPECIAL_DESKS, Office
from handlers.domain.people import ROLES, Capacity, Grant

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})")
_BUDDHIST_ERA = 543
_FIRST_BUDDHIST = 2400


class Asked(Struct, frozen=True):
    """The options as they were typed, "" where one was left out."""

    group: str
    role: str
    since: str = ""
    until: str = ""
    acting: str = ""


def grant(asked: Asked, office: Office, today: date) -> Grant:
    """Raises Refusal."""
    known("cli-no-such-group", asked.group, [*(each.id for each in office.groups), *SPECIAL_DESKS])
    known("cli-no-such-role", asked.role, ROLES)
    if asked.acting:
        known("cli-no-such-capacity", asked.acting, get_args(Capacity))
    since, until = _day("--since", asked.since), _day("--until", asked.until)
    if until is not None and until < max(since or today, today):
        raise Refusal(Text("cli-ends-too-soon", {"given": asked.until}))
    if asked.acting and until is None:
        raise Refusal(Text("cli-acting-until", {"given": asked.acting}))
    return Grant(
        role=next(each for each in ROLES if each == asked.role),
        group=asked.group,
        since=since,
        until=until,
        capacity=next((each for each in get_args(Capacity) if each == asked.acting), None),
    )


def _day(option: str, typed: str) -> date | None:
    day = typed_day(typed)
    if typed and day is None:
        raise Refusal(Text("cli-no-day", {"option": option, "given": typed}))
    return day


def typed_day(text: str) -> date | None:
    """The day that is all of a text (`30/9/2570`, `2027-09-30`), None where it is none. Years of
    2400 and later are of the Buddhist Era."""
    plain = text.strip()  # Thai digits are digits, too
    found = _DAY_FIRST.fullmatch(plain) or _YEAR_FIRST.fullmatch(plain)
    if found is None:
        return None
    year = int(found["year"])
    year -= _BUDDHIST_ERA if year >= _FIRST_BUDDHIST else 0
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None
