"""Channel-neutral content: what is said, before any platform's limits apply.

Two stages, both plain data that survives JSON:

* a `Text` names a sentence by its key and carries its values; nothing is worded yet.
  It is what handlers ask for and what the outbox stores;
* a `Letter` is worded for one reader and one address; a channel renders it for its
  platform (`bot/channels/*/render.py`) and sends it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct, field


class Address(Struct, frozen=True):
    """Where a platform can be reached. Held in one table, sealed; never in a log."""

    account: str
    kind: Literal["private", "group"]
    id: str
    thread: str = ""

    @property
    def lane(self) -> str:
        """The text whose keyed hash names this chat everywhere else."""
        return f"{self.account}|{self.id}|{self.thread}"


class FileRef(Struct, frozen=True):
    """A file that still lies at the platform. `id` is the platform's handle for fetching it."""

    account: str
    id: str
    kind: Literal["photo", "video", "audio", "file"]
    name: str = ""
    mime: str = ""
    size: int | None = None


class Day(Struct, frozen=True, tag="day"):
    """A calendar day in Asia/Bangkok, worded in the Buddhist Era in Thai."""

    on: date


class NumberOf(Struct, frozen=True, tag="number"):
    """The number of a ticket; filled in when the effects are applied, as only then it is known."""

    ticket: UUID


class GroupName(Struct, frozen=True, tag="group"):
    """The name of a unit, worded from bot.yaml; `short` where it must fit a button."""

    group: str
    form: Literal["full", "short"] = "full"


class Words(Struct, frozen=True, tag="words"):
    """What somebody wrote, by the id of the stored message. Looked up at delivery, so that a text
    is kept in one place only and a message that was taken back is gone everywhere."""

    message: UUID


class NameOf(Struct, frozen=True, tag="name"):
    """What a member of staff is called, by the id of their private chat. Looked up at delivery:
    LINE tells a name only when it is asked."""

    person: UUID


class Text(Struct, frozen=True, tag="text"):
    """A sentence of the locales: its key and its values."""

    key: str
    values: dict[str, str | int | Text | Day | NumberOf | GroupName | NameOf | Words] = field(
        default_factory=dict
    )


Value = str | int | Text | Day | NumberOf | GroupName | NameOf | Words


class Choice(Struct, frozen=True):
    """Something the reader can choose: by button, by its number or by its words.

    `name` is what was chosen ("intake.send"), `args` what it is about. The label is the sentence
    `choice-intake-send` unless `label` says otherwise.
    """

    name: str
    args: tuple[str, ...] = ()
    label: Text | None = None

    @property
    def data(self) -> str:
        """The short key a platform carries for us: ASCII, at most 64 bytes."""
        return ":".join((self.name, *self.args))

    @classmethod
    def of(cls, data: str) -> Choice:
        name, *args = data.split(":")
        return cls(name, tuple(args))

    @property
    def first(self) -> str:
        """What it is about; "" where it carries nothing, as an old or forged button may."""
        return self.args[0] if self.args else ""

    @property
    def text(self) -> Text:
        return self.label or Text("choice-" + self.name.replace(".", "-"))


class Button(Struct, frozen=True):
    """A choice, worded. `typed` is what pressing it writes where a press cannot tell who pressed
    (LINE groups); with `url` it opens a page instead."""

    label: str
    data: str
    typed: str = ""
    url: str = ""


class Card(Struct, frozen=True):
    """A ticket at a glance. `summary` says all of it in one line and begins with the number."""

    number: str
    headline: str
    rows: tuple[tuple[str, str], ...]
    excerpt: str
    summary: str
    urgent: bool = False


class Bubble(Struct, frozen=True):
    """One message: a text or a card, with buttons below it."""

    text: str
    buttons: tuple[Button, ...] = ()
    card: Card | None = None


class Letter(Struct, frozen=True):
    """What one address is sent in one call, worded and complete.

    `reply_token` makes it an answer (free on LINE), `retry_key` lets the platform recognise a
    repetition, `edits` names our earlier message to be replaced where the platform can,
    `quotes` the message it answers.
    """

    to: Address
    bubbles: tuple[Bubble, ...]
    retry_key: UUID
    reply_token: str = ""
    edits: str = ""
    quotes: str = ""
