"""What a handler may know: `Basics` always, and what it said it `Needs`, in one `Snapshot`."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from msgspec import Struct, field

from handlers.domain.office import Office
from handlers.domain.people import Invite, Person
from handlers.domain.reading import Reading
from handlers.domain.ticket import Ticket


class Draft(Struct, frozen=True):
    """A conversation in progress: which form, where in it, and what was said. Survives JSON."""

    form: str
    step: str
    data: dict[str, Any] = field(default_factory=dict)


class Chat(Struct, frozen=True):
    """A chat with us. `desks`: the units (or special desks) whose alerts come here."""

    id: UUID
    kind: Literal["private", "group"]
    channel: str
    locale: str = "th"
    state: Literal["active", "blocked", "left"] = "active"
    state_at: datetime | None = None
    privacy_version: str = ""
    desks: tuple[str, ...] = ()


class About(Struct, frozen=True):
    """What our message that was quoted or pressed is about. `known` is false for a message
    that is not ours."""

    ticket: UUID | None = None
    known: bool = True


class Basics(Struct, frozen=True):
    """What every handler sees. `person` is who acted, None where the platform does not say."""

    now: datetime
    office: Office
    chat: Chat
    person: Person | None
    draft: Draft | None = None
    about: About | None = None
    bound: frozenset[str] = frozenset()

    @property
    def private(self) -> bool:
        return self.chat.kind == "private"

    @property
    def form(self) -> str:
        """The form of the draft, "" when no conversation is in progress."""
        return self.draft.form if self.draft else ""


class Sought(Struct, frozen=True):
    """Open tickets that a text looks like are wanted: among the person's own, or among all that are
    new enough. Confidential ones are never looked at."""

    text: str
    among: Literal["own", "office"]


class Needs(Struct, frozen=True):
    """What a handler wants looked up. `ticket` an id or a number; `tickets` a page of a list;
    `code` an invite; `source` the stored message that came in a platform message."""

    ids: int = 0
    ticket: UUID | str | None = None
    tickets: Literal["own", "desk"] | None = None
    timeline: bool = False
    read: tuple[str, ...] = ()
    code: str = ""
    source: str = ""
    message: UUID | None = None
    alike: Sought | None = None


class Message(Struct, frozen=True):
    """A stored message of a ticket. `state` of a reply: how it fared; `letter_state`: where its
    letter is now (queued, sending, sent …)."""

    id: UUID
    ticket: UUID
    author: Literal["citizen", "reply", "note"]
    at: datetime
    text: str
    state: str = ""
    file: UUID | None = None
    by: UUID | None = None
    letter_state: str = ""


class Happened(Struct, frozen=True):
    """A line of a ticket's history."""

    at: datetime
    act: str
    detail: str = ""


class Snapshot(Struct, frozen=True):
    """Everything a step may use. `ids` are fresh UUIDv7s, `veiled` as many that tell no time (for
    anonymous and confidential tickets), `chance` 32 random bytes, `alike` the tickets that a text
    looks like, the likest first."""

    basics: Basics
    ids: tuple[UUID, ...] = ()
    veiled: tuple[UUID, ...] = ()
    chance: bytes = b""
    ticket: Ticket | None = None
    own: bool = False
    tickets: tuple[Ticket, ...] = ()
    alike: tuple[Ticket, ...] = ()
    timeline: tuple[Happened, ...] = ()
    messages: tuple[Message, ...] = ()
    readings: tuple[Reading, ...] = ()
    invite: Invite | None = None

    @property
    def office(self) -> Office:
        return self.basics.office

    @property
    def now(self) -> datetime:
        return self.basics.now
