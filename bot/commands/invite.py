"""What `invite` gives: its options, checked, as a grant. The mistakes name the option."""

from __future__ import annotations

from datetime import date
from typing import get_args

from msgspec import Struct

from bot.commands.refusals import Refusal
from bot.commands.terminal import known
from handlers.content import Text
from handlers.domain.days import typed_day
from handlers.domain.office import SPECIAL_DESKS, Office
from handlers.domain.people import ROLES, Capacity, Grant


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
