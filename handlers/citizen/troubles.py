"""What went wrong on our side: told to the person plainly, and to the technical desk."""

from __future__ import annotations

from handlers.content import Text
from handlers.domain.office import TECHNICAL
from handlers.effects import Say, Step, ToDesk
from handlers.events import Event, FileKept, TurnFailed
from handlers.facts import Basics, Needs, Snapshot
from handlers.letters import aside, here


def accepts(basics: Basics, event: Event) -> bool:
    return isinstance(event, TurnFailed | FileKept)


def needs(basics: Basics, event: Event) -> Needs:
    return Needs()


def step(facts: Snapshot, event: Event) -> Step:
    say = here if facts.basics.private else aside
    if isinstance(event, TurnFailed):
        trouble = Say(ToDesk(TECHNICAL), Text("trouble", {"trace": event.trace}), priority="alert")
        return Step((say(facts.basics, "sorry"), trouble))
    key = (
        "file-too-large"
        if isinstance(event, FileKept) and event.state == "refused"
        else "file-lost"
    )
    return Step((say(facts.basics, key, most=facts.office.file_megabytes),))
