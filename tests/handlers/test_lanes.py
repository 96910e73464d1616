"""Danger and corruption keep to their lanes, whatever else is being talked about."""

from __future__ import annotations

from handlers.citizen import intake, school, tickets
from handlers.citizen.matter import Matter, Part
from handlers.content import Choice
from handlers.domain.reading import Reading
from handlers.effects import AddMessage, OpenTicket, SaveDraft
from handlers.events import ChoiceMade, Commanded, TextSent
from handlers.facts import About, Draft
from tests.handlers.made import DANGER, TICKET, keys, of, private, run

SCHOOL = Draft("school", "school", {"ticket": TICKET.hex})


def test_danger_and_corruption_about_an_open_ticket_are_matters_of_their_own() -> None:
    quoted = private(about=About(TICKET))
    danger = run(tickets, quoted, TextSent("ครูตบเด็ก", "m2", "q1"), reading=DANGER)
    assert of(danger, OpenTicket)[0].urgent and of(danger, AddMessage)[0].ticket != TICKET
    lead = Reading(kind="corruption", kinds=("corruption",), urgent=True, unsure=False)
    secret = run(tickets, quoted, TextSent("ผอ. เรียกเงิน", "m2", "q1"), reading=lead)
    assert not of(secret, AddMessage)
    assert of(secret, SaveDraft)[0].draft.form == "intake"


def test_a_corruption_lead_joins_no_ticket_that_a_unit_sees() -> None:
    lead = Reading(kind="corruption", kinds=("corruption",), unsure=False)
    draft = Matter(parts=(Part("ผอ. เรียกเงิน", "m1"),)).draft("review")
    join = ChoiceMade(Choice("intake.join", (TICKET.hex,)))
    step = run(intake, private(draft=draft), join, reading=lead)
    assert not of(step, AddMessage) and keys(step) == ["review-secret"]


def test_thanks_and_cancel_end_the_school_question_with_the_number() -> None:
    talk = Reading(kind="smalltalk", kinds=("smalltalk",), unsure=False)
    thanks = run(school, private(draft=SCHOOL), TextSent("ขอบคุณค่ะ"), reading=talk)
    assert keys(thanks) == ["school-thanks"]
    assert keys(run(school, private(draft=SCHOOL), Commanded("cancel"))) == ["school-cancelled"]
