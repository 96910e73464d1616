"""What can reach us, in words of our own; the platforms' words end in `bot/channels/*/parse.py`.

Every event is plain data that survives JSON (it waits in the inbox, sealed). `message` and
`quoted` are the platform's message ids, opaque to handlers.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from msgspec import Struct

from handlers.content import Address, Choice, FileRef


class TextSent(Struct, frozen=True, tag=True):
    """Somebody wrote."""

    text: str
    message: str = ""
    quoted: str = ""


class FileSent(Struct, frozen=True, tag=True):
    """A photo, video, voice message or document; `caption` is what was written with it."""

    file: FileRef
    message: str = ""
    caption: str = ""
    quoted: str = ""


class LocationSent(Struct, frozen=True, tag=True):
    latitude: float
    longitude: float
    title: str = ""
    address: str = ""
    message: str = ""
    quoted: str = ""

    @property
    def words(self) -> str:
        """The place as it stands among what was written."""
        point = f"{self.latitude:.5f},{self.longitude:.5f}"
        return " ".join(filter(None, ("📍", self.title, self.address, point)))


class StickerSent(Struct, frozen=True, tag=True):
    message: str = ""
    emoji: str = ""


class OtherSent(Struct, frozen=True, tag=True):
    """A message of a kind we do not know (contact, poll, something newer than this code)."""

    what: str
    message: str = ""


class Pressed(Struct, frozen=True, tag=True):
    """A button was pressed; `data` is what we gave it. `bot/turns` makes it a `ChoiceMade`."""

    data: str
    message: str = ""


class ChoiceMade(Struct, frozen=True, tag=True):
    """A choice was made: pressed, typed as its number, or typed in its words.

    `message` is the message that carried the button, where known; `said` the person's own message,
    where the choice was typed; `words` what was written with it (a reason, a question, a note);
    `file` what was sent with it.
    """

    choice: Choice
    message: str = ""
    said: str = ""
    words: str = ""
    file: FileRef | None = None


class Commanded(Struct, frozen=True, tag=True):
    """A word that works everywhere (`cancel back menu help track stop language start`), or a
    /command. `argument` is what stood behind it."""

    name: str
    argument: str = ""
    message: str = ""
    quoted: str = ""


class Followed(Struct, frozen=True, tag=True):
    """A person added or unblocked us, or pressed start; `code` is a deep link's payload."""

    code: str = ""


class Unfollowed(Struct, frozen=True, tag=True):
    """The person blocked us."""


class Joined(Struct, frozen=True, tag=True):
    """We were added to a group; `code` is the payload of a startgroup link."""

    code: str = ""


class Left(Struct, frozen=True, tag=True, omit_defaults=True):
    """We were removed from a group ("out"), or may not write there any more ("mute")."""

    why: Literal["out", "mute"] = "out"


class MembersJoined(Struct, frozen=True, tag=True):
    members: tuple[Address, ...]


class MembersLeft(Struct, frozen=True, tag=True):
    members: tuple[Address, ...]


class Unsent(Struct, frozen=True, tag=True):
    """The writer took a message back: its content must not be seen or used again."""

    message: str


class Edited(Struct, frozen=True, tag=True):
    message: str
    text: str
    quoted: str = ""


class Migrated(Struct, frozen=True, tag=True):
    """The group has a new address; everything of it stays."""

    to: Address


class Unknown(Struct, frozen=True, tag=True):
    """An event of a kind we do not know: kept; answered where a person waits for an answer."""

    what: str
    message: str = ""


class TimerDue(Struct, frozen=True, tag=True):
    """A timer that a handler set has come due; `key` and `data` are as it was set."""

    key: str
    data: dict[str, Any] = {}


class DeliveryEnded(Struct, frozen=True, tag=True):
    """A letter that asked to be reported came to an end.

    `state` is an end state of the outbox (sent, failed, unknown, waiting, stale, cancelled),
    `reason` the channel's word for it (blocked, gone, quota …).
    """

    delivery: UUID
    state: str
    reason: str = ""
    report: Choice | None = None


class FileKept(Struct, frozen=True, tag=True):
    """A fetched file is on our disk (`state` "kept") or cannot be had ("refused", "lost")."""

    file: UUID
    state: str
    reason: str = ""


class TurnFailed(Struct, frozen=True, tag=True):
    """An event of this chat could not be processed and is parked; the sender gets an apology."""

    trace: str


Event = (
    TextSent | FileSent | LocationSent | StickerSent | OtherSent | Pressed | ChoiceMade | Commanded
    | Followed | Unfollowed | Joined | Left | MembersJoined | MembersLeft | Unsent | Edited
    | Migrated | Unknown | TimerDue | DeliveryEnded | FileKept | TurnFailed
)  # fmt: skip


class Incoming(Struct, frozen=True):
    """One event with its envelope, as a channel hands it over and the inbox keeps it.

    `event_id` is unique within the account (deduplication); `sender` is None where the platform
    does not say who acted; `acknowledge` is a press that the platform wants acknowledged.
    """

    event_id: str
    account: str
    chat: Address
    at: datetime
    event: Event
    sender: Address | None = None
    sender_name: str = ""
    reply_token: str = ""
    redelivered: bool = False
    acknowledge: str = ""
