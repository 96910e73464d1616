"""What is kept to learn from, and what never is: handlers/citizen/intake with
handlers/domain/correction."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from handlers.citizen import intake
from handlers.citizen.matter import Matter, Part
from handlers.content import Choice, Text
from handlers.domain.correction import MOST, Correction, corrected
from handlers.domain.reading import Reading, Span
from handlers.effects import Correct, Say, Step
from handlers.events import ChoiceMade, TimerDue
from tests.handlers.made import (
    BLANK,
    CHAT,
    COMPLAINT,
    DANGER,
    LEAD,
    PERHAPS_LEAD,
    TICKET,
    UNSURE,
    of,
    private,
    run,
    ticket,
)

WORDS = "ขอทราบเรื่องนมโรงเรียน โทร 081-234-5678"
PHONE = Span(27, 39, "phone")
MATTER = Matter((Part(WORDS, "m1"), Part("ด้วยครับ", "m2")), offers=1)
SEND = ChoiceMade(Choice("intake.send"))
DAY = date(2026, 11, 20)


def sent(matter: Matter, reading: Reading, choice: ChoiceMade = SEND, **known: object) -> Step:
    return run(intake, private(draft=matter.draft("review")), choice, reading=reading, **known)


def chosen(**changes: object) -> Matter:
    return structs.replace(MATTER, **changes)


def test_the_kind_a_matter_is_sent_as_is_kept_masked() -> None:
    reading = structs.replace(UNSURE, private=(PHONE,))
    step = sent(MATTER, reading, ChoiceMade(Choice("intake.sendas", ("question",))))
    masked = "ขอทราบเรื่องนมโรงเรียน โทร xxx-xxx-xxxx\nด้วยครับ"
    kept = Correction(masked, DAY, "citizen", kind="question", read_kind="comment")
    assert of(step, Correct) == [Correct(kept, ("m1", "m2"))]


def test_a_kind_or_unit_that_was_corrected_is_kept_when_it_is_sent() -> None:
    pressed = sent(MATTER, COMPLAINT, ChoiceMade(Choice("intake.kindis", ("question",))))
    assert not of(pressed, Correct), "nothing was sent yet"
    (kept,) = of(sent(chosen(kind="question", group="admin"), COMPLAINT), Correct)
    was = (kept.correction.read_kind, kept.correction.read_group)
    assert (kept.correction.kind, kept.correction.group) == ("question", "admin")
    assert was == ("complaint", "education_promotion")


def test_what_was_sent_at_once_is_kept_once_it_is_confirmed() -> None:
    warned = chosen(kind="question", ticket=TICKET, stored=2, warned=True)
    assert len(of(sent(warned, DANGER), Correct)) == 1
    veiled = sent(warned, DANGER, ticket=ticket(anonymous=True))
    assert not of(veiled, Correct)


@pytest.mark.parametrize(
    ("matter", "reading"),
    [
        (MATTER, COMPLAINT),
        (MATTER, UNSURE),
        (chosen(kind="question", anonymous=True), UNSURE),
        (chosen(group="admin"), LEAD),
        (chosen(group="admin"), PERHAPS_LEAD),
        (chosen(kind="question"), LEAD),
        (chosen(kind="corruption"), COMPLAINT),
        (Matter((Part("", "m1", place="16.4, 102.8"),), kind="question"), BLANK),
        (chosen(kind="question", anonymous=True, ticket=TICKET, warned=True), DANGER),
    ],
)
def test_nothing_is_kept_unchosen_anonymous_confidential_or_without_words(
    matter: Matter, reading: Reading
) -> None:
    assert not of(sent(matter, reading), Correct)


def test_what_nobody_sent_teaches_nothing() -> None:
    draft = chosen(kind="question").draft("review")
    lapsed = run(intake, private(draft=draft), TimerDue(f"intake.lapse:{CHAT.hex}"))
    assert not of(lapsed, Correct)


def test_a_correction_is_bounded() -> None:
    long = "0812345678" * 1_000
    kept = corrected(long, Reading(private=(Span(0, 10, "phone"),)), on=DAY, by="staff", kind="x")
    assert kept is not None and kept.by == "staff"
    assert len(kept.text) == MOST and kept.text.startswith("x" * 10 + "0812")


@pytest.mark.parametrize(("reading", "before"), [(UNSURE, 2), (BLANK, 1)])
def test_when_unsure_something_else_leads_to_all_kinds(reading: Reading, before: int) -> None:
    step = run(
        intake,
        private(draft=MATTER.draft("review")),
        TimerDue(f"intake.silence:{CHAT.hex}"),
        reading=reading,
    )
    other = of(step, Say)[-1].choices[before]
    assert other.text == Text("choice-intake-other")
    asked = of(sent(MATTER, reading, ChoiceMade(other)), Say)[0]
    assert asked.text.key == "ask-kind"
    assert {choice.name for choice in asked.choices} == {"intake.kindis"}
    named = [choice.name for say in of(step, Say) for choice in say.choices]
    assert named.count("intake.kind") == 1
