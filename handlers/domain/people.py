"""Who may do what, and the one-time codes by which people and groups come to the office."""

from __future__ import annotations

import re
from typing import Literal, get_args
from uuid import UUID

from msgspec import Struct

from handlers.domain.office import DUTY
from handlers.domain.ticket import Ticket

Role = Literal["officer", "group_director", "office_director", "ict", "pr", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)

Act = Literal["work"]

MAY: dict[Act, frozenset[Role]] = {
    # Claim, answer, forward, close and read the tickets of one's own unit.
    "work": frozenset({"officer", "group_director", "ict", "pr"}),
}
"""The permission table. Roles hold for the unit they were given for."""

ANYWHERE: frozenset[Role] = frozenset({"office_director", "administrator"})
"""Roles that hold for every unit, except the confidential desk."""


class Grant(Struct, frozen=True):
    """A role that a person has been given, for a unit (or a special desk)."""

    role: Role
    group: str


class Person(Struct, frozen=True):
    """Somebody known by an account; `id` is their private chat with us."""

    id: UUID
    name: str = ""
    grants: tuple[Grant, ...] = ()


class Invite(Struct, frozen=True):
    """What a one-time code gives. `state` says whether it still can."""

    id: UUID
    role: Role
    group: str
    state: Literal["valid", "used", "expired"]


CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE = re.compile(
    r"\s*([2-9A-HJKMNP-TV-Z]{4})[\s-]*([2-9A-HJKMNP-TV-Z]{4})[\s-]*([2-9A-HJKMNP-TV-Z]{4})\s*"
)


def code_in(text: str) -> str | None:
    """The invite code that is all of a text (`7KQD-9MXP-W2TA`), as we write it."""
    found = _CODE.fullmatch(text.upper()) if len(text) < 40 else None
    if not found or not any(mark.isdigit() for mark in text):
        return None  # three words of four letters; our codes have digits
    return "-".join(found.groups())


def may(person: Person | None, act: Act, ticket: Ticket, here: tuple[str, ...] = ()) -> bool:
    """Whether a person may do something with a ticket.

    Who is in the group chat that is a unit's desk (`here`: the desks of this chat) works for that
    unit: the unit itself decides who is in its chat. The duty desk works on what is urgent.
    Otherwise a grant decides.
    """
    if person is None:
        return False
    desk = ticket.desk
    if desk in here or (DUTY in here and ticket.urgent and not ticket.confidential):
        return True
    return any(
        (grant.group == desk and grant.role in MAY[act])
        or (grant.role in ANYWHERE and desk != "confidential")
        for grant in person.grants
    )
