"""The conversation machine: back, cancel, help, skip, another try, and a draft through JSON."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from handlers.content import Choice, Text
from handlers.events import ChoiceMade, Commanded, Event, TextSent
from handlers.facts import Draft, Needs, Snapshot
from handlers.form import BACK, SKIP, Advance, Answers, Form, Question, advance, begin
from tests.handlers.made import private, snapshot


def _short(facts: Snapshot, answers: Answers, event: Event) -> str | None:
    return event.text if isinstance(event, TextSent) and len(event.text) < 9 else None


def _asks(key: str) -> Any:
    return lambda facts, answers: (Text(key, dict(answers)), (Choice("test.one"),))


FORM = Form(
    "test",
    (
        Question("name", _asks("ask-name"), _short),
        Question("place", _asks("ask-place"), _short, optional=True),
    ),
)


def at(draft: Draft | None) -> Snapshot:
    """A snapshot with a draft as it comes back from the database."""
    again = msgspec.json.decode(msgspec.json.encode(draft), type=Draft | None)
    return snapshot(private(draft=again), Needs())


def after(*events: Event) -> Advance:
    now = begin(FORM, at(None), {"ticket": "7"})
    for event in events:
        now = advance(FORM, at(now.draft), event)
    return now


def test_the_first_question_has_no_way_back() -> None:
    now = after()
    assert now.text == Text("ask-name", {"ticket": "7"})
    assert now.choices == (Choice("test.one"),)
    assert now.draft == Draft("test", "name", {"ticket": "7"})


def test_answers_lead_to_the_end_with_what_was_known() -> None:
    asked = after(TextSent("ก"))
    assert asked.text and asked.text.key == "ask-place"
    assert asked.choices == (Choice("test.one"), SKIP, BACK)
    done = after(TextSent("ก"), TextSent("ข"))
    assert (done.draft, done.done) == (None, {"ticket": "7", "name": "ก", "place": "ข"})


@pytest.mark.parametrize("skip", [Commanded("skip"), ChoiceMade(SKIP)])
def test_what_may_be_skipped_is_answered_with_none(skip: Event) -> None:
    assert after(TextSent("ก"), skip).done == {"ticket": "7", "name": "ก", "place": None}


def test_what_must_be_answered_cannot_be_skipped() -> None:
    now = after(Commanded("skip"))
    assert now.text and now.text.key == "form-again"
    assert now.draft and now.draft.step == "name"


@pytest.mark.parametrize("back", [Commanded("back"), ChoiceMade(BACK)])
def test_back_asks_the_question_before(back: Event) -> None:
    now = after(TextSent("ก"), back)
    assert now.text and now.text.key == "ask-name"
    assert now.draft and now.draft.step == "name"
    first = after(back)
    assert first.draft and first.draft.step == "name"


def test_help_asks_again_and_cancel_ends() -> None:
    asked = after(TextSent("ก"), Commanded("help"))
    assert asked.text and asked.text.key == "ask-place"
    ended = after(TextSent("ก"), Commanded("cancel"))
    assert (ended.draft, ended.done, ended.text) == (None, None, Text("form-cancelled"))


def test_another_try_repeats_the_question_with_its_choices() -> None:
    now = after(TextSent("ก" * 20))
    assert now.text and now.text.key == "form-again"
    assert now.text.values["question"] == Text("ask-name", {"ticket": "7"})
    assert now.choices == (Choice("test.one"),)
    assert now.draft == Draft("test", "name", {"ticket": "7"})
