"""What a channel is: three verbs and a few facts. One folder a platform implements it.

`parse` and `render` in each folder are pure and hold the platform's oddities and limits; `client`
is IO and the mapping of its errors. `tests/channels/test_contract.py` runs over every channel.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Literal, Protocol

from msgspec import Struct

from handlers.content import Address, FileRef, Letter
from handlers.events import Incoming

Reason = Literal[
    "blocked",  # the person blocked us, or the account is gone
    "gone",  # the chat does not exist for us any more (removed from the group)
    "mute",  # we are in the group, but may not write there
    "migrated",  # the group has a new address, in `SendError.moved_to`
    "quota",  # the month's paid messages are used up
    "rate",  # too fast; `retry_after` seconds
    "rejected",  # the platform will never take this letter
    "forbidden",  # wrong or revoked token
    "unreachable",  # nothing arrived at the platform, or it said 5xx and knows our retry key
    "uncertain",  # the platform may have it and cannot tell
    "token",  # the reply token was expired or used; nothing was sent
]


class BadSignature(Exception):
    """The body was not signed by the platform (HTTP 401)."""


class BadBody(Exception):
    """The body is not JSON of the platform's outer shape (HTTP 400)."""


class SendError(Exception):
    """A letter was not delivered, and what that means for trying again."""

    def __init__(
        self,
        reason: Reason,
        *,
        retryable: bool = False,
        retry_after: float | None = None,
        moved_to: Address | None = None,
        detail: str = "",
    ) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.retryable = retryable
        self.retry_after = retry_after
        self.moved_to = moved_to
        self.detail = detail


class FetchError(Exception):
    """A file cannot be had (`gone`, `too_large`) or not now (`later`)."""

    def __init__(self, reason: Literal["gone", "too_large", "later"], detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason


class Sent(Struct, frozen=True):
    """A delivery that the platform took; the ids are its message ids, in order."""

    message_ids: tuple[str, ...]
    route: Literal["reply", "push", "edit"]


class Quota(Struct, frozen=True):
    """Paid messages of this month: `limit` is None where there is none."""

    limit: int | None
    used: int


class Channel(Protocol):
    """A platform. Made inside the running loop; `open` before use, `close` after."""

    name: str  # "line", "telegram"
    account: str  # name of the account within its channel, as in Address.account
    can_edit: bool  # a sent message can be replaced
    push_costs: bool  # messages that are no answers are paid
    tells_blocks: bool  # a letter to a person who blocked us fails; else it seems to arrive
    bubbles_per_call: int

    async def open(self) -> None: ...
    async def close(self) -> None: ...

    def events(self, body: bytes, headers: Mapping[str, str]) -> list[Incoming]:
        """The events of a webhook call. Raises BadSignature, BadBody; never for a single event."""
        ...

    async def send(self, letter: Letter) -> Sent:
        """Sends a letter. Raises SendError."""
        ...

    def fetch(self, file: FileRef, most: int) -> AsyncIterator[bytes]:
        """The bytes of a file in pieces, at most `most` bytes. Raises FetchError."""
        ...

    async def acknowledge(self, press: str) -> None:
        """Tells the platform that a press arrived. Never raises SendError."""
        ...

    async def busy(self, to: Address) -> None:
        """Shows that we are working. Never raises SendError."""
        ...

    async def leave(self, group: Address) -> None: ...

    async def name_of(self, person: Address, group: Address | None) -> str:
        """The person's display name, "" where the platform does not tell."""
        ...

    async def quota(self) -> Quota | None:
        """None where the channel costs nothing."""
        ...
