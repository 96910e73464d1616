"""Families of text keys: keys that code puts together (`f"kind-{kind}"`), `*` being the member.

Every member in CLOSED must have its sentence. Those in OPEN may have one; ANY says that the locales
themselves decide (words people type) or that storage does (what an audit row is called).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from handlers.domain.office import KINDS, SPECIAL_DESKS
from handlers.domain.people import ROLES
from handlers.domain.reading import UrgencyReason
from handlers.domain.ticket import ENDS, OUTCOMES, Status
from tests.house.source import read, strings

ANY: frozenset[str] = frozenset()


def _hyphens(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.replace("_", "-").replace(".", "-") for name in names)


CHOICES = _hyphens(
    text
    for source in read("handlers")
    for _, text in strings(source)
    if re.fullmatch(r"[a-z]+\.[a-z_]+", text)
)
"""The names of all choices ("intake.send"), as keys have them."""

CLOSED: dict[str, frozenset[str]] = {
    "kind-*": frozenset(KINDS),
    "urgency-*": frozenset(get_args(UrgencyReason)),
    "status-*": frozenset(get_args(Status)),
    "status-*-plain": frozenset(get_args(Status)),
    "outcome-*": _hyphens(ENDS),
    "choice-ticket-closeas-*": _hyphens(OUTCOMES),
    "desk-*": frozenset(SPECIAL_DESKS),
    "role-*": _hyphens(ROLES),
    "code-*": frozenset({"unknown", "used", "expired"}),
    "full-*": frozenset({"citizen", "reply", "note"}),
    "ask-*": frozenset({"kind", "group", "more"}),
    "reply-*": frozenset({"sent", "waiting", "failed", "unknown"}),
    "choice-mine-rate-*": frozenset("12345"),
    "told-*": frozenset({"waiting", "failed", "unknown"}),
    "who-are-you-*": frozenset({"line", "telegram"}),
    "next-*": frozenset({"claim", "answer", "elsewhere", "close"}),
    "reply-is-*": frozenset({"held", "sent", "waiting", "failed", "unknown"}),
}

OPEN: dict[str, frozenset[str]] = {
    "choice-*": CHOICES,
    "typed-*": CHOICES,
    "command-*": ANY,
    "word-*": ANY,
    "asks-*": ANY,
    "act-*": ANY,
}


def member(key: str, family: str) -> str:
    """The member that a key is of a family, "" if it is none."""
    before, _, after = family.partition("*")
    if not (key.startswith(before) and key.endswith(after)):
        return ""
    return key[len(before) : len(key) - len(after)]
