"""THE conversation machine: questions asked one after the other, the same everywhere.

A form is a tuple of questions. `begin` asks the first, `advance` takes what came: an answer, or one
of the words that work everywhere (back, cancel, help, skip). The draft is data and survives a
restart; when all is answered it is gone and `done` holds the answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from handlers.content import Choice, Text
from handlers.events import ChoiceMade, Commanded, Event
from handlers.facts import Draft, Snapshot

BACK = Choice("form.back")
SKIP = Choice("form.skip")

Answers = dict[str, Any]


class Question(Struct, frozen=True):
    """`ask` words the question from the answers so far, `accept` makes an answer of an event or
    None of one that is no answer; what may be skipped is answered with None."""

    name: str
    ask: Callable[[Snapshot, Answers], tuple[Text, tuple[Choice, ...]]]
    accept: Callable[[Snapshot, Answers, Event], Any]
    optional: bool = False


class Form(Struct, frozen=True):
    name: str
    questions: tuple[Question, ...]


class Advance(Struct, frozen=True):
    """Where a form stands: what to say, and the draft; `done` when every question is answered."""

    draft: Draft | None
    text: Text | None = None
    choices: tuple[Choice, ...] = ()
    done: Answers | None = None


def begin(form: Form, facts: Snapshot, answers: Answers) -> Advance:
    """Asks the first question; `answers` are what is known already."""
    return _ask(form, facts, 0, answers)


def advance(form: Form, facts: Snapshot, event: Event) -> Advance:
    """What an event does to the form whose draft the chat has."""
    draft = facts.basics.draft
    assert draft is not None and draft.form == form.name
    names = [question.name for question in form.questions]
    position = names.index(draft.step)
    question, answers = form.questions[position], dict(draft.data)
    match _word(event):
        case "cancel":
            return Advance(None, Text("form-cancelled"))
        case "back":
            return _ask(form, facts, max(0, position - 1), answers)
        case "help":
            return _ask(form, facts, position, answers)
        case "skip" if question.optional:
            return _ask(form, facts, position + 1, answers | {question.name: None})
    answer = question.accept(facts, answers, event)
    if answer is None:
        asked = _ask(form, facts, position, answers)
        again = Text("form-again", {"question": asked.text or ""})
        return Advance(draft, again, asked.choices)
    return _ask(form, facts, position + 1, answers | {question.name: answer})


def _word(event: Event) -> str:
    if isinstance(event, Commanded):
        return event.name
    if isinstance(event, ChoiceMade) and event.choice.name.startswith("form."):
        return event.choice.name.removeprefix("form.")
    return ""


def _ask(form: Form, facts: Snapshot, position: int, answers: Answers) -> Advance:
    if position == len(form.questions):
        return Advance(None, done=answers)
    question = form.questions[position]
    text, choices = question.ask(facts, answers)
    extra: tuple[Choice, ...] = (SKIP,) if question.optional else ()
    extra += (BACK,) if position else ()
    draft = Draft(form.name, question.name, answers)
    return Advance(draft, text, (*choices, *extra))
