"""Made-up facts for handlers: the sample office, people, tickets, readings, and snapshots that hold
exactly what a handler said it needs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from bot.config import load
from handlers.content import FileRef
from handlers.domain.office import Office
from handlers.domain.people import Grant, Invite, Person
from handlers.domain.reading import Reading
from handlers.domain.ticket import Ticket
from handlers.effects import Effect, Step
from handlers.events import Event
from handlers.facts import About, Basics, Chat, Draft, Happened, Message, Needs, Snapshot, Standing

OFFICE: Office = load(Path(__file__).parents[2] / "bot.yaml", {}).office
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
CHAT, DESK, SOMEBODY, TICKET = (UUID(int=number) for number in (1, 2, 3, 4))
NUMBER = "TY2-70-00001-4"
PHOTO = FileRef("line", "f1", "photo")

CITIZEN = Person(CHAT, "ผู้ปกครอง ก")
OFFICER = Person(SOMEBODY, "เจ้าหน้าที่ ข", (Grant("officer", "education_promotion"),))

COLLEAGUE = Person(UUID(int=5 << 100), "เจ้าหน้าที่ ค")

COMPLAINT = Reading("complaint", ("complaint",), "education_promotion", unsure=False)
UNSURE = Reading("comment", ("comment", "question"), None)
GREETING = Reading("smalltalk", ("smalltalk",), unsure=False)
DANGER = Reading(
    "complaint", ("complaint",), "legal", urgent=True, urgency_reason="violence", unsure=False
)
LEAD = Reading(
    "corruption", ("corruption",), "legal", urgent=True, urgency_reason="corruption", unsure=False
)
PERHAPS_LEAD = Reading("corruption", ("corruption", "complaint"), "legal")
BLANK = Reading()
READINGS = (COMPLAINT, UNSURE, GREETING, DANGER, LEAD, PERHAPS_LEAD, BLANK)


def ticket(**changes: Any) -> Ticket:
    known: dict[str, Any] = {
        "id": TICKET,
        "number": NUMBER,
        "kind": "complaint",
        "group": "education_promotion",
        "status": "new",
        "reporter": CHAT,
        "opened_on": date(2026, 11, 20),
        "due_on": date(2026, 12, 15),
        "version": 1,
    }
    return Ticket(**(known | changes))


def private(person: Person | None = CITIZEN, draft: Draft | None = None, **more: Any) -> Basics:
    chat = Chat(CHAT, "private", "line", privacy_version=OFFICE.privacy_version)
    return Basics(NOW, OFFICE, chat, person, draft, **more)


def group(
    *desks: str, person: Person | None = OFFICER, about: About | None = None, **more: Any
) -> Basics:
    chat = Chat(DESK, "group", "telegram", desks=desks)
    return Basics(NOW, OFFICE, chat, person, None, about, bound=frozenset(desks), **more)


def message(author: Any = "citizen", **more: Any) -> Message:
    return Message(UUID(int=9), TICKET, author, NOW, "คำที่เขียน", **more)


def snapshot(basics: Basics, needs: Needs, reading: Reading = COMPLAINT, **known: Any) -> Snapshot:
    """As many ids and readings as were asked for, and no more."""
    seen: dict[str, Any] = {
        "ticket": ticket() if needs.ticket or needs.source else None,
        "own": True,
        "tickets": (ticket(),) if needs.tickets else (),
        "timeline": (Happened(NOW, "opened"), Happened(NOW, "claimed")) if needs.timeline else (),
        "messages": (message(),) if needs.timeline or needs.source else (),
        "standing": Standing(1, 1) if needs.figures else None,
        "staff": (OFFICER, COLLEAGUE) if needs.colleagues or needs.staff else (),
        "invite": Invite(UUID(int=8), "officer", "personnel", "valid") if needs.code else None,
    }
    return Snapshot(
        basics,
        ids=tuple(UUID(int=100 + at) for at in range(needs.ids)),
        veiled=tuple(UUID(int=200 + at) for at in range(needs.ids)),
        chance=bytes(range(32)),
        readings=(reading,) * (len(needs.read) + needs.reread),
        **(seen | known),
    )


def run(handler: Any, basics: Basics, event: Event, **known: Any) -> Step:
    """What a handler makes of an event that it accepts."""
    assert handler.accepts(basics, event)
    step: Step = handler.step(snapshot(basics, handler.needs(basics, event), **known), event)
    return step


def of(step: Step, kind: type[Effect]) -> list[Any]:
    """The effects of one kind, in order."""
    return [effect for effect in step.effects if isinstance(effect, kind)]


def keys(step: Step) -> list[str]:
    """The sentences a step says, in order."""
    return [
        effect.text.key
        for effect in step.effects
        if hasattr(effect, "text") and hasattr(effect.text, "key")
    ]
