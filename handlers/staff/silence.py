"""The office's own clock after an answer: who says nothing for some days has no objection.

It closes what still stands as answered when nobody wrote since; the citizen is told, and may say
for as many days again that it is not solved. Stands first among the handlers: these timers come to
the office's own chat, which is no desk.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from handlers.closing import SILENCE, closing, listening, verdict_choices
from handlers.content import Text
from handlers.domain.ticket import Ticket
from handlers.effects import Effect, Say, SetTimer, Step, ToCards, ToReporter
from handlers.events import Event, TimerDue
from handlers.facts import Basics, Needs, Snapshot
from handlers.letters import card_again
from handlers.reporters import to_all


def accepts(basics: Basics, event: Event) -> bool:
    return isinstance(event, TimerDue) and event.key.startswith(f"{SILENCE}:")


def needs(basics: Basics, event: Event) -> Needs:
    named = event.data.get("ticket") if isinstance(event, TimerDue) else None
    return Needs(ticket=UUID(named) if named else None, timeline=True, merged=True)


def step(facts: Snapshot, event: Event) -> Step:
    ticket = facts.ticket
    if ticket is None or ticket.status != "answered":
        return Step()
    days = timedelta(days=facts.office.desks.silent_days)
    last = max((each.at for each in facts.messages), default=None)
    if last is not None and last + days > facts.now:
        # Somebody wrote since, a colleague's note perhaps: it is quiet only since then.
        timer = listening(facts, ticket)
        return Step((SetTimer(timer.key, last + days, timer.data, of="office"),))
    return to_all(facts, Step(_closed(facts, ticket)))


def _closed(facts: Snapshot, ticket: Ticket) -> tuple[Effect, ...]:
    days = facts.office.desks.silent_days
    moved = closing(facts, ticket, "explained", solved=None, why=SILENCE)
    assert moved is not None, "what is answered can be closed"
    told = Say(
        ToReporter(ticket.id),
        Text("closed-silent", {"number": ticket.number, "days": days}),
        verdict_choices(ticket),
        about=ticket.id,
        priority="alert",
    )
    return (
        moved,
        told,
        card_again(ticket.id, ToCards(ticket.id), Text("card-silent", {"days": days})),
    )
