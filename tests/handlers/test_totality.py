"""No event in any state makes a handler raise, and whatever is asked for can be carried out: every
effect is known to storage, every sentence can be worded, every draft survives JSON."""

from __future__ import annotations

from datetime import date
from itertools import cycle, product
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.citizen import matter as matters
from handlers.citizen.matter import Matter, Part
from handlers.content import Address, Choice, NumberOf, Text
from handlers.decide import choose
from handlers.domain.office import KINDS
from handlers.domain.ticket import OUTCOMES, PHASES
from handlers.effects import SaveDraft, Say, Step
from handlers.events import (
    ChoiceMade,
    Commanded,
    DeliveryEnded,
    Edited,
    Event,
    FileKept,
    FileSent,
    Followed,
    Joined,
    Left,
    LocationSent,
    MembersJoined,
    MembersLeft,
    Migrated,
    OtherSent,
    Pressed,
    StickerSent,
    TextSent,
    TimerDue,
    TurnFailed,
    Unfollowed,
    Unknown,
    Unsent,
)
from handlers.facts import About, Basics, Draft
from locales.texts import LOCALES, Texts
from storage.apply import _APPLY
from tests.handlers.made import (
    CITIZEN,
    COMPLAINT,
    DANGER,
    LEAD,
    NUMBER,
    OFFICE,
    OFFICER,
    PHOTO,
    READINGS,
    TICKET,
    UNSURE,
    group,
    message,
    private,
    snapshot,
    ticket,
)

TEXTS = Texts(OFFICE)
NAMES = (
    *(f"intake.{name}" for name in ("send", "sendas", "kind", "kindis", "group", "groupis", "old")),
    *(f"intake.{name}" for name in ("more", "anonymous", "named", "urgent", "join", "cancel")),
    *(f"menu.{name}" for name in ("report", "track", "about", "language")),
    *("language.th", "language.en", "mine.show", "mine.answer", "school.is"),
    *(f"mine.{name}" for name in ("solved", "unsolved", "rate", "reopen", "anew", "files")),
    *(f"ticket.{name}" for name in ("closenow", "reopen", "keepnote")),
    *("form.back", "form.skip", "form.cancel", "file.open", "nonsense"),
    *(f"ticket.{name}" for name in ("claim", "answer", "forward", "to", "close", "closeas")),
    *(f"ticket.{name}" for name in ("full", "files", "show", "misspelt", "old")),
    *("reply.undo", "reply.send", "reply.old"),
)
ARGS: tuple[tuple[str, ...], ...] = (
    (),
    (TICKET.hex,),
    (NUMBER,),
    ("zzz",),
    (TICKET.hex, "0"),
    (TICKET.hex, "-1"),
    (TICKET.hex, "legal"),
    (TICKET.hex, OUTCOMES[0]),
    (TICKET.hex, "5"),
    ("90000001",),
    (KINDS[0],),
    ("legal",),
)
COMMANDS = ("cancel", "back", "menu", "help", "track", "stop", "language", "skip", "code", "x")
TIMED: tuple[dict[str, Any], ...] = (
    {},
    {"since": "2026-10-01T09:00:00+07:00", "at": "2026-11-20T10:00:00+07:00"},
    {"since": "soon", "at": 7},
    {"since": "2026-11-20", "at": "2026-11-20"},
)
PLACE = Address("telegram:1", "group", "-100")
EVENTS: tuple[Event, ...] = (
    *(TextSent(words, "m1") for words in ("", "สวัสดี", "ครูตีเด็ก", NUMBER, "โนนสมมติ", "ก" * 5000)),
    TextSent("คำตอบ", "m2", quoted="q1"),
    FileSent(PHOTO, "m3", "คำบรรยาย"),
    LocationSent(16.4, 102.8, message="m4"),
    StickerSent("m5"),
    OtherSent("poll", "m6"),
    Pressed("intake.send", "m7"),
    *(ChoiceMade(Choice(name, args)) for name in NAMES for args in ARGS),
    *(
        ChoiceMade(Choice("ticket.closeas", (TICKET.hex, outcome)), "", "m9", "ซ่อมแล้ว", file)
        for outcome in (*OUTCOMES, "x")
        for file in (None, PHOTO)
    ),
    *(Commanded(name, argument) for name in COMMANDS for argument in ("", "2345-6789-ABCD")),
    Followed(),
    Followed("2345-6789-ABCD"),
    Unfollowed(),
    Joined(),
    Joined("2345-6789-ABCD"),
    Left(),
    MembersJoined((PLACE,)),
    MembersLeft((PLACE,)),
    Unsent("m1"),
    Edited("m1", "คำใหม่"),
    Migrated(PLACE),
    Unknown("hologram", "m8"),
    Unknown("beacon"),
    *(
        TimerDue(f"{key}:{UUID(int=1).hex}")
        for key in ("intake.silence", "intake.offer", "intake.lapse", "school", "answering", "old")
    ),
    *(
        TimerDue(f"{key}:{TICKET.hex}", data)
        for key in ("silence", "unsolved", "rated", "again")
        for data in ({}, {"ticket": TICKET.hex})
    ),
    TimerDue("unbound:" + UUID(int=2).hex),
    *(TimerDue(f"due:{name}", data) for name in (TICKET.hex, "old") for data in TIMED),
    *(TimerDue("summary", data) for data in TIMED),
    *(
        DeliveryEnded(UUID(int=9), state, reason, Choice(report, (TICKET.hex, UUID(int=9).hex)))
        for state in ("sent", "failed", "unknown", "waiting", "stale", "cancelled")
        for reason in ("", "blocked")
        for report in ("reply.ended", "private.ended", "remind.ended", "other.ended")
    ),
    DeliveryEnded(UUID(int=9), "sent"),
    *(FileKept(UUID(int=7), state) for state in ("kept", "refused", "lost")),
    TurnFailed("KeyError at step:1"),
)

PARTS = (Part("อาหารไม่พอ", "m0"), Part("", "m1", UUID(int=7)), Part(place="📍 1,2", message="m2"))
MATTERS = (
    Matter(),
    Matter(PARTS),
    Matter(PARTS[:1], kind="corruption"),
    Matter(PARTS, "question", "legal", anonymous=True, offers=2),
    Matter(PARTS, ticket=TICKET, stored=1, warned=True),
    Matter(PARTS * 20),
)
DRAFTS: tuple[Draft | None, ...] = (
    None,
    *(matter.draft("review") for matter in MATTERS),
    MATTERS[1].draft("listening"),
    MATTERS[1].draft("kind"),
    Draft("school", "school", {"ticket": TICKET.hex}),
    Draft("school", "school", {"ticket": TICKET.hex, "found": ["90000002", "90000003"]}),
    Draft("answering", "text", {"ticket": TICKET.hex}),
    Draft("unsolved", "reason", {"ticket": TICKET.hex}),
    Draft("rated", "sentence", {"ticket": TICKET.hex}),
    Draft("again", "which", msgspec.to_builtins(Matter(PARTS, ticket=TICKET))),
    Draft("of an older version", "somewhere", {"x": 1}),
)
ABOUT = (None, About(None, known=False), About(None), About(TICKET))
TICKETS = (
    None,
    *(ticket(status=status) for status in PHASES),
    ticket(status="closed"),
    ticket(status="asked", paused_on=date(2026, 11, 19)),
    ticket(due_on=date(2026, 11, 2)),
    ticket(status="closed", closed_on=date(2026, 11, 19)),
    ticket(status="closed", closed_on=date(2026, 10, 1), solved=True, rating=4, reopened=2),
    ticket(status="claimed", claimant=OFFICER.id, files=1, urgent=True),
    ticket(confidential=True, number="TY2-Z-7K3QD-9MXPA"),
    ticket(anonymous=True, school="90000001", confirmed=False),
)
FACTS: tuple[dict[str, Any], ...] = tuple(
    {"ticket": one, "own": own, "messages": told, "reading": reading}
    for one, own, told, reading in zip(
        TICKETS * 4,
        cycle((True, False, True)),
        cycle(
            (
                (),
                (message(),),
                (message("note"),),
                (message("reply", state="held", letter_state="queued"),),
                (message("reply", state="sent", letter_state="sent", file=UUID(int=7)),),
                (message("reply", state="held", file=UUID(int=7), file_state="wanted"),),
                (message("note", file=UUID(int=7), file_state="kept"),),
            )
        ),
        cycle(READINGS),
        strict=False,
    )
)


def again(draft: Draft) -> Draft:
    """A draft as it comes back from the database."""
    return msgspec.json.decode(msgspec.json.encode(draft), type=Draft)


def places(draft: Draft | None) -> list[Basics]:
    bound = frozenset({"confidential", "duty"})
    return [
        private(draft=draft),
        private(OFFICER, draft, about=About(TICKET), bound=bound),
        private(None, draft),
        group(person=None),
        group("education_promotion"),
        group("education_promotion", person=None, about=About(TICKET)),
        group("education_promotion", person=CITIZEN, about=About(TICKET)),
        group("confidential", "legal", about=About(None, known=False)),
        group("legal", about=About(None)),
    ]


def taken(basics: Basics, event: Event, facts: dict[str, Any]) -> Step:
    """The step of an event in a state; nothing where no handler accepts it."""
    handler = choose(basics, event)
    if handler is None:
        return Step()
    needs = handler.needs(basics, event)
    return handler.step(snapshot(basics, needs, **facts), event)


def carried_out(step: Step) -> None:
    for effect in step.effects:
        assert type(effect) in _APPLY
        if isinstance(effect, SaveDraft) and effect.draft is not None:
            assert matters.of(again(effect.draft)) == matters.of(effect.draft)
        if isinstance(effect, Say):
            for locale in LOCALES:
                assert "{" not in TEXTS.say(_numbered(effect.text), locale, lambda _: "คำที่เขียน")
                assert all(TEXTS.label(_labelled(each), locale) for each in effect.choices)


def _numbered(text: Text) -> Text:
    values: dict[str, Any] = {
        name: NUMBER
        if isinstance(value, NumberOf)
        else _numbered(value)
        if isinstance(value, Text)
        else value
        for name, value in text.values.items()
    }
    return Text(text.key, values)


def _labelled(choice: Choice) -> Choice:
    return Choice(choice.name, choice.args, choice.label and _numbered(choice.label))


@pytest.mark.parametrize(
    "draft", DRAFTS, ids=lambda draft: f"{draft.form} {draft.step}" if draft else "none"
)
def test_every_event_in_every_place(draft: Draft | None) -> None:
    facts = cycle(FACTS)
    for basics, event in product(places(draft and again(draft)), EVENTS):
        carried_out(taken(basics, event, next(facts)))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(EVENTS), st.sampled_from(DRAFTS), st.sampled_from(ABOUT), st.data())
def test_any_event_in_any_state(
    event: Event, draft: Draft | None, about: About | None, data: st.DataObject
) -> None:
    basics = data.draw(st.sampled_from(places(draft and again(draft))))
    basics = msgspec.structs.replace(basics, about=about)
    facts = {
        "ticket": data.draw(st.sampled_from(TICKETS)),
        "own": data.draw(st.booleans()),
        "reading": data.draw(st.sampled_from(READINGS)),
        "messages": data.draw(st.sampled_from([each["messages"] for each in FACTS[:7]])),
    }
    carried_out(taken(basics, event, facts))


@pytest.mark.parametrize("reading", [COMPLAINT, UNSURE, DANGER, LEAD])
def test_a_private_message_is_never_met_with_silence_for_long(reading: Any) -> None:
    """Something is said, or a timer is set that will say something."""
    for event in EVENTS[:11]:
        for draft in DRAFTS:
            step = taken(private(draft=draft), event, {"reading": reading})
            waits = isinstance(event, StickerSent) and draft and draft.step == "listening"
            assert step.effects or waits, (event, draft)
