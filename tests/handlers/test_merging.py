"""Tickets about one matter become one (handlers/staff/merging, handlers/reporters)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from msgspec import structs

from handlers.citizen import withdrawal
from handlers.content import Choice
from handlers.effects import CancelSay, MoveTicket, Say, Step, ToCards, ToReporter
from handlers.events import ChoiceMade, TextSent, Unsent
from handlers.facts import About
from handlers.staff import closing, replies, tickets
from tests.handlers.made import CHAT, SOMEBODY, TICKET, group, keys, message, of, run, ticket

HERE = group("education_promotion", about=About(TICKET))
OWN = ticket(status="claimed", claimant=SOMEBODY)
OTHER = ticket(id=UUID(int=6), number="TY2-70-00002-2", reporter=UUID(int=60))
DOUBLE = ticket(id=UUID(int=7), number="TY2-70-00003-0", status="closed", reporter=UUID(int=70))


def done(name: str, words: str = "", *more: str, **known: Any) -> Step:
    act = ChoiceMade(Choice(f"ticket.{name}", (TICKET.hex, *more)), said="m1", words=words)
    return run(tickets, HERE, act, **({"ticket": OWN} | known))


def test_a_double_is_closed_and_its_reporter_hears_its_own_number_only() -> None:
    step = done("merge", OTHER.number, other=OTHER)
    closed, touched = of(step, MoveTicket)
    assert (closed.status, closed.outcome, closed.merged_into) == ("closed", "duplicate", OTHER.id)
    assert (touched.ticket, touched.version) == (OTHER.id, OTHER.version)
    (told,) = [each for each in of(step, Say) if each.to == ToReporter(TICKET)]
    assert told.text.values == {"number": OWN.number}
    chain = done("merge", OTHER.number, other=OTHER, merged=(DOUBLE,))
    assert (DOUBLE.id, OTHER.id) in [(e.ticket, e.merged_into) for e in of(chain, MoveTicket)]


@pytest.mark.parametrize(
    ("other", "key"),
    [
        (None, "merge-unknown"),
        (OWN, "merge-itself"),
        (ticket(id=UUID(int=6), confidential=True), "merge-unknown"),
        (ticket(id=UUID(int=6), group="legal"), "merge-unknown"),
        (ticket(id=UUID(int=6), status="closed"), "merge-closed"),
        (ticket(id=UUID(int=6), status="closed", merged_into=UUID(int=8)), "merge-merged"),
    ],
)
def test_what_cannot_be_merged(other: Any, key: str) -> None:
    step = done("merge", OTHER.number, other=other)
    assert not of(step, MoveTicket) and keys(step) == [key]
    urgent = ticket(status="claimed", urgent=True)
    assert keys(done("merge", OTHER.number, ticket=urgent, other=OTHER)) == ["merge-urgent"]


def test_the_answer_goes_to_the_reporters_of_merged_tickets_too() -> None:
    known = {"ticket": OWN, "merged": (DOUBLE,)}
    step = run(replies, HERE, TextSent("แก้แล้ว", "m1", "q1"), messages=(), **known)
    own, copy = [each for each in of(step, Say) if isinstance(each.to, ToReporter)]
    assert (copy.to, copy.text.values["number"]) == (ToReporter(DOUBLE.id), DOUBLE.number)
    assert own.text.values["words"] == copy.text.values["words"] and own.id != copy.id
    assert copy.delay == own.delay and copy.report is None
    held = message("reply", state="held", letter_state="queued")
    undone = run(
        replies, HERE, ChoiceMade(Choice("reply.undo", (TICKET.hex,))), messages=(held,), **known
    )
    assert len(of(undone, CancelSay)) == 4
    ending = ChoiceMade(Choice("ticket.closeas", (TICKET.hex, "solved")), words="แก้แล้ว")
    closed = run(closing, HERE, ending, **known)
    assert {each.to for each in of(closed, Say)} >= {ToReporter(TICKET), ToReporter(DOUBLE.id)}
    same = ticket(id=UUID(int=7), reporter=CHAT, status="closed")
    once = run(
        replies, HERE, TextSent("แก้แล้ว", "m1", "q1"), ticket=OWN, messages=(), merged=(same,)
    )
    assert sum(isinstance(each.to, ToReporter) for each in of(once, Say)) == 1


def test_an_answer_that_is_taken_back_goes_to_nobody() -> None:
    step = run(
        replies, HERE, TextSent("แก้แล้ว", "m1", "q1"), messages=(), ticket=OWN, merged=(DOUBLE,)
    )
    own, copy = [each for each in of(step, Say) if isinstance(each.to, ToReporter)]
    held = structs.replace(message("reply", state="held", letter_state="queued"), id=own.id)
    unsent = run(withdrawal, HERE, Unsent("m1"), messages=(held,), ticket=OWN, merged=(DOUBLE,))
    assert CancelSay(copy.id) in of(unsent, CancelSay)


def test_a_reason_that_is_taken_back_leaves_the_card() -> None:
    step = run(withdrawal, HERE, Unsent("m1"), messages=(message("note"),))
    assert ToCards(TICKET) in [each.to for each in of(step, Say)]
