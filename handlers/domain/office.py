"""The office as bot.yaml describes it: its units, rules and numbers. Read-only data.

Names are given per locale (`{"th": …, "en": …}`); `bot/config` fills these records and reports
every mistake with its yaml path.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct, field

KINDS = (
    "complaint",
    "corruption",
    "suggestion",
    "comment",
    "praise",
    "question",
    "information_request",
    "expectation",
)
SMALLTALK = "smalltalk"

CONFIDENTIAL = "confidential"
"""The desk that alone sees corruption reports; no other desk ever stands in for it."""
TECHNICAL = "technical"
DUTY = "duty"
DIRECTOR = "director"
"""The office director's desk: what was forwarded too often, what is late, the morning summary."""
SPECIAL_DESKS = (CONFIDENTIAL, TECHNICAL, DUTY, DIRECTOR)

Names = dict[str, str]


class Group(Struct, frozen=True):
    """A unit of the office (กลุ่ม/หน่วย). `short` is its name on buttons: 20 letters at most."""

    id: str
    name: Names
    short: Names = field(default_factory=dict)


class KindRule(Struct, frozen=True):
    """How long the office gives itself to answer a kind of matter."""

    due_days: int
    days: Literal["working", "calendar"] = "working"


class Hotline(Struct, frozen=True):
    """A public help line; `reasons` are the urgency reasons it fits, empty for all."""

    name: Names
    number: str
    reasons: tuple[str, ...] = ()


class School(Struct, frozen=True):
    """`id` is the school's code; `area` its sub-district or district, to tell namesakes apart."""

    id: str
    name: str
    area: str = ""


class Strategy(Struct, frozen=True):
    """What the office wants to reach. Its name and `words` (words or example sentences) tell which
    matters belong to it."""

    id: str
    name: Names
    words: tuple[str, ...] = ()


class Pace(Struct, frozen=True):
    """How long the conversation waits for people. Seconds, minutes, hours, days as named."""

    silence_seconds: int = 4
    undo_seconds: int = 20
    offer_again_minutes: int = 30
    unconfirmed_hours: int = 24
    unbound_group_days: int = 7
    invite_hours: int = 72
    link_minutes: int = 10


class Desks(Struct, frozen=True):
    """When desks are told what. Times are Bangkok hours and minutes ("08:30"), days are working
    days, `digest_minutes` 0 means each alert at once; `reserve` is how many paid messages of a
    month are kept back for answers. `first_call_minutes`: after these the next person on duty is
    called."""

    remind_at: str = "09:00"
    remind_before_days: tuple[int, ...] = (2,)
    group_director_after_days: int = 1
    office_director_after_days: int = 3
    summary_at: str = "08:30"
    quiet_from: str = "20:00"
    quiet_until: str = "07:00"
    digest_minutes: int = 0
    reserve: int = 100
    first_call_minutes: int = 10
    silent_days: int = 7


class Keep(Struct, frozen=True):
    """How long what is not a matter is kept, in days."""

    corrections_days: int = 730


class Office(Struct, frozen=True):
    """One office. `code` begins every ticket number; `stand_ins` name the unit whose desk takes
    what another desk (a unit, `duty`, `technical`) cannot, while it has no chat bound. `reachable`:
    whether links of ours open on other people's devices."""

    code: str
    name: Names
    short: Names
    groups: tuple[Group, ...]
    kinds: dict[str, KindRule]
    locale: str = "th"
    tone: str = "formal"
    fallback: str = "admin"
    stand_ins: dict[str, str] = field(default_factory=dict)
    hotlines: tuple[Hotline, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    schools: tuple[School, ...] = ()
    holidays: frozenset[date] = frozenset()
    holidays_confirmed: tuple[int, ...] = ()
    privacy_version: str = "1"
    pace: Pace = Pace()
    desks: Desks = Desks()
    keep: Keep = Keep()
    file_megabytes: int = 20
    reachable: bool = True

    def has_group(self, group: str) -> bool:
        return any(known.id == group for known in self.groups)

    def hotline(self, reason: str) -> tuple[Hotline, ...]:
        """The help lines that fit a reason; those for that reason before those for all."""
        fitting = [line for line in self.hotlines if reason in line.reasons]
        return tuple(fitting + [line for line in self.hotlines if not line.reasons])
