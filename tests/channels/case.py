"""What a channel's tests hand to the contract suite.

To add a channel: write `tests/channels/<name>/case.py` with `CASE = Case(...)`; `conftest.py` finds
it and `test_contract.py` runs over it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from bot.channels.base import Channel, Reason
from handlers.content import Address

Raw = dict[str, Any]
"""One event as the platform's JSON has it (LINE: an item of `events`; Telegram: an update)."""


class Call(NamedTuple):
    """One webhook call."""

    body: bytes
    headers: Mapping[str, str]


class Outcome(NamedTuple):
    """How a fault must come out of `Channel.send`."""

    reason: Reason
    retryable: bool


class Platform(Protocol):
    """A stand-in for the platform, on loopback, with the channel under test pointed at it."""

    def fail(self, fault: str) -> None:
        """From now on every sending call ends in this fault, one of `Case.faults`, or "hang":
        the call is taken and never answered."""
        ...

    def shown(self) -> list[str]:
        """The texts of the messages a person would see, in order, as they would read them."""
        ...

    def presses(self) -> list[Raw]:
        """The raw events that pressing each button shown so far would cause, in order."""
        ...


@dataclass(frozen=True)
class Case:
    """A channel under the contract.

    `running` opens a channel against a fresh stand-in and closes both; its send timeout is
    `patience` seconds at most. `calls` makes signed webhook calls of raw events, as few as the
    platform can, `resigned` a signed call of any bytes, `forged` one with a wrong signature.
    `text(n, words)` is the raw event of a private text by one person, number n, and
    `broken` are raw events that are senseless but inside a well-formed call. `faults` names what
    the platform can answer and how it must come out.
    """

    name: str
    running: Callable[[], AbstractAsyncContextManager[tuple[Channel, Platform]]]
    calls: Callable[[Sequence[Any]], list[Call]]
    resigned: Callable[[bytes], Call]
    forged: Callable[[Call], Call]
    text: Callable[[int, str], Raw]
    broken: tuple[Any, ...]
    person: Address
    group: Address
    faults: Mapping[str, Outcome] = field(default_factory=dict)
    patience: float = 1.0
