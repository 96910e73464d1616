"""A later due date, with a day and a reason that the citizen is told.

An extension goes beyond the day promised so far, by at most sixty days; the second one needs who
leads the unit. While the citizen is asked something the clock stands still, and there is nothing
to extend.
"""

from __future__ import annotations

from datetime import date, timedelta

from handlers.content import Choice, Day, Text
from handlers.domain.days import day_in
from handlers.domain.deadline import day_of, next_working
from handlers.domain.people import may
from handlers.domain.ticket import Ticket
from handlers.effects import Step, ToChat
from handlers.events import ChoiceMade
from handlers.facts import Snapshot
from handlers.letters import asking, card_again, to_desk
from handlers.moves import moved
from handlers.staff.questions import to_citizen
from handlers.staff.records import extended
from handlers.staff.telling import not_now, refused
from handlers.watching import watch

MOST_DAYS = 60


def extend(facts: Snapshot, ticket: Ticket, event: ChoiceMade) -> Step:
    """`ขยายเวลา 30 พ.ย. รอเอกสาร`; a day that was given before stands in the choice."""
    basics = facts.basics
    if ticket.after("extend") is None:
        return not_now(facts, ticket)
    if extended(facts) and not may(basics.person, "lead", ticket, basics.chat.desks):
        return refused(
            facts, ticket, "extend", Step((to_desk(basics, ticket, "extend-needs-lead"),))
        )
    today = day_of(facts.now)
    late_from = max(today, ticket.due_on)
    given = event.choice.args[1] if len(event.choice.args) > 1 else ""
    found = day_in(f"{given} {event.words}", today, start=late_from, holidays=facts.office.holidays)
    if found is None:
        return _ask(facts, ticket, "extend-unclear" if event.words.strip() else "extend-how")
    to = next_working(found.on, facts.office.holidays)
    if to <= late_from:
        return _ask(facts, ticket, "extend-too-early", to)
    if found.on > late_from + timedelta(days=MOST_DAYS):
        return _ask(facts, ticket, "extend-too-late", to)
    if not found.rest:
        asks = Choice("ticket.extend", (ticket.id.hex, to.isoformat()))
        return Step((asking(basics, ticket, "extend-why", asks, day=Day(to)),))
    return _extended(facts, ticket, event, to, found.rest)


def _ask(facts: Snapshot, ticket: Ticket, key: str, day: date | None = None) -> Step:
    asks = Choice("ticket.extend", (ticket.id.hex,))
    shown = Day(day or ticket.due_on)
    said = asking(
        facts.basics, ticket, key, asks, day=shown, due=Day(ticket.due_on), most=MOST_DAYS
    )
    return Step((said,))


def _extended(facts: Snapshot, ticket: Ticket, event: ChoiceMade, to: date, reason: str) -> Step:
    status = ticket.after("extend")
    assert status is not None
    longer = moved(facts, ticket, "extended", status, due_on=to, detail=f"{ticket.due_on} to {to}")
    told = to_citizen(facts, ticket, event, reason, "extended", due=Day(to))
    headline = Text("card-extended", {"due": Day(to)})
    again = card_again(ticket.id, ToChat(facts.basics.chat.id), headline)
    return Step((longer, watch(ticket.id, to, facts.office, facts.now), *told, again))
