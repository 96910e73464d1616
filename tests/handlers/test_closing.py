"""How a ticket ends and begins again: handlers/staff/closing, handlers/staff/silence,
handlers/staff/enclosures, handlers/citizen/verdict and handlers/citizen/again."""

from __future__ import annotations

from uuid import UUID

from handlers.content import Choice
from handlers.effects import AddMessage, Audit, MoveTicket, Say, ToReporter
from handlers.events import ChoiceMade
from handlers.facts import About
from handlers.staff import closing
from tests.handlers.made import (
    CITIZEN,
    DESK,
    NOW,
    PHOTO,
    SOMEBODY,
    TICKET,
    group,
    keys,
    of,
    private,
    run,
    ticket,
)

TODAY = NOW.date()
HERE = group("education_promotion", about=About(TICKET))
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
    assert keys(run(closing, HERE, made("ticket.close"), ticket=CLOSED))[0] == "ticket-closed"
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
