"""What a step may ask for. Effects are data; `storage/apply.py` carries them out in the turn's
transaction, in order.

Ids are handed in with the snapshot, so that effects of one step can refer to each other.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from handlers.content import Choice, FileRef, Text
from handlers.domain.correction import Correction
from handlers.domain.people import Grant
from handlers.domain.ticket import Status
from handlers.facts import Draft
from handlers.recipients import Recipient as Recipient
from handlers.recipients import ToCards as ToCards
from handlers.recipients import ToChat as ToChat
from handlers.recipients import ToDesk as ToDesk
from handlers.recipients import ToPast as ToPast
from handlers.recipients import ToReporter as ToReporter

Priority = Literal["answer", "alert", "bulk"]
Postage = Literal["paid", "free"]


class Say(Struct, frozen=True):
    """Queues a letter.

    `postage` "free" is for what is worth no money: on a channel that charges for pushes it goes
    only as an answer and waits for one if need be. `report` comes back with `DeliveryEnded` to the
    chat `report_to` when the letter came to its end. `delay` in seconds; after `lifetime` seconds
    a letter that is still here is worth nothing and goes nowhere. `card` shows the ticket
    `about` as it stands at delivery, `card_again` in place of its last card where that is possible;
    a chat that is not the ticket's desk any more gets number and headline only. `past` replaces.
    `alike` are numbers of other tickets that a card points to. `asks`: the choice that somebody
    makes who quotes this letter; the words of the quote are its words.
    """

    to: Recipient
    text: Text
    choices: tuple[Choice, ...] = ()
    about: UUID | None = None
    id: UUID | None = None
    priority: Priority = "answer"
    postage: Postage = "paid"
    delay: int = 0
    lifetime: int | None = None
    shape: Literal["text", "card", "card_again", "past"] = "text"
    report: Choice | None = None
    report_to: UUID | None = None
    alike: tuple[str, ...] = ()
    asks: Choice | None = None


class CancelSay(Struct, frozen=True):
    """Takes a queued letter back; nothing if it has gone."""

    id: UUID


class OpenTicket(Struct, frozen=True):
    """A new ticket of the chat that the turn is about. Its number is given when it is stored;
    `receipt` is the number of a confidential one, `alias` the id of the row that unlinks it from
    its reporter."""

    id: UUID
    kind: str
    group: str
    due_on: date
    opened_on: date
    receipt: str = ""
    alias: UUID | None = None
    anonymous: bool = False
    confirmed: bool = True
    urgent: bool = False
    urgency_reason: str | None = None
    school: str | None = None
    strategy: str | None = None
    reading: dict[str, Any] = {}


class MoveTicket(Struct, frozen=True):
    """Changes of a ticket that stands at `version`; a conflict runs the turn again."""

    ticket: UUID
    version: int
    act: str
    status: Status | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    group: str | UnsetType = UNSET
    claimant: UUID | UnsetType | None = UNSET
    school: str | UnsetType | None = UNSET
    confirmed: bool | UnsetType = UNSET
    outcome: str | UnsetType | None = UNSET
    due_on: date | UnsetType = UNSET
    forwards: int | UnsetType = UNSET
    paused_on: date | UnsetType | None = UNSET
    closed_on: date | UnsetType | None = UNSET
    merged_into: UUID | UnsetType | None = UNSET
    register: str | UnsetType = UNSET
    reopened: int | UnsetType = UNSET
    rating: int | UnsetType | None = UNSET
    solved: bool | UnsetType | None = UNSET
    urgent: bool | UnsetType = UNSET
    urgency_reason: str | UnsetType | None = UNSET
    detail: str = ""


class Veil(Struct, frozen=True):
    """Unlinks an open ticket from its reporter: from now on it is anonymous."""

    ticket: UUID
    alias: UUID


class ReceiptTyped(Struct, frozen=True):
    """A ticket's receipt was typed here, which opens it from now on; None: one of no ticket."""

    ticket: UUID | None = None


class AddMessage(Struct, frozen=True):
    """Something written about a ticket: by the citizen, as a reply to the citizen, or a note. Where
    a citizen writes about a confidential one, there its answers go from then on.
    `source` is the platform's id of the message it came in, so that it can be taken back. `act` is
    its line in the record of acts, None for that of its author, "" where a move says it all."""

    id: UUID
    ticket: UUID
    author: Literal["citizen", "reply", "note"]
    text: str
    source: str = ""
    file: UUID | None = None
    by: UUID | None = None
    act: str | None = None


class ReplyIs(Struct, frozen=True):
    """Makes a stored note a reply, or marks how a reply fared."""

    message: UUID
    author: Literal["reply", "note"] | UnsetType = UNSET
    state: str | UnsetType = UNSET


class KeepFile(Struct, frozen=True):
    """Fetches a file from the platform to our disk."""

    id: UUID
    file: FileRef
    source: str = ""


class Redact(Struct, frozen=True):
    """Removes everything that came, or is still to come, in a message its writer took back."""

    source: str


class Revise(Struct, frozen=True):
    """A stored message was edited by its writer; the earlier wording is kept beside it."""

    source: str
    text: str


class Foresee(Struct, frozen=True):
    """A message that we do not have was edited: should it come, it is taken in this wording."""

    source: str
    text: str


class Correct(Struct, frozen=True):
    """Keeps a correction to learn from, until one of the messages it came in is taken back or
    edited: `sources`, the platform's ids, and whatever the citizen wrote about `ticket`."""

    correction: Correction
    sources: tuple[str, ...] = ()
    ticket: UUID | None = None


class SetTimer(Struct, frozen=True):
    """Comes back as `TimerDue(key, data)` to the chat of this turn, or to the office itself, which
    is a chat that nobody reads; replaces one of that key."""

    key: str
    at: datetime
    data: dict[str, Any] = {}
    of: Literal["chat", "office"] = "chat"


class CancelTimer(Struct, frozen=True):
    key: str


class SaveDraft(Struct, frozen=True):
    """The chat's draft from now on; None ends it."""

    draft: Draft | None


class BindDesk(Struct, frozen=True):
    """This chat is the desk of a unit from now on; what was held for it goes out. The chat that
    was it hears the `farewell`."""

    desk: str
    farewell: Text


class UnbindDesks(Struct, frozen=True):
    """This group is nobody's desk any more; what waits for it goes to whoever stands in."""


class GrantRole(Struct, frozen=True):
    person: UUID
    grant: Grant


class RevokeRoles(Struct, frozen=True):
    """Takes a person's roles for a unit away, or all of them (`group` "")."""

    person: UUID
    group: str = ""


class Exclude(Struct, frozen=True):
    """A person must not see a ticket, nor act on it, from now on."""

    ticket: UUID
    person: UUID


class KeepCanned(Struct, frozen=True):
    """A unit's canned answer of a name; an empty text takes it away."""

    group: str
    name: str
    text: str


class UseInvite(Struct, frozen=True):
    invite: UUID


class ChatIs(Struct, frozen=True):
    """A change of what is known of this chat."""

    state: Literal["active", "blocked", "left"] | UnsetType = UNSET
    locale: str | UnsetType = UNSET
    privacy_version: str | UnsetType = UNSET
    announcements: Literal["on", "off"] | UnsetType = UNSET


class LeaveGroup(Struct, frozen=True):
    """Leaves this group at the platform."""


class Audit(Struct, frozen=True):
    """A line for the record of acts that change nothing (a refusal, a look at a file)."""

    act: str
    ticket: UUID | None = None
    detail: str = ""


Effect = (
    Say | CancelSay | OpenTicket | MoveTicket | Veil | AddMessage | ReplyIs | KeepFile | Redact
    | Revise | Foresee | Correct | SetTimer | CancelTimer | SaveDraft | BindDesk | UnbindDesks
    | ReceiptTyped | GrantRole | RevokeRoles | Exclude | KeepCanned | UseInvite | ChatIs
    | LeaveGroup | Audit
)  # fmt: skip


class Step(Struct, frozen=True):
    """What one turn comes to."""

    effects: tuple[Effect, ...] = ()
