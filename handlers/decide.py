"""Which handler decides an event: the first in HANDLERS that accepts it."""

from __future__ import annotations

from typing import Protocol

from handlers.effects import Step
from handlers.events import Event
from handlers.facts import Basics, Needs, Snapshot


class Handler(Protocol):
    """A module of `citizen/` or `staff/`. All three are pure and total."""

    def accepts(self, basics: Basics, event: Event) -> bool: ...
    def needs(self, basics: Basics, event: Event) -> Needs: ...
    def step(self, facts: Snapshot, event: Event) -> Step: ...


def choose(basics: Basics, event: Event) -> Handler | None:
    """The handler of an event, None where nobody answers (a chat we left, a stranger's group)."""
    for handler in HANDLERS:
        if handler.accepts(basics, event):
            return handler
    return None
