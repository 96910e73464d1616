"""Which handler decides an event: the first in HANDLERS that accepts it."""

from __future__ import annotations

from typing import Protocol

from handlers.citizen import again, giving_up, intake, menu, school, troubles, verdict, withdrawal
from handlers.citizen import tickets as own_tickets
from handlers.effects import Step
from handlers.events import Event
from handlers.facts import Basics, Needs, Snapshot
from handlers.staff import closing, enclosures, members, reminders, replies, silence, summary
from handlers.staff import tickets as desk_tickets


class Handler(Protocol):
    """A module of `citizen/` or `staff/`. All three are pure and total."""

    def accepts(self, basics: Basics, event: Event) -> bool: ...
    def needs(self, basics: Basics, event: Event) -> Needs: ...
    def step(self, facts: Snapshot, event: Event) -> Step: ...


HANDLERS: tuple[Handler, ...] = (
    reminders,  # timers of the office itself, whose chat is no desk
    summary,
    silence,  # comes to the office itself, which is no desk
    withdrawal,  # what was taken back counts before everything else
    enclosures,
    troubles,
    members,  # codes, and groups that are no desk
    closing,
    desk_tickets,
    replies,
    verdict,
    again,
    giving_up,
    own_tickets,
    school,
    intake,
    menu,  # whatever is left in private
)


def choose(basics: Basics, event: Event) -> Handler | None:
    """The handler of an event, None where nobody answers (the end of a letter nobody asked of)."""
    for handler in HANDLERS:
        if handler.accepts(basics, event):
            return handler
    return None
