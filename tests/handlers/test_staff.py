"""The desk, one handler at a time; whole dialogues are in tests/journeys.

handlers/staff/members, handlers/staff/replies and handlers/staff/tickets.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from handlers.content import Choice
from handlers.domain.office import TECHNICAL
from handlers.domain.people import Grant, Invite
from handlers.effects import (
    AddMessage,
    Audit,
    BindDesk,
    CancelSay,
    CancelTimer,
    GrantRole,
    KeepFile,
    LeaveGroup,
    MoveTicket,
    ReplyIs,
    Say,
    SetTimer,
    Step,
    ToChat,
    ToDesk,
    ToReporter,
    UnbindDesks,
    UseInvite,
)
from handlers.events import (
    ChoiceMade,
    Commanded,
    DeliveryEnded,
    FileSent,
    Followed,
    Joined,
    Left,
    TextSent,
    TimerDue,
)
from handlers.facts import About
from handlers.staff import members, replies, tickets
from tests.handlers.made import (
    CHAT,
    DESK,
    NOW,
    OFFICER,
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

HERE = group("education_promotion", about=About(TICKET))
CLAIMED = ticket(status="claimed", claimant=SOMEBODY)
CODE = "2345-6789-ABCD"


def press(name: str, *more: str) -> ChoiceMade:
    return ChoiceMade(Choice(name, (TICKET.hex, *more)))


def test_the_first_to_claim_has_it() -> None:
    step = run(tickets, HERE, press("ticket.claim"))
    (moved,) = of(step, MoveTicket)
    assert (moved.status, moved.claimant, moved.version) == ("claimed", SOMEBODY, 1)
    other = run(
        tickets, HERE, press("ticket.claim"), ticket=ticket(status="claimed", claimant=CHAT)
    )
    assert not of(other, MoveTicket) and keys(other)[0] == "ticket-claimed"
    again = run(tickets, HERE, press("ticket.claim"), ticket=CLAIMED)
    assert keys(again) == ["claimed-already"]


def test_forwarding_frees_the_ticket_and_tells_everybody() -> None:
    asked = run(tickets, HERE, press("ticket.forward"))
    assert len(of(asked, Say)[0].choices) == 9
    why = run(tickets, HERE, press("ticket.to", "legal"), ticket=CLAIMED)
    assert of(why, Say)[0].asks == Choice("ticket.to", (TICKET.hex, "legal"))
    reasoned = ChoiceMade(Choice("ticket.to", (TICKET.hex, "legal")), words="เป็นเรื่องวินัย")
    step = run(tickets, HERE, reasoned, ticket=CLAIMED)
    (moved,) = of(step, MoveTicket)
    assert (moved.group, moved.claimant, moved.status, moved.forwards) == ("legal", None, "new", 1)
    assert keys(step) == ["card-forwarded", "card-went", "forwarded"]


def test_a_confidential_ticket_stays() -> None:
    secret = ticket(confidential=True, status="claimed")
    desk = group("confidential")
    for choice in (press("ticket.forward"), press("ticket.to", "legal")):
        assert not of(run(tickets, desk, choice, ticket=secret), MoveTicket)


def test_words_and_files_are_read_in_private() -> None:
    step = run(tickets, HERE, press("ticket.full"))
    assert [say.to for say in of(step, Say)] == [ToChat(SOMEBODY), ToChat(DESK)]
    assert of(step, Audit) == [Audit("read", TICKET)]
    files = run(tickets, HERE, press("ticket.files"), messages=(message(file=UUID(int=7)),))
    assert of(files, Say)[0].to == ToChat(SOMEBODY)
    assert keys(run(tickets, HERE, press("ticket.files"))) == ["files-none"]


@pytest.mark.parametrize("handler", [tickets, replies])
def test_a_stranger_to_the_desk_learns_nothing(handler: object) -> None:
    elsewhere = group("legal", person=OFFICER.__class__(CHAT), about=About(TICKET))
    name = "ticket.claim" if handler is tickets else "reply.undo"
    step = run(handler, elsewhere, press(name))
    assert keys(step) == ["ticket-elsewhere"] and of(step, Audit)[0].act == "refused"


@pytest.mark.parametrize(("handler", "name"), [(tickets, "ticket.claim"), (replies, "reply.send")])
def test_without_a_name_nothing_is_done_and_it_is_explained(handler: object, name: str) -> None:
    hidden = group("education_promotion", person=None)
    assert keys(run(handler, hidden, press(name))) == ["who-are-you-telegram"]


def test_the_claimants_quote_is_the_answer_held_for_twenty_seconds() -> None:
    step = run(replies, HERE, TextSent("แก้แล้ว", "m1", "q1"), ticket=CLAIMED, messages=())
    (written,) = of(step, AddMessage)
    letter = of(step, Say)[0]
    assert (written.author, letter.delay, letter.to) == ("reply", 20, ToReporter(TICKET))
    assert letter.id == written.id
    assert "reply-held" in keys(step)


def test_anybody_elses_quote_is_a_note() -> None:
    taken = ticket(status="claimed", claimant=CHAT)
    step = run(replies, HERE, TextSent("ใครดูแล", "m1", "q1"), ticket=taken)
    assert [each.author for each in of(step, AddMessage)] == ["note"]
    assert [say.to for say in of(step, Say)] == [ToChat(DESK)]
    file = run(replies, HERE, FileSent(PHOTO, "m2", quoted="q1"), ticket=CLAIMED)
    assert of(file, KeepFile) and of(file, AddMessage)[0].author == "note"


def test_a_note_is_sent_on_once() -> None:
    note = message("note")
    step = run(replies, HERE, press("reply.send", "0"), ticket=CLAIMED, messages=(note,))
    assert of(step, ReplyIs) == [ReplyIs(note.id, author="reply", state="held")]
    reply = message("reply", state="sent")
    again = run(replies, HERE, press("reply.send", "0"), ticket=CLAIMED, messages=(reply,))
    assert keys(again) == ["reply-not-there"]
    for position in ("7", "-1", "x"):
        gone = run(replies, HERE, press("reply.send", position), messages=(note,))
        assert keys(gone) == ["reply-not-there"]


def test_an_answer_is_taken_back_until_it_goes() -> None:
    held = message("reply", state="held", letter_state="queued")
    step = run(replies, HERE, press("reply.undo"), ticket=CLAIMED, messages=(held,))
    assert CancelSay(held.id) in of(step, CancelSay) and len(of(step, CancelSay)) == 2
    gone = message("reply", state="sent", letter_state="sent")
    late = run(replies, HERE, press("reply.undo"), ticket=CLAIMED, messages=(gone,))
    assert keys(late) == ["reply-gone"] and not of(late, CancelSay)


@pytest.mark.parametrize(
    ("state", "reason", "moves", "said"),
    [
        ("sent", "", 1, "reply-sent"),
        ("unknown", "", 1, "reply-unknown"),
        ("waiting", "quota", 0, "reply-waiting"),
        ("failed", "blocked", 0, "reply-failed"),
        ("stale", "", 0, "reply-failed"),
    ],
)
def test_the_desk_hears_how_an_answer_fared(state: str, reason: str, moves: int, said: str) -> None:
    report = Choice(replies.ENDED, (TICKET.hex, UUID(int=9).hex))
    ended = DeliveryEnded(UUID(int=9), state, reason, report)
    step = run(replies, HERE, ended, ticket=CLAIMED)
    assert len(of(step, MoveTicket)) == moves
    assert keys(step)[0] == said
    assert run(replies, HERE, DeliveryEnded(UUID(int=9), "cancelled", "", report)) == Step()


def test_talk_that_quotes_no_card_is_left_alone() -> None:
    talk = group("education_promotion", about=About(None))
    assert run(replies, talk, TextSent("ฮ่า", "m1", "q1"), ticket=None) == Step()
    named = run(replies, group("education_promotion"), TextSent("@บอท", "m1"), ticket=None)
    assert keys(named) == ["desk-help"]


def test_the_desk_lists_what_is_open() -> None:
    assert keys(run(tickets, HERE, Commanded("track"))) == ["desk-list"]
    assert keys(run(tickets, HERE, Commanded("track"), tickets=())) == ["desk-empty"]
    assert keys(run(tickets, HERE, Commanded("help"))) == ["desk-help"]


def test_a_code_binds_a_group_and_gives_a_role() -> None:
    step = run(members, group(), Commanded("code", CODE))
    assert of(step, UseInvite) and of(step, BindDesk)[0].desk == "personnel"
    assert of(step, GrantRole) == [GrantRole(SOMEBODY, Grant("officer", "personnel"))]
    alone = run(members, private(), Followed(CODE))
    assert of(alone, GrantRole) and not of(alone, BindDesk)
    used = Invite(UUID(int=8), "officer", "personnel", "used")
    assert keys(run(members, private(), Followed(CODE), invite=used)) == ["code-used"]
    assert keys(run(members, private(), Followed(CODE), invite=None)) == ["code-unknown"]


def test_a_group_that_we_are_out_of_is_no_desk_and_the_office_knows() -> None:
    step = run(members, group("legal", "audit"), Left())
    assert of(step, UnbindDesks) == [UnbindDesks()]
    assert keys(step) == ["desk-lost", "desk-lost"]
    assert {say.to for say in of(step, Say)} == {ToDesk(TECHNICAL)}
    assert keys(run(members, group(), Left())) == []


def test_an_unbound_group_gets_one_hint_and_is_left() -> None:
    step = run(members, group(), Joined())
    assert keys(step) == ["group-hint"]
    assert of(step, SetTimer)[0].at == NOW + timedelta(days=7)
    due = TimerDue(of(step, SetTimer)[0].key)
    assert of(run(members, group(), due), LeaveGroup) == [LeaveGroup()]
    assert run(members, group("legal"), due) == Step()
    assert run(members, group(), TextSent("สวัสดี")) == Step()
    bound = run(members, group(), Commanded("code", CODE))
    assert of(bound, CancelTimer) == [CancelTimer(due.key)]
