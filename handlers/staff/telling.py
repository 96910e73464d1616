"""What a desk is told when something cannot be done: what holds now, by whom and since when."""

from __future__ import annotations

from datetime import datetime

from handlers.content import Day, NameOf, Text, Value
from handlers.domain.deadline import BANGKOK, day_of
from handlers.domain.ticket import Ticket
from handlers.effects import Audit, Step, ToChat
from handlers.facts import Happened, Snapshot
from handlers.letters import card_again, to_desk

LED_TO = {
    "claimed": ("claimed", "assigned", "resumed"),
    "asked": ("asked",),
    "elsewhere": ("referred",),
    "closed": ("closed", "merged", "withdrawn"),
}
"""The acts that may have led to a status."""


def not_now(facts: Snapshot, ticket: Ticket) -> Step:
    """What was asked may not be done in the ticket's state; the card shows what holds."""
    basics = facts.basics
    by, when = _last(facts, LED_TO.get(ticket.status, ()))
    match ticket.status:
        case "closed":
            told = to_desk(basics, ticket, "ticket-closed-now", name=by, when=when)
        case "new" | "reopened":
            told = to_desk(basics, ticket, "claim-first")
        case "asked":
            told = to_desk(basics, ticket, "ticket-asked-now", name=by, when=when)
        case "elsewhere":
            told = to_desk(basics, ticket, "ticket-elsewhere-now", name=by, when=when)
        case "answered":
            told = to_desk(basics, ticket, "ticket-answered-now")
        case _:
            told = to_desk(basics, ticket, "ticket-claimed", name=_holder(ticket), when=when)
    return Step((told, card_again(ticket.id, ToChat(basics.chat.id))))


def _holder(ticket: Ticket) -> Value:
    return NameOf(ticket.claimant) if ticket.claimant else Text("somebody")


def _last(facts: Snapshot, acts: tuple[str, ...]) -> tuple[Value, Value]:
    """Who did the last of these acts, and when."""
    done = [each for each in facts.timeline if each.act in acts]
    if not done:
        return Text("somebody"), ""
    return _doer(done[-1]), since(done[-1].at, facts.now)


def _doer(done: Happened) -> Value:
    if done.act == "withdrawn":
        return Text("the-reporter")
    return NameOf(done.by) if done.by else Text("somebody")


def since(at: datetime, now: datetime) -> Text:
    """When something was done: the time of a thing of today, else the day."""
    if day_of(at) != day_of(now):
        return Text("when-day", {"day": Day(day_of(at))})
    local = at.astimezone(BANGKOK)
    # Of whoever must not be known by the hour the day alone is kept.
    kept = local.hour or local.minute or local.second
    return Text("when-time", {"time": f"{local:%H:%M}"}) if kept else Text("when-today")


def refused(facts: Snapshot, ticket: Ticket, act: str, told: Step) -> Step:
    """A refusal for want of a right goes on record."""
    return Step((Audit("refused", ticket.id, act), *told.effects))
