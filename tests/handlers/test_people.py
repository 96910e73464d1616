"""Who may work on whose tickets, and what an invite code looks like."""

from __future__ import annotations

from itertools import product

import pytest

from handlers.domain.people import ANYWHERE, MAY, ROLES, Grant, Person, Role, code_in, may
from handlers.domain.ticket import Ticket
from tests.handlers.made import CHAT, CITIZEN, ticket

DESKS = ("personnel", "legal", "confidential")


def at(desk: str, **more: bool) -> Ticket:
    """A ticket that a desk sees."""
    if desk == "confidential":
        return ticket(group="legal", confidential=True, **more)
    return ticket(group=desk, **more)


def of(desk: str) -> Ticket:
    return ticket(confidential=True) if desk == "confidential" else ticket(group=desk)


@pytest.mark.parametrize(("role", "given", "desk"), [*product(ROLES, DESKS, DESKS)])
def test_a_role_holds_for_its_own_desk(role: Role, given: str, desk: str) -> None:
    person = Person(CHAT, grants=(Grant(role, given),))
    own = given == desk and role in MAY["work"]
    everywhere = role in ANYWHERE["work"] and desk != "confidential"
    assert may(person, "work", of(desk)) == (own or everywhere)


@pytest.mark.parametrize("desk", DESKS)
def test_who_is_in_the_chat_of_a_desk_works_for_it(desk: str) -> None:
    assert may(CITIZEN, "work", of(desk), here=(desk,))
    assert not may(CITIZEN, "work", of(desk), here=("admin",))
    assert not may(None, "work", of(desk), here=(desk,))


def test_the_duty_desk_works_on_what_is_urgent() -> None:
    assert may(CITIZEN, "work", ticket(urgent=True), here=("duty",))
    assert not may(CITIZEN, "work", ticket(), here=("duty",))
    assert not may(CITIZEN, "work", ticket(urgent=True, confidential=True), here=("duty",))
    assert may(CITIZEN, "work", ticket(urgent=True), here=("director",))
    assert not may(CITIZEN, "work", ticket(), here=("director",))


def test_who_is_on_duty_works_on_what_is_urgent_wherever_they_are() -> None:
    on_duty = Person(CHAT, grants=(Grant("duty", "duty"),))
    assert may(on_duty, "work", ticket(urgent=True))
    assert not may(on_duty, "work", ticket())
    assert not may(on_duty, "work", ticket(urgent=True, confidential=True))


def test_no_role_opens_the_confidential_desk_from_elsewhere() -> None:
    every = Person(CHAT, grants=tuple(Grant(role, "legal") for role in ROLES))
    assert not may(every, "work", of("confidential"), here=("legal", "admin"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("7KQD-9MXP-W2TA", "7KQD-9MXP-W2TA"),
        (" 7kqd 9mxp w2ta ", "7KQD-9MXP-W2TA"),
        ("7KQD9MXPW2TA", "7KQD-9MXP-W2TA"),
        ("7KQD-9MXP", None),
        ("ABCD-EFGH-JKMN", None),
        ("they beat them", None),
        ("รหัส 7KQD-9MXP-W2TA", None),
        ("TY2-70-00001-4", None),
        ("", None),
    ],
)
def test_a_code_is_all_of_a_text(text: str, code: str | None) -> None:
    assert code_in(text) == code
