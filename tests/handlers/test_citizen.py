"""The citizen's conversations, one handler at a time; whole dialogues are in tests/journeys.

handlers/citizen/intake, handlers/citizen/menu, handlers/citizen/school, handlers/citizen/tickets,
handlers/citizen/troubles and handlers/citizen/withdrawal.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from msgspec import structs

from handlers.citizen import intake, menu, school, tickets, troubles, withdrawal
from handlers.citizen.matter import Matter, Part
from handlers.content import Choice, GroupName
from handlers.domain.office import CONFIDENTIAL, DUTY, TECHNICAL
from handlers.effects import (
    AddMessage,
    CancelTimer,
    ChatIs,
    Foresee,
    KeepFile,
    MoveTicket,
    OpenTicket,
    Redact,
    Revise,
    SaveDraft,
    Say,
    SetTimer,
    Step,
    ToCards,
    ToDesk,
    ToPast,
    Veil,
)
from handlers.events import (
    ChoiceMade,
    Commanded,
    Edited,
    FileKept,
    FileSent,
    Followed,
    StickerSent,
    TextSent,
    TimerDue,
    TurnFailed,
    Unfollowed,
    Unsent,
)
from handlers.facts import About, Draft
from tests.handlers.made import (
    CHAT,
    COMPLAINT,
    DANGER,
    GREETING,
    LEAD,
    NOW,
    PERHAPS_LEAD,
    PHOTO,
    TICKET,
    UNSURE,
    keys,
    message,
    of,
    private,
    run,
    snapshot,
    ticket,
)

MATTER = Matter((Part("อาหารไม่พอ", "m1"),), offers=1)
REVIEW = MATTER.draft("review")
SCHOOL = Draft("school", "school", {"ticket": TICKET.hex})
SILENCE = TimerDue(f"intake.silence:{CHAT.hex}")
SEND = ChoiceMade(Choice("intake.send"))


def desks(step: Step) -> list[str]:
    return [say.to.desk for say in of(step, Say) if isinstance(say.to, ToDesk)]


def offered(step: Step) -> list[str]:
    return [choice.name for say in of(step, Say) for choice in say.choices]


def test_a_bubble_is_kept_and_silence_is_awaited() -> None:
    step = run(intake, private(), TextSent("อาหารไม่พอ", "m1"))
    assert of(step, SetTimer) == [SetTimer(SILENCE.key, NOW + timedelta(seconds=4))]
    assert of(step, SaveDraft)[0].draft.step == "listening"
    assert keys(step) == []


def test_a_photo_is_fetched_at_once() -> None:
    step = run(intake, private(), FileSent(PHOTO, "m2"))
    assert [(kept.file, kept.source) for kept in of(step, KeepFile)] == [(PHOTO, "m2")]


def test_silence_brings_the_review_and_one_more_offer() -> None:
    listening = Matter(MATTER.parts).draft("listening")
    step = run(intake, private(draft=listening), SILENCE, tickets=())
    assert keys(step) == ["review"]
    assert offered(step)[0] == "intake.send"
    assert [timer.key.split(":")[0] for timer in of(step, SetTimer)] == [
        "intake.lapse",
        "intake.offer",
    ]
    again = run(intake, private(draft=REVIEW), TimerDue(f"intake.offer:{CHAT.hex}"))
    assert "intake.offer" not in [timer.key.split(":")[0] for timer in of(again, SetTimer)]


def test_who_was_never_greeted_reads_the_privacy_notice_once() -> None:
    basics = private(draft=REVIEW)
    stranger = structs.replace(basics, chat=structs.replace(basics.chat, privacy_version=""))
    step = run(intake, stranger, SILENCE)
    assert keys(step) == ["privacy-notice", "review"]
    assert of(step, ChatIs) == [ChatIs(privacy_version="1")]


def test_a_greeting_opens_nothing() -> None:
    step = run(intake, private(draft=REVIEW), SILENCE, reading=GREETING)
    assert keys(step) == ["smalltalk"]
    assert of(step, SaveDraft) == [SaveDraft(None)]


def test_when_unsure_two_kinds_are_offered_to_send_as() -> None:
    step = run(intake, private(draft=REVIEW), SILENCE, reading=UNSURE)
    assert keys(step) == ["review-unsure"]
    assert offered(step)[:2] == ["intake.sendas", "intake.sendas"]


def test_sending_opens_a_ticket_and_ends_the_timers() -> None:
    step = run(intake, private(draft=REVIEW), SEND)
    assert len(of(step, OpenTicket)) == len(of(step, AddMessage)) == 1
    assert len(of(step, CancelTimer)) == 3
    assert desks(step) == ["education_promotion"]
    assert "receipt" in keys(step) and "school-ask" in keys(step)


@pytest.mark.parametrize("reading", [LEAD, PERHAPS_LEAD])
def test_a_lead_goes_to_the_confidential_desk_alone(reading: object) -> None:
    bound = private(draft=REVIEW, bound=frozenset({CONFIDENTIAL}))
    assert desks(run(intake, bound, SEND, reading=reading)) == [CONFIDENTIAL]
    unbound = run(intake, private(draft=REVIEW), SEND, reading=reading)
    assert desks(unbound) == [CONFIDENTIAL, TECHNICAL]
    told = [say.text for say in of(unbound, Say) if say.to == ToDesk(TECHNICAL)]
    values = {"group": GroupName(CONFIDENTIAL), "desk": CONFIDENTIAL}
    assert [(text.key, text.values) for text in told] == [("confidential-waits", values)]


def test_a_lead_left_alone_lapses() -> None:
    step = run(intake, private(draft=REVIEW), TimerDue(f"intake.lapse:{CHAT.hex}"), reading=LEAD)
    assert keys(step) == ["lapsed"] and not of(step, OpenTicket)


def test_danger_waits_for_nothing() -> None:
    basics = private(bound=frozenset({DUTY, "legal"}))
    step = run(intake, basics, TextSent("ครูตบเด็ก", "m1"), reading=DANGER)
    assert [opened.confirmed for opened in of(step, OpenTicket)] == [False]
    assert desks(step) == ["legal", DUTY]
    assert keys(step)[-1] == "urgent-hotlines"


def test_danger_in_a_lead_is_told_without_its_words() -> None:
    danger = type(LEAD)("corruption", urgent=True, urgency_reason="violence", unsure=False)
    step = run(intake, private(), TextSent("…", "m1"), reading=danger)
    assert desks(step) == [CONFIDENTIAL, TECHNICAL, DUTY] and not of(step, OpenTicket)


def test_a_lead_beside_a_danger_gets_a_ticket_of_its_own() -> None:
    warned = Matter(MATTER.parts, ticket=TICKET, stored=1, warned=True)
    more = run(
        intake, private(draft=warned.draft("review")), TextSent("โกงเงิน", "m2"), reading=LEAD
    )
    assert not of(more, AddMessage)
    sent = run(intake, private(draft=warned.draft("review")), SEND, reading=LEAD)
    assert of(sent, OpenTicket)[0].receipt and CONFIDENTIAL in desks(sent)


def test_confirming_anonymously_unlinks_the_ticket_first() -> None:
    warned = Matter(MATTER.parts, anonymous=True, ticket=TICKET, stored=1, warned=True)
    step = run(intake, private(draft=warned.draft("review")), SEND, reading=DANGER)
    assert isinstance(step.effects[0], Veil)
    assert of(step, MoveTicket)[0].confirmed is True


def test_cancelling_erases_what_was_attached() -> None:
    matter = Matter((Part("", "m1", UUID(int=7)),))
    step = run(intake, private(draft=matter.draft("review")), Commanded("cancel"))
    assert of(step, Redact) == [Redact("m1")] and keys(step) == ["cancelled"]


def test_a_sticker_leaves_the_review_the_last_word() -> None:
    assert keys(run(intake, private(draft=REVIEW), StickerSent("m9"))) == ["review"]
    assert run(intake, private(draft=MATTER.draft("listening")), StickerSent("m9")) == Step()


def test_joining_reopens_what_was_answered() -> None:
    join = ChoiceMade(Choice("intake.join", (TICKET.hex,)))
    step = run(intake, private(draft=REVIEW), join, ticket=ticket(status="answered"))
    assert [(move.act, move.status) for move in of(step, MoveTicket)] == [("reopened", "claimed")]
    stranger = run(intake, private(draft=REVIEW), join, own=False)
    assert not of(stranger, AddMessage)


def test_the_school_is_noted_skipped_or_asked_again() -> None:
    asked = private(draft=SCHOOL)
    noted = run(school, asked, TextSent("บ้านนาทดลอง"), reading=UNSURE)
    assert of(noted, MoveTicket)[0].school == "90000004" and keys(noted) == ["school-noted"]
    assert keys(run(school, asked, Commanded("skip"))) == ["school-skipped"]
    assert keys(run(school, asked, TextSent("ไม่มีชื่อนี้"), reading=UNSURE)) == ["form-again"]
    assert keys(run(school, asked, TextSent("โนนสมมติ"), reading=UNSURE)) == ["school-which"]
    assert of(run(school, asked, TimerDue("school:1")), SaveDraft) == [SaveDraft(None)]


def test_danger_is_no_school() -> None:
    step = run(school, private(draft=SCHOOL), TextSent("ครูตบเด็ก"), reading=DANGER)
    assert of(step, OpenTicket) and keys(step)[-1] == "urgent-hotlines-alone"
    calm = run(school, private(draft=SCHOOL), TextSent("นมบูด"), reading=COMPLAINT)
    assert of(calm, SaveDraft)[0].draft.form == "intake"


def test_own_tickets_are_listed_shown_and_written_to() -> None:
    assert keys(run(tickets, private(), Commanded("track"))) == ["tickets"]
    assert keys(run(tickets, private(), Commanded("track"), tickets=())) == ["tickets-none"]
    show = ChoiceMade(Choice("mine.show", (TICKET.hex,)))
    assert keys(run(tickets, private(), show)) == ["ticket"]
    assert keys(run(tickets, private(), show, own=False)) == ["ticket-unknown"]
    quoted = private(about=About(TICKET))
    step = run(tickets, quoted, TextSent("ยังไม่พอ", "m2", "q1"))
    assert of(step, AddMessage)[0].author == "citizen" and "joined" in keys(step)


def test_several_bubbles_belong_to_one_answer() -> None:
    asked = run(tickets, private(), ChoiceMade(Choice("mine.answer", (TICKET.hex,))))
    draft = of(asked, SaveDraft)[0].draft
    for _ in range(2):
        step = run(tickets, private(draft=draft), TextSent("อีกข้อความ", "m3"))
        assert of(step, AddMessage) and not of(step, SaveDraft)
    ended = run(tickets, private(draft=draft), TimerDue(of(step, SetTimer)[0].key))
    assert of(ended, SaveDraft) == [SaveDraft(None)]


def test_a_letter_to_a_veiled_reporter_leads_nowhere() -> None:
    show = ChoiceMade(Choice("mine.show", (TICKET.hex,)))
    named = of(run(tickets, private(), show), Say)
    veiled = of(run(tickets, private(), show, ticket=ticket(anonymous=True)), Say)
    assert [say.about for say in named + veiled] == [TICKET, None]


def test_what_is_taken_back_is_gone_everywhere() -> None:
    matter = Matter((Part("ก", "m1"), Part("ข", "m2"), Part("ค", "m3")), ticket=TICKET, stored=2)
    step = run(withdrawal, private(draft=matter.draft("review")), Unsent("m1"))
    assert of(step, Redact) == [Redact("m1")]
    left = Matter((Part("ข", "m2"), Part("ค", "m3")), ticket=TICKET, stored=1)
    assert of(step, SaveDraft) == [SaveDraft(left.draft("review"))]
    assert [say.to for say in of(step, Say)] == [ToCards(TICKET), ToPast(TICKET)]
    last = run(withdrawal, private(draft=REVIEW), Unsent("m1"), ticket=None, messages=())
    assert of(last, SaveDraft) == [SaveDraft(None)] and len(of(last, CancelTimer)) == 3


def test_the_newest_wording_counts() -> None:
    step = run(withdrawal, private(draft=REVIEW), Edited("m1", "ใหม่"))
    assert of(step, Revise) == [Revise("m1", "ใหม่")]
    assert of(step, SaveDraft)[0].draft.data["parts"][0]["text"] == "ใหม่"
    sent = (message("reply", letter_state="sent"),)
    late = run(withdrawal, private(), Edited("m1", "ใหม่"), messages=sent)
    assert keys(late) == ["edit-too-late"]
    early = run(withdrawal, private(), Edited("m1", "ใหม่"), ticket=None, messages=())
    assert early.effects == (Foresee("m1", "ใหม่"),)


def test_the_menu_greets_and_answers_every_word() -> None:
    greeted = run(menu, private(), Followed())
    assert of(greeted, ChatIs) == [ChatIs(state="active", privacy_version="1")]
    assert of(run(menu, private(), Unfollowed()), ChatIs) == [ChatIs(state="blocked")]
    said = {word: keys(run(menu, private(), Commanded(word))) for word in ("help", "menu", "x")}
    assert said == {"help": ["help"], "menu": ["menu"], "x": ["menu"]}
    english = run(menu, private(), ChoiceMade(Choice("language.en")))
    assert of(english, ChatIs) == [ChatIs(locale="en")]


def test_trouble_is_told_to_both_sides() -> None:
    step = run(troubles, private(), TurnFailed("KeyError at step:1"))
    assert keys(step) == ["sorry", "trouble"] and desks(step) == [TECHNICAL]
    assert keys(run(troubles, private(), FileKept(CHAT, "refused"))) == ["file-too-large"]
    assert keys(run(troubles, private(), FileKept(CHAT, "lost"))) == ["file-lost"]


def test_needs_are_enough_for_a_full_matter() -> None:
    full = Matter(MATTER.parts * 60).draft("review")
    needs = intake.needs(private(draft=full), SEND)
    step = intake.step(snapshot(private(draft=full), needs), SEND)
    assert len({each.id for each in of(step, AddMessage)}) == 60
