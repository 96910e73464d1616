"""Whom an answer reaches: the reporter of a ticket, and those of the tickets merged into it.

Each is told the number of their own ticket only, and nothing is asked of them by buttons that would
lead to another's.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from msgspec import structs

from handlers.content import Text
from handlers.domain.ticket import Ticket
from handlers.effects import CancelSay, Effect, Say, Step, ToReporter
from handlers.facts import Snapshot

OWN = frozenset({"asked", "extended", "referred", "forwarded"})
"""What only the reporter of the ticket itself is told."""


def to_all(facts: Snapshot, step: Step) -> Step:
    """The step with what the reporter hears for the reporters of the merged tickets, too."""
    if facts.ticket is None or not facts.merged:
        return step
    return Step(tuple(copy for each in step.effects for copy in _copies(facts, each)))


def _copies(facts: Snapshot, effect: Effect) -> tuple[Effect, ...]:
    ticket = facts.ticket
    assert ticket is not None
    if isinstance(effect, CancelSay):
        return (effect, *(CancelSay(copied(effect.id, each)) for each in facts.merged))
    if not isinstance(effect, Say) or effect.to != ToReporter(ticket.id) or effect.text.key in OWN:
        return (effect,)
    return (effect, *(_copy(effect, each) for each in _others(ticket, facts.merged)))


def _others(ticket: Ticket, merged: tuple[Ticket, ...]) -> tuple[Ticket, ...]:
    """One merged ticket for each other reporter: nobody hears the same thing twice."""
    by_reporter = {each.reporter: each for each in reversed(merged)}
    by_reporter.pop(ticket.reporter, None)
    return tuple(by_reporter.values())


def _copy(said: Say, merged: Ticket) -> Say:
    values = {**said.text.values}
    if "number" in values:
        values["number"] = merged.number
    return structs.replace(
        said,
        to=ToReporter(merged.id),
        text=Text(said.text.key, values),
        choices=(),
        about=merged.id,
        id=copied(said.id, merged) if said.id else None,
        report=None,
        report_to=None,
        asks=None,
    )


def copied(id: UUID, merged: Ticket) -> UUID:
    """The id of the copy of a letter for the reporter of a merged ticket."""
    return uuid5(id, merged.id.hex)
