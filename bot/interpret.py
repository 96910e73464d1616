"""Makes what people type or press into the choices and commands that handlers know.

This is the one place where words are matched; the words themselves live in the locales.
"""

from __future__ import annotations

import re

from handlers.content import Choice
from handlers.domain.people import code_in
from handlers.domain.ticket import OUTCOMES, number_in
from handlers.events import (
    ChoiceMade,
    Commanded,
    Event,
    FileSent,
    Followed,
    Joined,
    Pressed,
    TextSent,
)
from handlers.facts import Basics
from locales.texts import Texts

SLASH = {"start": "menu", "cancel": "cancel", "menu": "menu", "help": "help", "track": "track",
         "back": "back", "stop": "stop", "language": "language", "code": "code"}  # fmt: skip

WORDY = frozenset({"ticket.ask", "ticket.note", "ticket.refer", "ticket.extend", "ticket.register",
                   "ticket.merge", "ticket.assign", "ticket.exclude"})  # fmt: skip
"""Choices of which the words behind them are a part: a question, a reason, a day, a name."""

PEOPLE = "people"
_SLASHED = re.compile(rf"/({'|'.join((*SLASH, PEOPLE))})\b(.*)", re.DOTALL)

LANGUAGES = {"thai": "th", "english": "en"}


def interpret(event: Event, basics: Basics, menu: tuple[Choice, ...], texts: Texts) -> Event:
    """The event in the handlers' words; events that say it already pass unchanged."""
    if isinstance(event, Pressed):
        return ChoiceMade(Choice.of(event.data), event.message)
    if isinstance(event, Commanded):
        return _slash(event, basics, texts)
    if isinstance(event, TextSent):
        return _typed(event, basics, menu, texts)
    if isinstance(event, FileSent):
        return _file(event, basics)
    if isinstance(event, Followed | Joined) and event.code:
        # Deep links carry letters, digits, "-" and "_" only; a code is what we write.
        return Followed(event.code) if isinstance(event, Followed) else Joined(event.code)
    return event


def _slash(event: Commanded, basics: Basics, texts: Texts) -> Event:
    if event.name == PEOPLE:
        unit = texts.group_named(event.argument) or event.argument
        return Commanded(event.name, unit, event.message, event.quoted)
    if event.name in SLASH:
        return Commanded(SLASH[event.name], event.argument, event.message, event.quoted)
    if number_in(event.argument, basics.office.code) or basics.chat.kind == "group":
        # `/claim 70-00012-4`, `/รับเรื่อง …`: a word for staff behind a slash.
        typed = TextSent(f"{event.name} {event.argument}".strip(), event.message, event.quoted)
        return _typed(typed, basics, (), texts)
    return Commanded("help", event.argument, event.message)


def _typed(event: TextSent, basics: Basics, menu: tuple[Choice, ...], texts: Texts) -> Event:
    if code := code_in(event.text):
        return Commanded("code", code, event.message)
    if basics.private and (slash := _SLASHED.fullmatch(event.text.strip())):
        # LINE knows no commands: to it this is a text like any other.
        return _slash(Commanded(slash[1], slash[2].strip(), event.message), basics, texts)
    # Some people answer our letter by quoting it; a quote of something else is no command.
    ours = basics.about is not None and basics.about.known
    if basics.private and (ours or not event.quoted):
        if command := texts.command(event.text):
            return _command(command, event)
        if choice := texts.chosen(event.text, menu):
            return ChoiceMade(choice, said=event.message)
    return _about_number(event, basics, texts) or _about_quoted(event, basics, texts) or event


def _command(command: str, event: TextSent) -> Event:
    if command in LANGUAGES:
        return ChoiceMade(Choice("language." + LANGUAGES[command]), said=event.message)
    return Commanded(command, "", event.message)


def _about_number(event: TextSent, basics: Basics, texts: Texts) -> Event | None:
    """A ticket number alone, asked after (`… ถึงไหนแล้วคะ`), or with the words of a button
    (`รับเรื่อง TY2-70-00012-4`). A number of ours that is spelt wrong is always said to be."""
    code = basics.office.code
    found = number_in(event.text, code)
    if found is None:
        return None
    first, *more = found.rest.split() or [""]
    name = texts.typed_choice(first)
    asked = not texts.bare(found.rest) or texts.asks_after(found.rest)
    if not found.valid and (asked or name or found.spelt_out):
        return ChoiceMade(Choice("ticket.misspelt", (found.number,)), said=event.message)
    if basics.private and (asked or name):
        return ChoiceMade(Choice("ticket.show", (found.number,)), said=event.message)
    if name is None and not asked:
        return None
    choice = Choice((name or "ticket-show").replace("-", "."), (found.number, *more))
    if choice.name in WORDY:
        words = found.rest.removeprefix(first).strip()
        return ChoiceMade(Choice(choice.name, (found.number,)), said=event.message, words=words)
    return ChoiceMade(_meant(choice, texts), said=event.message)


def _meant(choice: Choice, texts: Texts) -> Choice:
    """A choice with the words behind its number as the id that they name: a unit, an outcome."""
    number, *more = choice.args
    words = " ".join(more)
    if not words:
        return choice
    if choice.name == "ticket.to":
        return Choice(choice.name, (number, texts.group_named(words) or words))
    if choice.name == "ticket.closeas":
        named = [each for each in OUTCOMES if texts.is_outcome(words, each)]
        return Choice(choice.name, (number, named[0] if named else words))
    return Choice(choice.name, (number, *more))


def _about_quoted(event: TextSent, basics: Basics, texts: Texts) -> Event | None:
    """The words of a button as a reply to a card (`รับเรื่อง`, `ถาม` with the question), or what a
    letter of ours asked for."""
    about = basics.about
    if basics.private or about is None or about.ticket is None:
        return None
    first, _, words = event.text.strip().partition(" ")
    name = (texts.typed_choice(first) or "").replace("-", ".")
    if name in WORDY and words.strip():
        choice = Choice(name, (about.ticket.hex,))
        return ChoiceMade(choice, said=event.message, words=words.strip())
    if whole := texts.typed_choice(event.text):
        choice = Choice(whole.replace("-", "."), (about.ticket.hex,))
        return ChoiceMade(choice, said=event.message)
    if about.asks is not None:
        return ChoiceMade(about.asks, said=event.message, words=event.text)
    return None


def _file(event: FileSent, basics: Basics) -> Event:
    """A file that quotes a letter of ours which asked for something."""
    if basics.private or basics.about is None or basics.about.asks is None:
        return event
    asked = basics.about.asks
    return ChoiceMade(asked, said=event.message, words=event.caption, file=event.file)


def spoken_to(text: str, code: str, texts: Texts) -> bool:
    """Whether a group message that neither quotes nor mentions us is meant for us: a button's
    words with a ticket number, a number alone, an invite code."""
    if code_in(text):
        return True
    found = number_in(text, code)
    if found is None:
        return False
    first = (found.rest.split() or [""])[0]
    return not texts.bare(found.rest) or texts.typed_choice(first) is not None
