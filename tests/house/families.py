"""Families of text keys: keys that code puts together from a beginning and a member.

A key that is made with an f-string must begin with a family of this table; `ANY` is for families
whose members the locales themselves decide (words people type).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from handlers.domain.office import KINDS, SMALLTALK, SPECIAL_DESKS
from handlers.domain.reading import UrgencyReason
from handlers.domain.ticket import OUTCOMES, Status

ANY: tuple[str, ...] = ()

FAMILIES: dict[str, Iterable[str]] = {
    "kind-": (*KINDS, SMALLTALK),
    "urgency-": tuple(reason for reason in get_args(UrgencyReason) if reason != "corruption"),
    "status-": get_args(Status),
    "outcome-": OUTCOMES,
    "desk-": SPECIAL_DESKS,
    "choice-": ANY,
    "typed-": ANY,
    "word-": ANY,
    "command-": ANY,
    "reply-is-": ANY,
}
