"""What the citizen says at the end, and what silence says: handlers/citizen/verdict,
handlers/citizen/again and handlers/staff/silence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec

from handlers.citizen import again, tickets, verdict, withdrawal
from handlers.citizen.matter import AGAIN, Matter, Part, held
from handlers.content import Choice
from handlers.effects import (
    AddMessage,
    CancelTimer,
    KeepFile,
    MoveTicket,
    OpenTicket,
    Redact,
    SaveDraft,
    Say,
    SetTimer,
    Step,
    ToDesk,
    ToReporter,
)
from handlers.events import ChoiceMade, Commanded, FileSent, TextSent, TimerDue, Unsent
from handlers.facts import Draft
from handlers.staff import silence
from tests.handlers.made import (
    BLANK,
    DANGER,
    GREETING,
    LEAD,
    NOW,
    PHOTO,
    SOMEBODY,
    TICKET,
    UNSURE,
    group,
    keys,
    message,
    of,
    private,
    run,
    ticket,
)

TODAY = NOW.date()
NAMED = {"ticket": TICKET.hex}
ANSWERED = ticket(status="answered", claimant=SOMEBODY)
CLOSED = ticket(status="closed", outcome="explained", closed_on=TODAY)
LONG_CLOSED = ticket(status="closed", outcome="explained", closed_on=date(2026, 11, 1))
ASKED_WHY = private(draft=Draft("unsolved", "reason", NAMED))
RATED = private(draft=Draft("rated", "sentence", NAMED))
PARTS = (Part("ยังไม่ได้", "m0"), Part("", "m1", TICKET))
WRITTEN = private(draft=Draft(AGAIN, "which", msgspec.to_builtins(Matter(PARTS, ticket=TICKET))))


def made(name: str, *more: str) -> ChoiceMade:
    return ChoiceMade(Choice(name, (TICKET.hex, *more)))


def ends(step: Step) -> bool:
    return SaveDraft(None) in step.effects


def test_solved_closes_what_was_only_answered_and_asks_for_a_rating() -> None:
    step = run(verdict, private(), made("mine.solved"), ticket=ANSWERED)
    (moved,) = of(step, MoveTicket)
    assert (moved.status, moved.outcome, moved.solved) == ("closed", "solved", True)
    assert moved.closed_on == TODAY
    asked = of(step, Say)[-1]
    assert [each.args[1] for each in asked.choices] == ["1", "2", "3", "4", "5"]
    closed = run(verdict, private(), made("mine.solved"), ticket=CLOSED)
    (moved,) = of(closed, MoveTicket)
    assert moved.solved is True and moved.outcome is msgspec.UNSET
    assert keys(run(verdict, private(), made("mine.solved"))) == ["still-open"]


def test_a_rating_is_kept_and_one_sentence_may_follow() -> None:
    step = run(verdict, private(), made("mine.rate", "4"), ticket=CLOSED)
    assert of(step, MoveTicket)[0].rating == 4 and "rate-thanks" in keys(step)
    for level in ("0", "6", "x"):
        assert not of(run(verdict, private(), made("mine.rate", level), ticket=CLOSED), MoveTicket)
    said = run(verdict, RATED, TextSent("ดีมาก", "m1"), reading=UNSURE, ticket=CLOSED)
    assert of(said, AddMessage)[0].text == "ดีมาก" and ends(said)
    skipped = run(verdict, RATED, ChoiceMade(Choice("form.skip")), ticket=CLOSED)
    assert keys(skipped) == ["rated-done"] and ends(skipped)
    photo = run(verdict, RATED, FileSent(PHOTO, "m2"), ticket=CLOSED)
    assert of(photo, KeepFile)[0].id == of(photo, AddMessage)[0].file
    assert ends(run(verdict, RATED, TimerDue("rated:x"), ticket=None))
    assert run(verdict, private(), TimerDue("rated:x"), ticket=None) == Step()


def test_not_solved_asks_why_and_opens_the_ticket_with_the_reason() -> None:
    asked = run(verdict, private(), made("mine.unsolved"), ticket=ANSWERED)
    assert not of(asked, MoveTicket) and keys(asked) == ["unsolved-ask"]
    assert of(asked, SetTimer)[0].data == NAMED
    step = run(verdict, ASKED_WHY, TextSent("ยังไม่มา", "m1"), reading=UNSURE, ticket=ANSWERED)
    (moved,) = of(step, MoveTicket)
    assert (moved.status, moved.reopened, moved.claimant) == ("reopened", 1, None)
    assert (moved.outcome, moved.closed_on, moved.solved) == (None, None, False)
    assert moved.due_on > TODAY
    assert of(step, AddMessage)[0].text == "ยังไม่มา"
    assert "card-unsolved" in keys(step) and ends(step) and of(step, CancelTimer)


def test_the_reason_may_be_skipped_or_left_and_the_whole_taken_back() -> None:
    for event in (ChoiceMade(Choice("form.skip")), Commanded("skip")):
        step = run(verdict, ASKED_WHY, event, ticket=CLOSED)
        assert of(step, MoveTicket)[0].status == "reopened" and not of(step, AddMessage)
    left = run(verdict, ASKED_WHY, TimerDue("unsolved:x", NAMED), ticket=CLOSED)
    assert of(left, MoveTicket)[0].status == "reopened" and ends(left)
    assert of(left, Say)[-1].postage == "free", "nobody waits for it now"
    cancelled = run(verdict, ASKED_WHY, Commanded("cancel"), ticket=CLOSED)
    assert keys(cancelled) == ["unsolved-cancelled"] and not of(cancelled, MoveTicket)
    taken = run(verdict, private(), TimerDue("unsolved:x", NAMED), ticket=ticket(status="claimed"))
    assert taken == Step()


def test_a_lead_among_the_reasons_is_a_matter_of_its_own() -> None:
    for basics in (ASKED_WHY, RATED, WRITTEN):
        handler = again if basics is WRITTEN else verdict
        step = run(handler, basics, TextSent("ครูตีเด็ก", "m1"), reading=LEAD, ticket=CLOSED)
        assert of(step, SaveDraft)[-1].draft.form == "intake"
        assert TICKET not in [each.ticket for each in of(step, AddMessage)]


def test_long_after_closing_it_is_asked_whether_it_is_the_same_matter() -> None:
    step = run(verdict, private(), made("mine.unsolved"), ticket=LONG_CLOSED)
    assert keys(step) == ["again-ask-empty"]
    assert keys(run(verdict, private(), made("mine.unsolved"))) == ["still-open"]


def test_nobody_judges_another_s_ticket() -> None:
    for name in ("mine.solved", "mine.unsolved", "mine.rate"):
        step = run(verdict, private(), made(name, "5"), ticket=CLOSED, own=False)
        assert keys(step) == ["ticket-unknown"] and not of(step, MoveTicket)
    for name in ("mine.reopen", "mine.anew"):
        step = run(again, private(), made(name), ticket=CLOSED, own=False)
        assert keys(step) == ["ticket-unknown"] and not of(step, MoveTicket)


def test_what_is_written_on_a_closed_ticket_is_kept_and_asked_about() -> None:
    quoting = private(draft=Draft("answering", "text", NAMED))
    step = run(tickets, quoting, FileSent(PHOTO, "m1", "ดูรูป"), reading=UNSURE, ticket=CLOSED)
    assert keys(step) == ["again-ask"] and of(step, KeepFile)
    kept = held(of(step, SaveDraft)[0].draft)
    assert [(part.text, part.file) for part in kept.parts] == [("ดูรูป", of(step, KeepFile)[0].id)]
    more = run(again, WRITTEN, TextSent("อีก", "m2"), reading=UNSURE, ticket=CLOSED)
    assert [part.text for part in held(of(more, SaveDraft)[0].draft).parts][-1] == "อีก"


def test_thanks_on_a_closed_ticket_need_no_question() -> None:
    quoting = private(draft=Draft("answering", "text", NAMED))
    step = run(tickets, quoting, TextSent("ขอบคุณค่ะ", "m1"), reading=GREETING, ticket=CLOSED)
    assert keys(step) == ["closed-thanks"] and of(step, AddMessage) and ends(step)


def test_it_goes_where_the_citizen_says() -> None:
    step = run(again, WRITTEN, made("mine.reopen"), reading=BLANK, ticket=CLOSED)
    assert [each.text for each in of(step, AddMessage)] == ["ยังไม่ได้", ""]
    assert of(step, MoveTicket)[0].reopened == 1 and ends(step)
    new = run(again, WRITTEN, made("mine.anew"), ticket=CLOSED)
    assert not of(new, MoveTicket)
    draft = of(new, SaveDraft)[-1].draft
    assert (draft.form, held(draft).parts) == ("intake", PARTS)
    empty = run(again, private(), made("mine.anew"), ticket=CLOSED)
    assert keys(empty) == ["report"]
    open_now = run(again, WRITTEN, made("mine.reopen"), ticket=ticket(status="claimed"))
    assert len(of(open_now, AddMessage)) == 2 and not of(open_now, MoveTicket)


def test_left_alone_it_is_kept_on_the_closed_ticket() -> None:
    step = run(again, WRITTEN, TimerDue("again:x"), ticket=CLOSED)
    assert len(of(step, AddMessage)) == 2 and not of(step, MoveTicket) and ends(step)
    assert run(again, private(), TimerDue("again:x")) == Step()
    cancelled = run(again, WRITTEN, Commanded("cancel"), ticket=CLOSED)
    assert of(cancelled, Redact) == [Redact("m1")] and not of(cancelled, AddMessage)


def test_what_is_taken_back_meanwhile_is_gone_from_the_draft() -> None:
    step = run(withdrawal, WRITTEN, Unsent("m0"), ticket=None, messages=())
    draft = of(step, SaveDraft)[0].draft
    assert (draft.form, held(draft).parts, held(draft).ticket) == (AGAIN, PARTS[1:], TICKET)


def test_nothing_leads_from_a_veiled_reporter_s_chat_to_the_ticket() -> None:
    veiled = ticket(status="answered", anonymous=True)
    for name in ("mine.solved", "mine.unsolved"):
        step = run(verdict, private(), made(name), ticket=veiled)
        mine = [say for say in of(step, Say) if say.shape == "text"]
        assert mine and all(say.about is None for say in mine)


OFFICE = group()
DUE = TimerDue(f"silence:{TICKET.hex}", NAMED)
LONG_AGO = NOW - timedelta(days=7)


def old(author: str, days: int) -> Any:
    return msgspec.structs.replace(message(author), at=NOW - timedelta(days=days))


def test_silence_closes_what_is_still_answered() -> None:
    step = run(silence, OFFICE, DUE, ticket=ANSWERED, messages=(old("citizen", 9), old("reply", 7)))
    (moved,) = of(step, MoveTicket)
    assert (moved.status, moved.outcome, moved.solved) == ("closed", "explained", None)
    letter = of(step, Say)[0]
    assert letter.to == ToReporter(TICKET) and letter.text.key == "closed-silent"
    assert [each.name for each in letter.choices] == ["mine.solved", "mine.unsolved"]


def test_who_wrote_since_breaks_the_silence() -> None:
    for status in ("claimed", "asked", "closed", "reopened", "new"):
        assert run(silence, OFFICE, DUE, ticket=ticket(status=status)) == Step()
    noted = (old("reply", 7), old("note", 3))
    (timer,) = of(run(silence, OFFICE, DUE, ticket=ANSWERED, messages=noted), SetTimer)
    assert (timer.at, timer.of) == (NOW + timedelta(days=4), "office")
    assert run(silence, OFFICE, TimerDue("silence:"), ticket=None) == Step()


def test_what_weighs_stays_as_veiled_as_its_ticket() -> None:
    danger = TextSent("ถูกขู่ทำร้าย", "m1")
    veiled = ticket(status="claimed", anonymous=True)
    (opened,) = of(run(again, WRITTEN, danger, reading=DANGER, ticket=veiled), OpenTicket)
    assert opened.anonymous and opened.alias


def test_danger_opens_the_ticket_again_at_once_and_duty_hears_of_it() -> None:
    danger = TextSent("ครูยังตีเด็กอยู่", "m1")
    for handler, basics in ((again, WRITTEN), (verdict, ASKED_WHY), (verdict, RATED)):
        step = run(handler, basics, danger, reading=DANGER, ticket=CLOSED)
        (moved,) = of(step, MoveTicket)
        assert (moved.status, moved.urgent, moved.urgency_reason) == ("reopened", True, "violence")
        assert not of(step, OpenTicket) and of(step, AddMessage)[-1].text == danger.text
        desks = [say.to for say in of(step, Say) if isinstance(say.to, ToDesk)]
        assert desks[0] == ToDesk("education_promotion") and "card-urgent" in keys(step)
        assert any(key.startswith("urgent-hotlines") for key in keys(step)) and ends(step)


def test_danger_in_the_confidential_lane_stays_in_it() -> None:
    danger = TextSent("ถูกขู่ทำร้าย", "m1")
    for status in ("closed", "answered", "claimed"):
        secret = ticket(status=status, confidential=True, closed_on=TODAY)
        for handler, basics in ((again, WRITTEN), (verdict, ASKED_WHY), (verdict, RATED)):
            step = run(handler, basics, danger, reading=DANGER, ticket=secret)
            assert not of(step, OpenTicket) and TICKET in [m.ticket for m in of(step, AddMessage)]
            desks = {say.to for say in of(step, Say) if isinstance(say.to, ToDesk)}
            assert desks == {ToDesk("confidential")}
            assert any(key.startswith("urgent-hotlines") for key in keys(step))


def test_danger_written_on_an_open_confidential_ticket_stays_in_its_lane() -> None:
    quoting = private(draft=Draft("answering", "text", NAMED))
    secret = ticket(status="answered", confidential=True)
    step = run(tickets, quoting, TextSent("ถูกขู่", "m1"), reading=DANGER, ticket=secret)
    assert not of(step, OpenTicket) and of(step, MoveTicket)[0].status == "claimed"
    cards = [say.to for say in of(step, Say) if say.shape == "card"]
    assert cards == [ToDesk("confidential")]
    told = {say.text.key for say in of(step, Say) if isinstance(say.to, ToDesk)} - {"card-urgent"}
    assert told == {"confidential-waits-urgent"}, "the others hear no more than that it waits"
    assert "urgent-hotlines-alone" in keys(step), "no chat is bound to that desk here"
