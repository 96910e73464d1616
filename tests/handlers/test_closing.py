"""How a desk closes, and what it sends: handlers/staff/closing and handlers/staff/enclosures."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import msgspec

from handlers.content import Choice, Text
from handlers.effects import (
    AddMessage,
    Audit,
    KeepFile,
    MoveTicket,
    ReplyIs,
    Say,
    SetTimer,
    Step,
    ToReporter,
)
from handlers.events import ChoiceMade, DeliveryEnded, FileKept, FileSent, TextSent
from handlers.facts import About
from handlers.staff import closing, enclosures, replies
from tests.handlers.made import (
    CITIZEN,
    DESK,
    NOW,
    PHOTO,
    SOMEBODY,
    TICKET,
    group,
    keys,
    message,
    of,
    private,
    run,
    ticket,
)
from tests.handlers.made import (
    OFFICE as THE_OFFICE,
)

TODAY = NOW.date()
FILE = UUID(int=9)
OFFICE = msgspec.structs.replace(THE_OFFICE, reachable=True)
HERE = msgspec.structs.replace(group("education_promotion", about=About(TICKET)), office=OFFICE)
CLAIMED = ticket(status="claimed", claimant=SOMEBODY)
ANSWERED = ticket(status="answered", claimant=SOMEBODY)
CLOSED = ticket(status="closed", outcome="explained", closed_on=TODAY)


def made(name: str, *more: str, words: str = "", said: str = "") -> ChoiceMade:
    return ChoiceMade(Choice(name, (TICKET.hex, *more)), words=words, said=said)


def test_closing_asks_how_and_then_for_a_note() -> None:
    assert keys(run(closing, HERE, made("ticket.close"), ticket=CLAIMED)) == ["close-how"]
    unknown = run(closing, HERE, made("ticket.closeas", "x"), ticket=CLAIMED)
    assert keys(unknown) == ["close-how"]
    asked = of(run(closing, HERE, made("ticket.closeas", "solved"), ticket=CLAIMED), Say)[0]
    assert asked.text.key == "close-note" and asked.choices == ()
    assert asked.asks and asked.asks.data == f"ticket.closeas:{TICKET.hex}:solved"


def test_a_note_closes_and_goes_to_the_citizen_who_is_asked_whether_it_is_solved() -> None:
    noted = made("ticket.closeas", "solved", words=" ซ่อมแล้ว ", said="m1")
    step = run(closing, HERE, noted, ticket=CLAIMED)
    (note,), (moved,) = of(step, AddMessage), of(step, MoveTicket)
    assert (note.author, note.text, note.source, note.by) == ("reply", "ซ่อมแล้ว", "m1", SOMEBODY)
    assert (moved.status, moved.outcome, moved.closed_on, moved.solved) == (
        "closed",
        "solved",
        TODAY,
        None,
    )
    letter = of(step, Say)[0]
    assert (letter.to, letter.id, letter.report_to) == (ToReporter(TICKET), note.id, DESK)
    assert [each.name for each in letter.choices] == ["mine.solved", "mine.unsolved"]
    assert keys(step) == ["closed-note", "card-closed"]


def test_what_was_never_answered_is_not_closed_without_a_note() -> None:
    for outcome in ("solved", "explained", "not_ours"):
        step = run(closing, HERE, made("ticket.closenow", outcome), ticket=CLAIMED)
        assert keys(step) == ["close-note"] and not of(step, MoveTicket)
    asked = run(closing, HERE, made("ticket.closeas", "explained"), ticket=ANSWERED)
    assert [each.name for each in of(asked, Say)[0].choices] == ["ticket.closenow"]
    step = run(closing, HERE, made("ticket.closenow", "explained"), ticket=ANSWERED)
    assert of(step, MoveTicket)[0].outcome == "explained" and "closed" in keys(step)


def test_spam_needs_no_note_and_is_told_courteously() -> None:
    step = run(closing, HERE, made("ticket.closeas", "spam"), ticket=CLAIMED)
    assert of(step, MoveTicket)[0].outcome == "spam"
    assert keys(step)[0] == "closed-spam" and of(step, Say)[0].choices == ()


def test_a_note_is_words() -> None:
    choice = Choice("ticket.closeas", (TICKET.hex, "solved"))
    step = run(closing, HERE, ChoiceMade(choice, words="รูป", file=PHOTO), ticket=CLAIMED)
    assert keys(step) == ["close-words-only"]


def test_what_may_not_be_closed_says_so() -> None:
    assert keys(run(closing, HERE, made("ticket.close")))[0] == "claim-first"
    assert keys(run(closing, HERE, made("ticket.close"), ticket=CLOSED))[0] == "ticket-closed-now"
    stranger = group("legal", person=CITIZEN)
    step = run(closing, stranger, made("ticket.close"), ticket=CLAIMED)
    assert keys(step) == ["ticket-elsewhere"] and of(step, Audit)
    hidden = group("education_promotion", person=None)
    assert keys(run(closing, hidden, made("ticket.close"))) == ["who-are-you-telegram"]
    assert keys(run(closing, HERE, made("ticket.close"), ticket=None)) == ["ticket-elsewhere"]
    assert not closing.accepts(private(CITIZEN), made("ticket.close"))


def test_reporters_of_merged_tickets_are_told_too() -> None:
    other = ticket(id=UUID(int=44), number="TY2-70-00002-2", merged_into=TICKET, status="closed")
    noted = made("ticket.closeas", "solved", words="ซ่อมแล้ว")
    step = run(closing, HERE, noted, ticket=CLAIMED, merged=(other,))
    told = [say for say in of(step, Say) if isinstance(say.to, ToReporter)]
    assert [say.to.ticket for say in told] == [TICKET, other.id]
    assert [say.text.values["number"] for say in told] == [CLAIMED.number, other.number]
    assert told[1].id is None and told[1].choices[0].args == (other.id.hex,)


def test_the_desk_opens_a_closed_ticket_again() -> None:
    step = run(closing, HERE, made("ticket.reopen"), ticket=CLOSED)
    (moved,) = of(step, MoveTicket)
    assert (moved.status, moved.reopened, moved.claimant) == ("reopened", 1, None)
    assert (moved.closed_on, moved.outcome, moved.solved) == (None, None, None)
    assert isinstance(moved.due_on, type(TODAY)) and moved.due_on > TODAY
    assert keys(step) == ["reopened-by-desk", "card-reopened"]
    assert keys(run(closing, HERE, made("ticket.reopen"), ticket=CLAIMED))[0] == "ticket-claimed"
    assert keys(run(closing, HERE, made("ticket.keepnote"), ticket=CLOSED)) == ["noted"]


HELD = msgspec.structs.replace(message("reply", state="held", file=FILE), at=NOW)


def test_the_claimant_s_file_waits_until_it_is_here() -> None:
    step = run(replies, HERE, FileSent(PHOTO, "m1", "ดูไฟล์", "q1"), ticket=CLAIMED, messages=())
    (kept,), (written,) = of(step, KeepFile), of(step, AddMessage)
    assert (written.author, written.file, written.id) == ("reply", kept.id, kept.id)
    assert keys(step) == ["file-held"], "the letter comes when the file is here"
    here = run(enclosures, HERE, FileKept(FILE, "kept"), ticket=CLAIMED, messages=(HELD,))
    (letter,) = of(here, Say)
    assert (letter.to, letter.id, letter.delay) == (ToReporter(TICKET), HELD.id, 20)
    assert letter.choices[-1].data == f"file.open:{FILE.hex}", "behind what can be typed"
    late = msgspec.structs.replace(HELD, at=NOW - timedelta(minutes=5))
    after = run(enclosures, HERE, FileKept(FILE, "kept"), ticket=CLAIMED, messages=(late,))
    assert of(after, Say)[0].delay == 0


def test_a_file_that_cannot_be_had_is_told_and_nothing_is_sent() -> None:
    for state in ("lost", "refused"):
        step = run(enclosures, HERE, FileKept(FILE, state), ticket=CLAIMED, messages=(HELD,))
        assert keys(step) == ["file-not-sent"] and of(step, ReplyIs)[0].state == "failed"
    note = message("note", file=FILE)
    assert keys(run(enclosures, HERE, FileKept(FILE, "lost"), messages=(note,))) == ["file-lost"]
    assert run(enclosures, HERE, FileKept(FILE, "kept"), messages=(note,)) == Step()
    assert run(enclosures, HERE, FileKept(FILE, "kept"), messages=()) == Step()


def test_a_file_is_taken_back_while_it_is_fetched() -> None:
    undo = ChoiceMade(Choice("reply.undo", (TICKET.hex,)))
    step = run(replies, HERE, undo, ticket=CLAIMED, messages=(HELD,))
    assert of(step, ReplyIs)[0].author == "note" and keys(step) == ["reply-undone"]


def test_a_colleague_s_file_is_a_note_that_can_be_sent_on() -> None:
    other = ticket(status="claimed", claimant=CITIZEN.id)
    step = run(replies, HERE, FileSent(PHOTO, "m1", "", "q1"), ticket=other, messages=())
    assert of(step, AddMessage)[0].author == "note" and keys(step) == ["noted-file"]
    send = ChoiceMade(Choice("reply.send", (TICKET.hex, "0")))
    for state, letters in (("kept", 1), ("wanted", 0), ("lost", 0)):
        note = message("note", file=FILE, file_state=state)
        sent = run(replies, HERE, send, ticket=CLAIMED, messages=(note,))
        assert sum(say.to == ToReporter(TICKET) for say in of(sent, Say)) == letters
        assert bool(of(sent, ReplyIs)) is (state != "lost")


def test_without_a_public_address_no_file_is_sent() -> None:
    alone = msgspec.structs.replace(HERE, office=msgspec.structs.replace(OFFICE, reachable=False))
    step = run(replies, alone, FileSent(PHOTO, "m1", "", "q1"), ticket=CLAIMED, messages=())
    assert of(step, AddMessage)[0].author == "note" and keys(step) == ["file-no-address"]
    note = message("note", file=FILE, file_state="kept")
    send = ChoiceMade(Choice("reply.send", (TICKET.hex, "0")))
    assert keys(run(replies, alone, send, ticket=CLAIMED, messages=(note,))) == ["file-no-address"]


def test_what_the_desk_writes_on_a_closed_ticket_is_a_note_and_asked_about() -> None:
    for event in (TextSent("ยังไม่จบ", "m1", "q1"), FileSent(PHOTO, "m1", "", "q1")):
        step = run(replies, HERE, event, ticket=CLOSED, messages=())
        assert of(step, AddMessage)[0].author == "note" and keys(step) == ["noted-closed"]
        names = [each.name for each in of(step, Say)[-1].choices]
        assert names == ["ticket.reopen", "ticket.keepnote"]


def test_after_an_answer_the_office_listens_for_some_days() -> None:
    report = Choice("reply.ended", (TICKET.hex, FILE.hex))
    step = run(replies, HERE, DeliveryEnded(FILE, "sent", "", report), ticket=CLAIMED)
    (timer,) = of(step, SetTimer)
    assert (timer.of, timer.at) == ("office", NOW + timedelta(days=OFFICE.desks.silent_days))
    for state in ("waiting", "failed"):
        ended = run(replies, HERE, DeliveryEnded(FILE, state, "", report), ticket=CLAIMED)
        assert not of(ended, SetTimer)
    noted = run(replies, HERE, DeliveryEnded(FILE, "sent", "", report), ticket=CLOSED)
    assert keys(noted) == ["card-closed"], "closing said it already"


def test_other_ways_to_reach_who_has_blocked_us() -> None:
    report = Choice("reply.ended", (TICKET.hex, FILE.hex))
    ended = DeliveryEnded(FILE, "failed", "blocked", report)
    for words, reason in (("โทร ๐๘๑-๒๓๔-๕๖๗๘", "reason-blocked-phone"), ("", "reason-blocked")):
        told = (msgspec.structs.replace(message(), text=words),)
        step = run(replies, HERE, ended, ticket=CLAIMED, messages=told)
        assert of(step, Say)[0].text.values["reason"] == Text(reason)
