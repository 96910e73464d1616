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
                   "ticket.merge", "ticket.assign", "ticket.exclude", "ticket.forward", "ticket.to",
                   "ticket.kind", "ticket.close", "ticket.closeas", "ticket.closenow"})  # fmt: skip
"""Choices of which the words behind them are a part: a question, a reason, a day, a name."""

CLOSING = ("ticket.close", "ticket.closeas", "ticket.closenow")
"""Behind these stand how a ticket ends and the note to the citizen."""
LONGEST_OUTCOME = 6
"""Words that the name of an outcome has at most."""

_BEHIND = re.compile(r"[\s:]+")
"""What parts a verb from its words."""

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
    # Some people answer our letter by quoting it; a quote of something else is no command.
    ours = basics.about is not None and basics.about.known
    if basics.private and (ours or not event.quoted):
        if command := texts.command(event.text):
            return _command(command, event)
        if choice := texts.chosen(event.text, menu):
            return ChoiceMade(choice, said=event.message)
    return (
        _asked_for(event, basics, texts)
        or _about_number(event, basics, texts)
        or _about_quoted(event, basics, texts)
        or event
    )


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
        words = found.rest.removeprefix(first).strip(" \n:")
        return _with_words(choice.name, found.number, words, event, texts)
    return ChoiceMade(_meant(choice, texts), said=event.message)


def _meant(choice: Choice, texts: Texts) -> Choice:
    """A choice with the words behind its number as the id that they name: an outcome."""
    number, *more = choice.args
    words = " ".join(more)
    if not words:
        return choice
    return Choice(choice.name, (number, *more))


def _closing(verb: str, named: str, words: str, said: str, texts: Texts) -> ChoiceMade:
    """`แก้ไขแล้ว ซ่อมหลังคา…`: how a ticket ends, the longest name of it that fits, and the note."""
    parts = words.split()
    for count in range(min(len(parts), LONGEST_OUTCOME), 0, -1):
        spelt, note = " ".join(parts[:count]), words.split(None, count)[count:]
        for outcome in OUTCOMES:
            if texts.is_outcome(spelt, outcome):
                name = "ticket.closeas" if verb == "ticket.close" else verb
                choice = Choice(name, (named, outcome))
                return ChoiceMade(choice, said=said, words="".join(note))
    return ChoiceMade(Choice("ticket.close", (named,)), said=said)


def _with_words(name: str, of: str, words: str, event: TextSent, texts: Texts) -> Event:
    """A choice with the words behind it; a unit or a kind that they begin with goes into it."""
    if name in CLOSING and words:
        return _closing(name, of, words, event.message, texts)
    choice = Choice(name, (of,))
    if name in ("ticket.forward", "ticket.to"):
        group, words = texts.group_first(words)
        choice = Choice("ticket.to", (of, group)) if group else Choice("ticket.forward", (of,))
    elif name == "ticket.kind" and (kind := texts.kind_named(words)):
        choice, words = Choice(name, (of, kind)), ""
    return ChoiceMade(choice, said=event.message, words=words)


def _asked_for(event: TextSent, basics: Basics, texts: Texts) -> Event | None:
    """What a quote of a letter of ours says that goes before any number in it: a verb with its
    words, or what the letter asked for."""
    about = basics.about
    if about is None or about.ticket is None:
        return None
    if not basics.private:
        first, *more = _BEHIND.split(event.text.strip(), 1)
        name = (texts.typed_choice(first) or "").replace("-", ".")
        words = more[0] if more else ""
        if name in WORDY and words and not _leads_with_number(name, words, basics):
            return _with_words(name, about.ticket.hex, words, event, texts)
    if about.asks is None or texts.typed_choice(event.text):
        return None
    if texts.command(event.text) == "cancel":
        return Commanded("cancel", "", event.message)
    return ChoiceMade(about.asks, said=event.message, words=event.text)


def _leads_with_number(name: str, words: str, basics: Basics) -> bool:
    """Whether a verb's words begin with the number of the ticket that is meant. A merge has two
    tickets: a single number is the other's."""
    found = number_in(words, basics.office.code)
    if found is None or not words.endswith(found.rest):
        return False
    return name != "ticket.merge" or number_in(found.rest, basics.office.code) is not None


def _about_quoted(event: TextSent, basics: Basics, texts: Texts) -> Event | None:
    """The words of a button as a reply to a card (`รับเรื่อง`)."""
    about = basics.about
    if basics.private or about is None or about.ticket is None:
        return None
    if whole := texts.typed_choice(event.text):
        choice = Choice(whole.replace("-", "."), (about.ticket.hex,))
        return ChoiceMade(choice, said=event.message)
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
