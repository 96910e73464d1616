"""The confidential lane: its desks, the receipt as a key, danger within it, and who is kept away.

handlers/citizen/in_confidence, handlers/citizen/tickets and handlers/staff/exclusion.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from handlers.citizen import intake, tickets
from handlers.citizen.in_confidence import MOST_WRONG
from handlers.citizen.matter import Matter, Part
from handlers.content import Choice
from handlers.domain.office import CONFIDENTIAL, DIRECTOR, DIRECTOR_ALONE, DUTY, TECHNICAL
from handlers.domain.people import ANYWHERE, MAY, ROLES, Grant, Person, may
from handlers.effects import (
    AddMessage,
    Audit,
    Exclude,
    KeepFile,
    MoveTicket,
    OpenTicket,
    ReceiptTyped,
    Say,
    Step,
    ToCards,
    ToDesk,
    ToPast,
)
from handlers.events import ChoiceMade, FileSent, TextSent
from handlers.facts import Draft
from handlers.letters import desk_choices
from handlers.staff import exclusion, replies
from handlers.staff import tickets as desk_tickets
from tests.handlers.made import (
    CHAT,
    CITIZEN,
    DANGER,
    LEAD,
    OFFICER,
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

RECEIPT = "TY2-Z-56789-ABCDR"
SECRET = ticket(confidential=True, number=RECEIPT)
ABOVE = ticket(confidential=True, number=RECEIPT, group=DIRECTOR)
REVIEW = Matter((Part("ผู้รับเรื่องลับรับเงิน", "m0"),)).draft("review")


def desks(step: Step) -> list[str]:
    return [each.to.desk for each in of(step, Say) if isinstance(each.to, ToDesk)]


def press(name: str, *args: str, words: str = "") -> ChoiceMade:
    return ChoiceMade(Choice(name, args), words=words)


def test_the_desk_of_a_confidential_ticket_is_one_of_two_and_never_both() -> None:
    assert (SECRET.desk, ABOVE.desk) == (CONFIDENTIAL, DIRECTOR_ALONE)
    assert ticket(group=DIRECTOR).desk == DIRECTOR
    for person in (Person(CHAT), Person(CHAT, grants=(Grant("officer", CONFIDENTIAL),))):
        assert may(person, "work", SECRET, (CONFIDENTIAL,))
        assert not may(person, "work", ABOVE, (CONFIDENTIAL, DUTY, TECHNICAL, "admin"))
    assert may(Person(CHAT), "work", ABOVE, (DIRECTOR, DIRECTOR_ALONE))
    assert not may(Person(CHAT), "work", SECRET, (DIRECTOR, DIRECTOR_ALONE))


@pytest.mark.parametrize("role", ROLES)
def test_what_is_the_directors_alone_no_other_role_opens(role: Any) -> None:
    for desk in ("legal", CONFIDENTIAL, DIRECTOR, TECHNICAL):
        person = Person(CHAT, grants=(Grant(role, desk),))
        assert may(person, "work", ABOVE) == (role == "office_director")
        assert role in MAY["work"] or role in ANYWHERE["work"] or not may(person, "work", SECRET)


def test_the_citizen_says_that_the_confidential_desk_itself_is_concerned() -> None:
    bound = frozenset({CONFIDENTIAL, DIRECTOR})
    basics = private(draft=REVIEW, bound=bound)
    (shown,) = of(run(intake, basics, press("intake.above"), reading=LEAD), Say)
    assert shown.text.key == "review-above"
    assert "intake.usual" in [choice.name for choice in shown.choices]
    matter = Matter((Part("ผู้รับเรื่องลับรับเงิน", "m0"),), above=True)
    above = private(draft=matter.draft("review"), bound=bound)
    sent = run(intake, above, press("intake.send"), reading=LEAD)
    assert desks(sent) == [DIRECTOR_ALONE] and of(sent, OpenTicket)[0].group == DIRECTOR
    (usual,) = of(run(intake, above, press("intake.usual"), reading=LEAD), Say)
    assert usual.text.key == "review-secret"
    unbound = private(draft=matter.draft("review"), bound=frozenset({CONFIDENTIAL, "admin"}))
    waits = run(intake, unbound, press("intake.send"), reading=LEAD)
    assert desks(waits) == [DIRECTOR_ALONE, TECHNICAL]


def test_danger_in_such_a_matter_alerts_the_directors_desk_alone() -> None:
    danger = type(LEAD)("corruption", urgent=True, urgency_reason="violence", unsure=False)
    matter = Matter((Part("ผู้รับเรื่องลับรับเงิน", "m0"),), above=True)
    basics = private(draft=matter.draft("review"), bound=frozenset({CONFIDENTIAL, DIRECTOR}))
    step = run(intake, basics, TextSent("เขาขู่จะทำร้ายลูก", "m1"), reading=danger)
    assert desks(step) == [DIRECTOR_ALONE] and "urgent-hotlines" in keys(step)


def typed(basics: Any = None, **known: Any) -> Step:
    known = {"ticket": SECRET, "own": True} | known
    return run(tickets, basics or private(), press("ticket.show", RECEIPT), **known)


def test_whoever_types_the_receipt_is_shown_the_ticket_and_known_from_then_on() -> None:
    step = typed()
    assert keys(step) == ["ticket"] and of(step, ReceiptTyped) == [ReceiptTyped(TICKET)]
    by_id = run(tickets, private(), press("mine.show", TICKET.hex), ticket=SECRET)
    assert not of(by_id, ReceiptTyped)
    more = run(tickets, private(), TextSent(f"{RECEIPT} มีหลักฐานเพิ่ม", "m"), ticket=SECRET)
    assert of(more, ReceiptTyped) and of(more, AddMessage) and desks(more) == [CONFIDENTIAL]


def test_a_receipt_of_no_ticket_is_counted_and_five_are_enough() -> None:
    step = typed(ticket=None, own=False)
    assert keys(step) == ["ticket-unknown"] and of(step, ReceiptTyped) == [ReceiptTyped()]
    for wrong, said in ((MOST_WRONG - 1, "ticket"), (MOST_WRONG, "receipt-wait")):
        assert keys(typed(wrong_receipts=wrong)) == [said]
    ordinary = run(tickets, private(), press("ticket.show", "TY2-70-00001-4"), ticket=None)
    assert not of(ordinary, ReceiptTyped)
    busy = run(
        tickets, private(), press("ticket.show", "TY2-70-00001-4"), wrong_receipts=MOST_WRONG
    )
    assert keys(busy) == ["ticket"]


def test_staff_of_its_desk_cannot_pass_for_the_reporter() -> None:
    step = typed(own=False)
    assert keys(step) == ["ticket-unknown"]
    assert of(step, Audit) == [Audit("refused", TICKET, "receipt")]


@pytest.mark.parametrize("status", ["new", "answered", "closed"])
def test_danger_written_in_confidence_stays_there(status: str) -> None:
    bound = frozenset({CONFIDENTIAL, DUTY})
    answering = private(draft=Draft("answering", "text", {"ticket": TICKET.hex}), bound=bound)
    secret = ticket(confidential=True, number=RECEIPT, status=status)
    for event in (TextSent("เขาจะทำร้ายลูก", "m"), FileSent(PHOTO, "m", "เขาจะทำร้ายลูก")):
        step = run(tickets, answering, event, ticket=secret, reading=DANGER)
        assert desks(step) == [CONFIDENTIAL] and not of(step, OpenTicket)
        assert of(step, AddMessage) and "urgent-hotlines" in keys(step)
        assert len(of(step, KeepFile)) == isinstance(event, FileSent)
    alone = private(draft=answering.draft)
    unread = run(tickets, alone, TextSent("เขาจะทำร้ายลูก", "m"), ticket=secret, reading=DANGER)
    assert desks(unread) == [TECHNICAL, DUTY, CONFIDENTIAL]
    assert "urgent-hotlines-alone" in keys(unread)


HERE = group(CONFIDENTIAL)
OTHER = Person(UUID(int=99 << 96), "เจ้าหน้าที่ ฉ")
STAFF = (OFFICER, OTHER)


def exclude(*args: str, words: str = "", **known: Any) -> Step:
    known = {"ticket": SECRET, "staff": STAFF} | known
    event = press("ticket.exclude", TICKET.hex, *args, words=words)
    return run(exclusion, known.pop("basics", HERE), event, **known)


def test_only_a_confidential_card_offers_to_keep_somebody_away() -> None:
    assert "ticket.exclude" in [choice.name for choice in desk_choices(SECRET)]
    assert "ticket.exclude" not in [choice.name for choice in desk_choices(ticket())]
    plain = exclude(ticket=ticket(), basics=group("education_promotion"))
    assert keys(plain) == ["exclude-nobody"]


def test_the_people_of_the_desk_are_offered_and_one_is_kept_away() -> None:
    assert exclusion.needs(HERE, press("ticket.exclude", TICKET.hex)).colleagues
    (asked,) = of(exclude(), Say)
    assert [choice.args[1] for choice in asked.choices] == [each.id.hex[:8] for each in STAFF]
    assert asked.asks == Choice("ticket.exclude", (TICKET.hex,))
    assert all(len(choice.data) <= 64 for choice in asked.choices)
    for step in (exclude(OTHER.id.hex[:8]), exclude(words="เจ้าหน้าที่ ฉ")):
        assert of(step, Exclude) == [Exclude(TICKET, OTHER.id)]
        assert keys(step)[-1] == "excluded" and not of(step, MoveTicket)
    for unclear in ("เจ้าหน้าที่", "ใครสักคน"):
        assert keys(exclude(words=unclear)) == ["exclude-nobody", "exclude-whom"]


def test_what_they_had_claimed_is_free_and_older_cards_show_nothing() -> None:
    claimed = ticket(confidential=True, number=RECEIPT, status="claimed", claimant=OTHER.id)
    step = exclude(OTHER.id.hex[:8], ticket=claimed)
    (moved,) = of(step, MoveTicket)
    assert (moved.status, moved.claimant, moved.act) == ("new", None, "released")
    assert {type(say.to) for say in of(step, Say)} >= {ToCards, ToPast}


def test_who_is_kept_away_may_nothing_anywhere() -> None:
    kept = ticket(confidential=True, number=RECEIPT, excluded=(SOMEBODY,))
    everything = tuple(Grant(role, desk) for role in ROLES for desk in (CONFIDENTIAL, DIRECTOR))
    person = Person(SOMEBODY, "", everything)
    assert not any(may(person, act, kept, (CONFIDENTIAL,)) for act in MAY)
    here = group(CONFIDENTIAL, person=person)
    for name in ("claim", "full", "files", "close", "show"):
        step = run(desk_tickets, here, press(f"ticket.{name}", TICKET.hex), ticket=kept)
        assert keys(step) == ["ticket-elsewhere"] and of(step, Audit)[0].act == "refused"
    own = exclude(OTHER.id.hex[:8], basics=here, ticket=kept)
    assert keys(own) == ["ticket-elsewhere"] and not of(own, Exclude)
    sent_on = run(replies, here, press("reply.send", TICKET.hex, "0"), ticket=kept)
    assert keys(sent_on) == ["ticket-elsewhere"]
    stranger = exclude(basics=group("legal", person=CITIZEN))
    assert keys(stranger) == ["ticket-elsewhere"] and of(stranger, Audit)
