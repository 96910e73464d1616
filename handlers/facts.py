"""What a handler may know: `Basics` always, and what it said it `Needs`, in one `Snapshot`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from msgspec import Struct, field

from handlers.content import Choice
from handlers.domain.office import Office
from handlers.domain.people import Invite, Person, Role
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
    that is not ours; `asks` is the choice that quoting it makes."""

    ticket: UUID | None = None
    known: bool = True
    asks: Choice | None = None


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


class Holder(Struct, frozen=True):
    """A role that is looked for, for a unit."""

    role: Role
    group: str


class Needs(Struct, frozen=True):
    """What a handler wants looked up. `ticket` an id or a number; `tickets` a page of a list;
    `code` an invite; `source` the stored message that came in a platform message.

    `other` a second ticket, by id or number; `merged` the tickets that were merged into the first;
    `reread` a reading of what the citizen wrote about it (the last of the readings);
    `staff` the people who work for a desk, `colleagues` those who work for the ticket's,
    `holders` those who hold a role for a unit;
    `search` tickets of this chat's desks that match words, a school or a number; `canned` a unit's
    canned answers; `figures` how the whole office stands."""

    ids: int = 0
    ticket: UUID | str | None = None
    tickets: Literal["own", "desk", "late"] | None = None
    timeline: bool = False
    read: tuple[str, ...] = ()
    code: str = ""
    source: str = ""
    message: UUID | None = None
    alike: Sought | None = None
    other: UUID | str | None = None
    merged: bool = False
    reread: bool = False
    staff: str = ""
    colleagues: bool = False
    holders: tuple[Holder, ...] = ()
    search: str = ""
    canned: str = ""
    figures: bool = False


class Canned(Struct, frozen=True):
    """A canned answer of a unit."""

    name: str
    text: str


class Late(Struct, frozen=True):
    """How many tickets of a unit are over their day, and who holds the oldest (None: nobody)."""

    group: str
    count: int
    oldest_due: date
    claimant: UUID | None = None


class Standing(Struct, frozen=True):
    """How the office stands at a moment, for the morning summary. `letters` are those that wait,
    by state, but for what is worth no money; `paid_left` the paid messages left this month, None
    where nobody counts them; `parked` events that failed, `refused` the channels whose platform
    does not take our token."""

    new: int = 0
    due_today: int = 0
    late: tuple[Late, ...] = ()
    reopened: int = 0
    letters: dict[str, int] = {}
    paid_left: int | None = None
    parked: int = 0
    refused: tuple[str, ...] = ()


class Message(Struct, frozen=True):
    """A stored message of a ticket. `state` of a reply: how it fared; `letter_state`: where its
    letter is now (queued, sending, sent …); `file_state`: whether its file is here (wanted, kept,
    refused, lost, erase …)."""

    id: UUID
    ticket: UUID
    author: Literal["citizen", "reply", "note"]
    at: datetime
    text: str
    state: str = ""
    file: UUID | None = None
    by: UUID | None = None
    letter_state: str = ""
    file_state: str = ""


class Happened(Struct, frozen=True):
    """A line of a ticket's history. `by` is who did it, None where that is not kept."""

    at: datetime
    act: str
    detail: str = ""
    by: UUID | None = None


def told(messages: tuple[Message, ...]) -> str:
    """What a citizen wrote about a ticket, as one text."""
    return "\n".join(each.text for each in messages if each.author == "citizen" and each.text)


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
    other: Ticket | None = None
    merged: tuple[Ticket, ...] = ()
    staff: tuple[Person, ...] = ()
    canned: tuple[Canned, ...] = ()
    standing: Standing | None = None

    @property
    def office(self) -> Office:
        return self.basics.office

    @property
    def now(self) -> datetime:
        return self.basics.now
