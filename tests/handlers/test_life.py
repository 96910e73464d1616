"""A ticket's life at the desk, one verb at a time: handlers/staff/claims, questions, extending,
passing_on and records by way of handlers/staff/tickets; whole stories are journeys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from handlers.content import Choice, NameOf, Words
from handlers.domain.office import DIRECTOR
from handlers.domain.people import Grant, Person
from handlers.effects import (
    AddMessage,
    Audit,
    Correct,
    KeepFile,
    MoveTicket,
    ReplyIs,
    Say,
    Step,
    ToChat,
    ToDesk,
    ToReporter,
)
from handlers.events import ChoiceMade, Commanded, DeliveryEnded
from handlers.facts import About, Happened
from handlers.staff import questions, replies, tickets
from tests.handlers.made import (
    CHAT,
    COLLEAGUE,
    NOW,
    OFFICER,
    PHOTO,
    SOMEBODY,
    TICKET,
    group,
    keys,
    of,
    run,
    ticket,
)

LEAD = Person(SOMEBODY, "ผู้อำนวยการกลุ่ม จ", (Grant("group_director", "education_promotion"),))
HERE = group("education_promotion", about=About(TICKET))
LED = group("education_promotion", person=LEAD, about=About(TICKET))
OWN = ticket(status="claimed", claimant=SOMEBODY)
THEIRS = ticket(status="claimed", claimant=COLLEAGUE.id)
TODAY = date(2026, 11, 20)


def act(name: str, words: str = "", *more: str, **known: Any) -> ChoiceMade:
    return ChoiceMade(
        Choice(f"ticket.{name}", (TICKET.hex, *more)), said="m1", words=words, **known
    )


def done(name: str, words: str = "", *more: str, here: Any = HERE, **known: Any) -> Step:
    return run(tickets, here, act(name, words, *more), **({"ticket": OWN} | known))


def move(step: Step) -> MoveTicket:
    (moved,) = of(step, MoveTicket)
    assert isinstance(moved, MoveTicket)
    return moved


def test_who_loses_hears_by_whom_and_when_and_who_leads_may_take_over() -> None:
    history = (Happened(NOW, "claimed", by=COLLEAGUE.id),)
    step = done("claim", ticket=THEIRS, timeline=history)
    assert not of(step, MoveTicket) and keys(step)[0] == "ticket-claimed"
    values = of(step, Say)[0].text.values
    assert values["name"] == NameOf(COLLEAGUE.id) and values["when"].values == {"time": "10:00"}
    led = done("claim", here=LED, ticket=THEIRS)
    (offer,) = of(led, Say)[-1].choices
    assert offer == Choice("ticket.take", (TICKET.hex,), offer.label)
    taken = run(tickets, LED, ChoiceMade(offer), ticket=THEIRS)
    assert (move(taken).claimant, move(taken).status) == (SOMEBODY, "claimed")
    assert of(done("take", ticket=THEIRS), Audit) == [Audit("refused", TICKET, "take")]


def test_an_answered_ticket_is_not_taken_from_who_holds_it() -> None:
    held = ticket(status="answered", claimant=COLLEAGUE.id)
    assert not of(done("claim", ticket=held), MoveTicket)


def test_giving_back_is_for_who_holds_it() -> None:
    moved = move(done("release"))
    assert (moved.status, moved.claimant) == ("new", None)
    refused = done("release", ticket=THEIRS)
    assert of(refused, Audit) == [Audit("refused", TICKET, "release")]
    assert not of(refused, MoveTicket)


def test_a_colleague_is_named_by_a_button_or_by_a_name() -> None:
    (asked,) = of(done("assign"), Say)
    (choice,) = asked.choices
    assert len(choice.data.encode()) <= 64 and asked.asks == Choice("ticket.assign", (TICKET.hex,))
    for step in (run(tickets, HERE, ChoiceMade(choice), ticket=OWN), done("assign", "เจ้าหน้าที่ ค")):
        assert (move(step).claimant, move(step).status) == (COLLEAGUE.id, "claimed")
        assert ToChat(COLLEAGUE.id) in [each.to for each in of(step, Say)]
    assert keys(done("assign", "เจ้าหน้าที่")) == ["assign-unknown"]
    assert of(done("assign", ticket=THEIRS), Audit)


def test_nobody_hands_a_ticket_to_who_is_kept_away_from_it() -> None:
    secret = ticket(
        confidential=True, status="claimed", claimant=SOMEBODY, excluded=(COLLEAGUE.id,)
    )
    desk = group("confidential")
    assert keys(done("assign", "เจ้าหน้าที่ ค", here=desk, ticket=secret)) == ["assign-unknown"]
    free = done("assign", "เจ้าหน้าที่ ค", here=desk, ticket=ticket(confidential=True))
    # No word of it outside its desk.
    assert {each.to for each in of(free, Say)} == {ToChat(desk.chat.id)}


def test_a_question_goes_out_and_the_clock_stands_still() -> None:
    step = done("ask", "เด็กอยู่ชั้นใด")
    assert (move(step).status, move(step).paused_on) == ("asked", TODAY)
    (written,) = of(step, AddMessage)
    assert (written.author, written.text, written.act) == ("reply", "เด็กอยู่ชั้นใด", "")
    (letter,) = [each for each in of(step, Say) if each.to == ToReporter(TICKET)]
    assert letter.text.values["words"] == Words(written.id) and letter.choices
    again = done("ask", "และห้องใด", ticket=ticket(status="asked", paused_on=date(2026, 11, 18)))
    assert move(again).paused_on == date(2026, 11, 18)
    assert of(done("ask"), Say)[0].asks == Choice("ticket.ask", (TICKET.hex,))
    assert keys(done("ask", "ใคร", ticket=ticket()))[0] == "claim-first"


@pytest.mark.parametrize("state", ["sent", "waiting", "failed", "unknown", "cancelled"])
def test_a_question_that_does_not_arrive_stops_no_clock(state: str) -> None:
    report = Choice(questions.ENDED, (TICKET.hex, UUID(int=9).hex))
    asked = ticket(status="asked", claimant=SOMEBODY, paused_on=TODAY)
    step = run(tickets, HERE, DeliveryEnded(UUID(int=9), state, "blocked", report), ticket=asked)
    assert bool(of(step, MoveTicket)) == (state == "failed")
    silent = state in ("sent", "cancelled")
    assert keys(step)[:1] == ([] if silent else [f"told-{state}"])
    assert bool(of(step, ReplyIs)) == (state != "cancelled")


def test_going_on_gives_back_the_days_of_waiting() -> None:
    waiting = ticket(status="asked", paused_on=date(2026, 11, 16), due_on=date(2026, 11, 23))
    moved = move(done("resume", ticket=waiting))
    assert (moved.status, moved.paused_on, moved.due_on) == ("claimed", None, date(2026, 11, 27))
    elsewhere = move(done("resume", ticket=ticket(status="elsewhere")))
    assert elsewhere.status == "claimed" and not elsewhere.due_on
    assert keys(done("resume"))[0] == "ticket-claimed"


def test_another_body_is_named_to_the_citizen_and_the_clock_runs_on() -> None:
    step = done("refer", "อบต.ตัวอย่าง")
    assert move(step).status == "elsewhere" and not move(step).paused_on
    (body,) = of(step, AddMessage)
    assert of(step, Say)[0].to == ToReporter(TICKET) and body.author == "note"
    assert keys(done("refer")) == ["refer-to"]


def test_notes_are_for_the_claimant_too_and_may_be_files() -> None:
    (written,) = of(done("note", "โทรแล้ว ไม่รับสาย"), AddMessage)
    assert (written.author, written.by, written.source) == ("note", SOMEBODY, "m1")
    assert of(done("note"), Say)[0].asks == Choice("ticket.note", (TICKET.hex,))
    step = run(tickets, HERE, act("note", file=PHOTO), ticket=OWN)
    assert of(step, KeepFile) and keys(step) == ["noted-file"]


def test_the_reason_of_a_forward_is_a_note_and_stands_on_the_card() -> None:
    step = done("to", "เรื่องวินัยครู", "legal")
    (reason,) = of(step, AddMessage)
    (card,) = [each for each in of(step, Say) if each.to == ToDesk("legal")]
    assert reason.author == "note" and card.text.values["reason"] == Words(reason.id)
    (learned,) = of(step, Correct)
    assert (learned.correction.group, learned.correction.by) == ("legal", "staff")
    assert learned.ticket == TICKET
    for secret in ({"anonymous": True}, {"forwards": 1}):
        assert not of(done("to", "เหตุ", "legal", ticket=ticket(**secret)), Correct)
    assert keys(done("forward", "กลุ่มที่ไม่มี")) == ["forward-unknown"]


def test_what_was_forwarded_too_often_goes_to_the_director_who_decides() -> None:
    often = ticket(forwards=3)
    assert keys(done("forward", ticket=often)) == ["forward-why-director"]
    step = done("to", "ไม่ใช่ของเรา", "legal", ticket=often)
    assert move(step).group == DIRECTOR
    assert "forwarded-often" in keys(step) and "card-forwarded-often" in keys(step)
    director = group(DIRECTOR)
    at_desk = ticket(forwards=4, group=DIRECTOR)
    assert move(done("to", "เป็นของท่าน", "legal", here=director, ticket=at_desk)).group == "legal"


def test_another_kind_has_its_own_due_date_unless_a_day_was_promised() -> None:
    choices = of(done("kind"), Say)[0].choices
    assert {"corruption", "complaint"}.isdisjoint(each.args[1] for each in choices)
    assert all(len(each.data.encode()) <= 64 for each in choices)
    step = done("kind", "", "question")
    assert move(step).kind == "question" and move(step).due_on != OWN.due_on
    assert of(step, Correct)[0].correction.kind == "question"
    promised = done("kind", "", "question", timeline=(Happened(NOW, "extended"),))
    assert move(promised).due_on == OWN.due_on
    assert not of(done("kind", "", "corruption"), MoveTicket)
    secret = ticket(confidential=True, kind="corruption")
    assert not of(done("kind", "", "question", here=group("confidential"), ticket=secret), Correct)


def test_a_register_number_stands_on_the_card() -> None:
    assert move(done("register", " 1234/2569 ")).register == "1234/2569"
    for unclear in ("รับแล้ว", "1" * 31):
        assert keys(done("register", unclear)) == ["register-unclear"]
    assert keys(done("register")) == ["register-what"]


def test_an_extension_needs_a_day_ahead_and_a_reason() -> None:
    step = done("extend", "18 ธ.ค. รอเอกสารจากโรงเรียน")
    assert (move(step).due_on, move(step).status) == (date(2026, 12, 18), "claimed")
    (written,) = of(step, AddMessage)
    assert written.text == "รอเอกสารจากโรงเรียน" and "extended" in keys(step)
    assert move(done("extend", "อีก 5 วัน รอ")).due_on == OWN.due_on + timedelta(days=6)
    for words, key in (
        ("", "extend-how"),
        ("รอเอกสาร", "extend-unclear"),
        ("1 ธ.ค. รอ", "extend-too-early"),
        ("1 มี.ค. 70 รอ", "extend-too-late"),
        ("18 ธ.ค.", "extend-why"),
    ):
        assert keys(done("extend", words)) == [key]
    asked = of(done("extend", "18 ธ.ค."), Say)[0].asks
    assert len(asked.data.encode()) <= 64
    finished = run(tickets, HERE, ChoiceMade(asked, words="รอเอกสาร"), ticket=OWN)
    assert move(finished).due_on == date(2026, 12, 18)
    paused = ticket(status="asked", paused_on=TODAY)
    assert keys(done("extend", "18 ธ.ค. รอ", ticket=paused))[0] == "ticket-asked-now"


def test_the_second_extension_needs_who_leads() -> None:
    once = (Happened(NOW, "extended"),)
    refused = done("extend", "18 ธ.ค. รอ", timeline=once)
    assert keys(refused) == ["extend-needs-lead"] and of(refused, Audit)
    assert move(done("extend", "18 ธ.ค. รอ", here=LED, timeline=once)).due_on


def test_an_answer_ends_the_waiting_for_the_citizen() -> None:
    report = Choice(replies.ENDED, (TICKET.hex, UUID(int=9).hex))
    asked = ticket(status="asked", claimant=SOMEBODY, paused_on=TODAY)
    moved = move(run(replies, HERE, DeliveryEnded(UUID(int=9), "sent", "", report), ticket=asked))
    assert (moved.status, moved.paused_on) == ("answered", None)


def test_the_rest_stands_behind_more() -> None:
    (more,) = of(done("more"), Say)
    names = {each.name for each in more.choices}
    assert {"ticket.release", "ticket.extend", "ticket.note"} <= names
    assert "ticket.resume" not in names and more.about == TICKET
    closed = of(done("more", ticket=ticket(status="closed")), Say)[0]
    assert {each.name for each in closed.choices} == {"ticket.note", "ticket.register"}


@pytest.mark.parametrize(
    ("status", "key"),
    [
        ("closed", "ticket-closed-now"),
        ("elsewhere", "ticket-elsewhere-now"),
        ("answered", "ticket-answered-now"),
        ("new", "claim-first"),
    ],
)
def test_an_old_button_says_what_holds(status: str, key: str) -> None:
    step = done("resume" if status != "elsewhere" else "claim", ticket=ticket(status=status))
    assert keys(step)[0] == key and not of(step, MoveTicket)


def test_a_question_to_the_desk_can_be_left_alone() -> None:
    assert keys(run(tickets, HERE, Commanded("cancel"))) == ["desk-nothing-done"]
    assert not of(done("ask", here=group("legal", person=OFFICER.__class__(CHAT))), MoveTicket)
