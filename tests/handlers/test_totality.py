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
from handlers.content import Choice, NumberOf, Text
from handlers.decide import choose
from handlers.domain.ticket import PHASES
from handlers.effects import SaveDraft, Say, Step
from handlers.events import (
    Event,
    StickerSent,
)
from handlers.facts import About, Basics, Draft
from locales.texts import LOCALES, Texts
from storage.apply import _APPLY
from tests.handlers.happenings import EVENTS
from tests.handlers.made import (
    CITIZEN,
    COMPLAINT,
    DANGER,
    LEAD,
    NUMBER,
    OFFICE,
    OFFICER,
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
    ticket(status="asked", claimant=OFFICER.id, paused_on=date(2026, 11, 16)),
    ticket(status="new", forwards=3),
    ticket(status="closed", outcome="duplicate", merged_into=UUID(int=6)),
)
OTHERS = (
    None,
    ticket(id=UUID(int=6), number="TY2-70-00002-2"),
    ticket(id=UUID(int=6), number="TY2-70-00002-2", group="legal"),
    ticket(id=UUID(int=6), number="TY2-70-00002-2", status="closed"),
)
MERGED = ((), (ticket(id=UUID(int=7), status="closed", merged_into=TICKET, reporter=UUID(int=8)),))
FACTS: tuple[dict[str, Any], ...] = tuple(
    {"ticket": one, "own": own, "messages": told, "reading": reading, "other": other} | merged
    for one, own, told, reading, other, merged in zip(
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
        cycle(OTHERS),
        cycle([{"merged": each} for each in MERGED]),
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
