"""Greeting, menu, help, language, and a fitting answer to whatever else a person can send."""

from __future__ import annotations

from handlers.content import Choice
from handlers.domain.office import TECHNICAL
from handlers.domain.people import holds
from handlers.effects import ChatIs, Effect, SaveDraft, Step
from handlers.events import (
    ChoiceMade,
    Commanded,
    Event,
    Followed,
    MembersJoined,
    MembersLeft,
    Migrated,
    OtherSent,
    StickerSent,
    Unfollowed,
    Unknown,
)
from handlers.facts import Basics, Needs, Snapshot
from handlers.letters import MENU, here

LANGUAGES = (Choice("language.th"), Choice("language.en"))
PAGES = {"menu": "menu", "help": "help", "about": "about", "report": "report"}


def accepts(basics: Basics, event: Event) -> bool:
    """Everything private that no conversation took; nothing of groups."""
    return basics.private and not isinstance(event, MembersJoined | MembersLeft | Migrated)


def needs(basics: Basics, event: Event) -> Needs:
    return Needs()


def step(facts: Snapshot, event: Event) -> Step:
    basics = facts.basics
    match event:
        case Followed():
            return _greet(facts)
        case Unfollowed():
            return Step((ChatIs(state="blocked"),))
        case Commanded(name="language"):
            return Step((here(basics, "language-ask", *LANGUAGES),))
        case Commanded(name="stop"):
            return Step((ChatIs(announcements="off"), here(basics, "stopped")))
        case Commanded(name="cancel"):
            return Step((SaveDraft(None), here(basics, "nothing-to-cancel", *MENU)))
        case Commanded(name=name):
            return Step((here(basics, PAGES.get(name, "menu"), *_menu(basics)),))
        case ChoiceMade(choice=choice):
            return _chose(facts, choice)
        case StickerSent():
            return Step((here(basics, "sticker", *MENU),))
        case OtherSent() | Unknown(message=str()):
            return _unknown(facts, event)
    return Step()


def _menu(basics: Basics) -> tuple[Choice, ...]:
    """What can be chosen; who may manage roles finds that there, too."""
    manages = holds(basics.person, "manage", TECHNICAL)
    return (*MENU, Choice("roles.list")) if manages else MENU


def _unknown(facts: Snapshot, event: Event) -> Step:
    """A message of a kind we do not know is answered; an event that is no message is not."""
    if isinstance(event, Unknown) and not event.message:
        return Step()
    return Step((here(facts.basics, "not-understood", *MENU),))


def _greet(facts: Snapshot) -> Step:
    basics = facts.basics
    known: tuple[Effect, ...] = (
        ChatIs(state="active", privacy_version=facts.office.privacy_version),
    )
    office = facts.office.short
    name = office.get(basics.chat.locale) or office["th"]
    return Step((*known, here(basics, "greeting", *MENU, office=name)))


def _chose(facts: Snapshot, choice: Choice) -> Step:
    basics = facts.basics
    area, _, what = choice.name.partition(".")
    if area == "language" and what in ("th", "en"):
        # What is said from now on is worded in the new language, this answer first.
        return Step((ChatIs(locale=what), here(basics, "language-set", *MENU)))
    if choice.name == "menu.language":
        return Step((here(basics, "language-ask", *LANGUAGES),))
    if area == "menu" and what in PAGES:
        return Step((here(basics, PAGES[what], *MENU),))
    return Step((here(basics, "old-button", *MENU),))
