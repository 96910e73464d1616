"""Who may do what, and the one-time codes by which people and groups come to the office."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, get_args
from uuid import UUID

from msgspec import Struct

from handlers.domain.office import DIRECTOR, DIRECTOR_ALONE, DUTY
from handlers.domain.ticket import Ticket

Role = Literal["officer", "group_director", "office_director", "duty", "ict", "pr", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)

Capacity = Literal["acting", "on_behalf"]
"""In whose stead a role is held for a period: รักษาราชการแทน ("acting") or ปฏิบัติราชการแทน
("on_behalf"). They print different signature blocks."""

InviteState = Literal["valid", "used", "expired"]
Act = Literal["work", "lead", "manage", "exclude"]

MAY: dict[Act, frozenset[Role]] = {
    # Claim, answer, ask, forward, close and read the tickets of one's own unit; who is on duty,
    # those that are urgent.
    "work": frozenset({"officer", "group_director", "ict", "pr", "duty"}),
    # Take a ticket from a colleague, extend it a second time, change the unit's canned answers.
    "lead": frozenset({"group_director"}),
    # Give and take away roles, see the cost of messages and the health of the bot.
    "manage": frozenset({"administrator"}),
    # Keep somebody away from a confidential ticket. Who is in that desk's chat may, too.
    "exclude": frozenset(),
}
"""The permission table. Roles hold for the unit they were given for."""

ANYWHERE: dict[Act, frozenset[Role]] = {
    "work": frozenset({"office_director", "administrator"}),
    "lead": frozenset({"office_director"}),
    "manage": frozenset({"administrator"}),
    "exclude": frozenset(),
}
"""Roles that hold for every unit, except for confidential tickets. Those that are the director's
alone are the office director's."""

IN_CHAT: frozenset[Act] = frozenset({"work", "exclude"})
"""What whoever is in the chat of a desk may do for it (docs/decisions/0007)."""


class Grant(Struct, frozen=True):
    """A role that a person has been given, for a unit (or a special desk); until the end of a day
    and in whose stead, where it is held for somebody else."""

    role: Role
    group: str
    since: date | None = None
    until: date | None = None
    capacity: Capacity | None = None

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Person(Struct, frozen=True):
    """Somebody known by an account; `id` is their private chat with us. `grants` are those that
    hold today."""

    id: UUID
    name: str = ""
    grants: tuple[Grant, ...] = ()


class Invite(Struct, frozen=True):
    """What a one-time code gives. `state` says whether it still can."""

    id: UUID
    role: Role
    group: str
    state: InviteState
    since: date | None = None
    until: date | None = None
    capacity: Capacity | None = None


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
    unit: the unit itself decides who is in its chat. The duty desk works on what is urgent, and so
    does the director's. Otherwise a grant decides. Who is excluded from a ticket may nothing,
    anywhere.
    """
    if person is None or person.id in ticket.excluded:
        return False
    theirs = desks_of(ticket)
    if act in IN_CHAT and any(desk in theirs for desk in here):
        return True
    return any(
        (grant.group in theirs and grant.role in MAY[act])
        or (grant.role in ANYWHERE[act] and not ticket.confidential)
        or (grant.role == "office_director" and ticket.desk == DIRECTOR_ALONE)
        for grant in person.grants
    )


def desks_of(ticket: Ticket) -> tuple[str, ...]:
    """The desks that see a ticket and work on it."""
    if ticket.urgent and not ticket.confidential:
        return (ticket.desk, DUTY, DIRECTOR)
    return (ticket.desk,)


def holds(person: Person | None, act: Act, group: str) -> bool:
    """Whether a person has a right over a unit as such, not over one of its tickets."""
    return person is not None and any(
        (grant.group == group and grant.role in MAY[act]) or grant.role in ANYWHERE[act]
        for grant in person.grants
    )
