"""Plays a journey: its steps, one after the other, on a stage.

A step is one line of YAML, `who what: how`. `STEPS` is the whole language; each row is a pattern
and what it does. `{number}` in a step is the ticket number heard last, `{number 1}` the first one
heard, `{tail}` what is left of it on a button, `{code}` the invite code made last.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from handlers.domain.ticket import Numbered, number_in
from tests.journeys.stage import Stage, Unsettled

OFFICE = "TY2"


class Failed(AssertionError):
    """A step that came out otherwise than it is written."""


class Play:
    """What a journey has come to: what was heard in each chat, and which numbers."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.heard: dict[str, int] = {}
        self.numbers: list[str] = []
        self.codes: list[str] = []
        self.acted: dict[str, int] = {}
        self.calls = 0

    def fill(self, how: Any) -> Any:
        """A step's values with numbers and codes put in."""
        if isinstance(how, str):
            return re.sub(r"\{(number|tail|code)(?: (\d+))?\}", self._value, how)
        if isinstance(how, list):
            return [self.fill(each) for each in how]
        if isinstance(how, dict):
            return {key: self.fill(value) for key, value in how.items()}
        return how

    def _value(self, found: re.Match[str]) -> str:
        known = self.codes if found[1] == "code" else self.numbers
        at = int(found[2]) - 1 if found[2] else -1
        if not known[at:]:
            raise Failed(f"no {found[1]} is known yet")
        return known[at].split("-", 2)[-1] if found[1] == "tail" else known[at]

    def note_numbers(self, text: str) -> None:
        found: Numbered | None = number_in(text, OFFICE)
        if found and found.valid and found.number not in self.numbers:
            self.numbers.append(found.number)

    def transcript(self) -> str:
        """All that was said, chat by chat, for a failure message."""
        lines: list[str] = []
        for chat, said in self.stage.world.chats.items():
            lines.append(f"--- {chat}")
            for message in said.values():
                mark = "" if message.state == "sent" else f" ({message.state})"
                quote = f" >{message.quote}" if message.quote else ""
                lines.append(f"  {message.id}{quote} {message.by}{mark}: {words_of(message.body)}")
                lines += [f"      [{label}]" for label in labels_of(message.body)]
        return "\n".join(lines)


Do = Callable[..., Awaitable[None]]
STEPS: list[tuple[re.Pattern[str], Do]] = []


def step(pattern: str) -> Callable[[Do], Do]:
    """Registers what a line of that shape does. The groups of the pattern and what stands behind
    the colon are its arguments."""

    def register(do: Do) -> Do:
        STEPS.append((re.compile(pattern), do))
        return do

    return register


async def play(stage: Stage, steps: list[Any]) -> None:
    """Raises Failed, with the line and the transcript, at the first step that comes out wrong."""
    here = Play(stage)
    for position, line in enumerate(steps, 1):
        text, how = (line, None) if isinstance(line, str) else next(iter(line.items()))
        try:
            await _one(here, text, here.fill(how))
        except (Failed, LookupError, ValueError, Unsettled) as why:
            raise Failed(f"step {position}, {text}: {how}\n{why}\n\n{here.transcript()}\n") from why


async def _one(here: Play, text: str, how: Any) -> None:
    for pattern, do in STEPS:
        if found := pattern.fullmatch(text):
            await do(here, *found.groups(), how)
            await here.stage.settle()
            return
    raise Failed(f"no such step: {text}")


def words_of(body: dict[str, Any]) -> str:
    """What can be read of a message: its text, or every text of a Flex bubble."""
    if "contents" in body:
        return "\n".join([*_texts(body["contents"]), body.get("altText", "")])
    for name in ("text", "caption"):
        if name in body:
            return str(body[name])
    return f"<{body.get('type', 'message')}>"


def _texts(part: Any) -> list[str]:
    if isinstance(part, list):
        return [text for each in part for text in _texts(each)]
    if not isinstance(part, dict):
        return []
    if part.get("type") == "text":
        return [str(part["text"])]
    below = ("header", "hero", "body", "footer", "contents")
    return [text for name in below for text in _texts(part.get(name))]


def labels_of(body: Any) -> list[str]:
    """The labels of all buttons of a message, on either platform."""
    if isinstance(body, list):
        return [label for each in body for label in labels_of(each)]
    if not isinstance(body, dict):
        return []
    own = [str(body["label"])] if "label" in body and "type" in body else []
    own += [str(body["text"])] if body.keys() & {"callback_data", "url"} else []
    skipped = ("reply_to_message", "from", "chat")
    return own + [
        label for key, part in body.items() if key not in skipped for label in labels_of(part)
    ]
