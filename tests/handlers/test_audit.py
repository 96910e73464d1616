"""Every act of staff leaves a line in the record of acts, refusals too: over all choices of the
desk, in every state of a ticket, by who may and by who may not. (That the effects named here are
written down is tested in tests/storage/test_acts.py.)"""

from __future__ import annotations

import re

import pytest

from handlers.content import Choice
from handlers.decide import choose
from handlers.domain.people import Person
from handlers.domain.ticket import PHASES
from handlers.effects import (
    AddMessage,
    Audit,
    BindDesk,
    Effect,
    Exclude,
    GrantRole,
    KeepCanned,
    MoveTicket,
    OpenTicket,
    RevokeRoles,
    Say,
    SetTimer,
    Step,
    ToChat,
    ToReporter,
    UnbindDesks,
)
from handlers.events import ChoiceMade, Edited, TextSent, Unsent
from handlers.facts import About, Basics
from tests.handlers.made import (
    CITIZEN,
    OFFICER,
    TICKET,
    group,
    message,
    of,
    snapshot,
    ticket,
)
from tests.house.source import read, strings

RECORDED = (
    Audit, MoveTicket, AddMessage, OpenTicket, GrantRole, RevokeRoles, Exclude, KeepCanned,
    BindDesk, UnbindDesks,
)  # fmt: skip
"""What storage/apply.py writes into the record."""
FORMS = {
    text
    for source in read("handlers/staff")
    for _, text in strings(source)
    if re.fullmatch(r"(ticket|reply|roles)\.[a-z_]+", text)
}
CHOICES = sorted(FORMS | {f"ticket.{name}" for name in ("claim", "answer", "close", "full")})
ARGS = ((TICKET.hex,), (TICKET.hex, "0"), (TICKET.hex, "legal"), (TICKET.hex, "solved"))
ABOUT = About(TICKET)


def taken(basics: Basics, event: object, **known: object) -> Step:
    handler = choose(basics, event)  # type: ignore[arg-type]
    if handler is None:
        return Step()
    needs = handler.needs(basics, event)  # type: ignore[arg-type]
    return handler.step(snapshot(basics, needs, **known), event)  # type: ignore[arg-type]


def silent(effect: Effect, basics: Basics) -> bool:
    """What tells the chat itself something changes nothing, nor does a timer."""
    if isinstance(effect, Say):
        here = isinstance(effect.to, ToChat) and effect.to.chat == basics.chat.id
        return here or not isinstance(effect.to, ToChat | ToReporter)
    return isinstance(effect, SetTimer)


@pytest.mark.parametrize("name", CHOICES)
def test_what_changes_or_shows_something_is_recorded(name: str) -> None:
    basics = group("education_promotion", about=ABOUT)
    for status in PHASES:
        for args in ARGS:
            for claimant in (None, OFFICER.id):
                for told in (message("note"), message("reply", letter_state="queued")):
                    one = ticket(status=status, claimant=claimant)
                    event = ChoiceMade(Choice(name, args), words="คำที่เขียน")
                    step = taken(basics, event, ticket=one, messages=(told,))
                    loud = [each for each in step.effects if not silent(each, basics)]
                    assert not loud or _recorded(step), (status, args, loud)


def _recorded(step: Step) -> bool:
    return any(isinstance(each, RECORDED) for each in step.effects)


ABOUT_TICKETS = [
    name for name in CHOICES if not name.startswith("roles") and "misspelt" not in name
]


@pytest.mark.parametrize("name", ABOUT_TICKETS)
@pytest.mark.parametrize("person", [CITIZEN, None], ids=["elsewhere", "nobody known"])
def test_who_may_not_is_refused_on_record(name: str, person: Person | None) -> None:
    basics = group("legal", person=person, about=ABOUT)
    for status in PHASES:
        for args in ARGS:
            event = ChoiceMade(Choice(name, args), words="คำที่เขียน")
            step = taken(basics, event, ticket=ticket(status=status))
            assert [each.act for each in of(step, Audit)] == ["refused"], (status, args)
            assert all(silent(each, basics) or isinstance(each, Audit) for each in step.effects)


def test_a_quote_by_who_may_not_is_refused_on_record() -> None:
    for person in (CITIZEN, None):
        basics = group("legal", person=person, about=ABOUT)
        step = taken(basics, TextSent("คำตอบ", "m", "q"), ticket=ticket())
        assert [each.act for each in of(step, Audit)] == ["refused"]


def test_what_staff_take_back_or_change_afterwards_is_recorded() -> None:
    basics = group("education_promotion")
    for event in (Unsent("m"), Edited("m", "คำใหม่")):
        step = taken(basics, event, ticket=ticket(), messages=(message("note"),))
        assert len(of(step, Audit)) == 1
