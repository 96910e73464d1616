"""Reminders: every open ticket has a timer of the office, and what comes of it depends on how the
ticket stands by then.

    nothing is due, or the clock stands still  -> look again
    before, on the day                         -> its desk
    late                                       -> the desk, its director in private, the office's
    closed                                     -> no more

Nobody is reminded of an answered ticket above its desk, nor of a confidential one beside it. A
reminder that was missed, since we were not running, is said in the waking hours of a working day.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec import structs

from handlers.content import Choice, Day, GroupName, NameOf, Text, Value
from handlers.domain.deadline import day_of, is_working, working_days_between
from handlers.domain.hours import quiet_until
from handlers.domain.office import DIRECTOR, SPECIAL_DESKS, Office
from handlers.domain.people import Person
from handlers.domain.reminder import Reminder, fallen_due
from handlers.domain.ticket import Status, Ticket, ref
from handlers.effects import Effect, Say, Step, ToChat, ToDesk
from handlers.events import DeliveryEnded, Event, TimerDue
from handlers.facts import Basics, Holder, Needs, Snapshot
from handlers.letters import read_together
from handlers.watching import DUE, look, moment, next_look, watch

ENDED = "remind.ended"
PUNCTUAL = timedelta(hours=1)
NEXT: dict[Status, str] = {
    "new": "claim",
    "reopened": "claim",
    "claimed": "answer",
    "asked": "answer",
    "elsewhere": "elsewhere",
    "answered": "close",
    "closed": "close",
}
"""What is to be done next with a ticket, by its status."""


def accepts(basics: Basics, event: Event) -> bool:
    if isinstance(event, DeliveryEnded):
        return event.report is not None and event.report.name == ENDED
    return isinstance(event, TimerDue) and event.key.startswith(DUE)


def needs(basics: Basics, event: Event) -> Needs:
    if isinstance(event, DeliveryEnded):
        assert event.report is not None
        return Needs(ticket=ref(event.report.first))
    assert isinstance(event, TimerDue)
    directors = tuple(Holder("group_director", group.id) for group in basics.office.groups)
    return Needs(ticket=ref(event.key.removeprefix(DUE)), holders=directors)


def step(facts: Snapshot, event: Event) -> Step:
    ticket = facts.ticket
    if ticket is None or ticket.status == "closed":
        return Step()
    if isinstance(event, DeliveryEnded):
        return _unreached(facts, ticket) if event.state == "failed" else Step()
    assert isinstance(event, TimerDue)
    return _looked(facts, ticket, moment(event.data, "since") or facts.now)


def _looked(facts: Snapshot, ticket: Ticket, since: datetime) -> Step:
    """What came due since somebody looked; then the next timer."""
    office, now = facts.office, facts.now
    if ticket.paused_on is not None:
        return Step((look(ticket.id, now, next_look(office, now)),))
    due = fallen_due(ticket.due_on, office, since, now)
    if due is None:
        return Step((watch(ticket.id, ticket.due_on, office, now),))
    if not _in_time(office, due, now):
        return Step((look(ticket.id, since, next_look(office, now)),))
    said = _reminded(facts, ticket, due)
    return Step((*said, watch(ticket.id, ticket.due_on, office, now)))


def _in_time(office: Office, due: Reminder, now: datetime) -> bool:
    awake = is_working(day_of(now), office.holidays) and quiet_until(now, office.desks) is None
    return awake or now - due.at < PUNCTUAL


def _reminded(facts: Snapshot, ticket: Ticket, due: Reminder) -> tuple[Effect, ...]:
    rises = due.stage in ("group_director", "office_director")
    if not rises or ticket.desk in SPECIAL_DESKS or ticket.status == "answered":
        return (_to_desk(facts, ticket, ticket.desk),)
    directors = [each for each in facts.staff if _directs(each, ticket.group)]
    said = [_to_desk(facts, ticket, ticket.desk, _told(due, directors))]
    said += [_to_director(facts, ticket, each) for each in directors]
    if due.stage == "office_director" or not directors:
        said += _to_office_director(facts, ticket)
    return tuple(said)


def _directs(person: Person, group: str) -> bool:
    return any(each.role == "group_director" and each.group == group for each in person.grants)


def _told(due: Reminder, directors: list[Person]) -> Text:
    """The desk hears who else has been told."""
    if not directors:
        return Text("remind-nobody")
    if due.stage == "office_director":
        return Text("remind-told", {"who": Text("desk-director")})
    return Text("remind-told", {"who": Text("role-group-director")})


def _to_desk(facts: Snapshot, ticket: Ticket, desk: str, told: Text | None = None) -> Say:
    claim = ticket.after("claim") is not None and ticket.claimant is None
    name = "ticket.claim" if claim else "ticket.show"
    return Say(
        ToDesk(desk),
        _worded(facts, ticket, told),
        (_choice(name, ticket),),
        about=ticket.id,
        priority="alert",
    )


def _to_director(facts: Snapshot, ticket: Ticket, director: Person) -> Say:
    """In private: they have no desk of their own, and the unit need not see who was told when."""
    return Say(
        ToChat(director.id),
        _worded(facts, ticket, Text("remind-of", {"group": GroupName(ticket.group)})),
        (_choice("ticket.full", ticket),),
        about=ticket.id,
        priority="alert",
        report=Choice(ENDED, (ticket.id.hex,)),
        report_to=facts.basics.chat.id,
    )


def _to_office_director(facts: Snapshot, ticket: Ticket) -> list[Say]:
    """Nothing where the same chat has just been told as the ticket's desk."""
    if read_together(facts.basics, DIRECTOR, ticket.desk):
        return []
    of = Text("remind-of", {"group": GroupName(ticket.group)})
    said = _to_desk(facts, ticket, DIRECTOR, of)
    return [structs.replace(said, choices=(_choice("ticket.show", ticket),))]


def _unreached(facts: Snapshot, ticket: Ticket) -> Step:
    """The group director cannot be written to: the office's hears of it instead."""
    return Step(tuple(_to_office_director(facts, ticket)))


def _choice(name: str, ticket: Ticket) -> Choice:
    key = "choice-" + name.replace(".", "-")
    return Choice(name, (ticket.id.hex,), Text(key, {"number": ticket.number}))


def _worded(facts: Snapshot, ticket: Ticket, told: Text | None) -> Text:
    values: dict[str, Value] = {
        "when": _when(ticket.due_on, day_of(facts.now), facts.office),
        "number": ticket.number,
        "kind": Text(f"kind-{ticket.kind}"),
        "age": (day_of(facts.now) - ticket.opened_on).days,
        "due": Day(ticket.due_on),
        "next": _next(ticket),
    }
    reminded = Text("remind", values)
    return reminded if told is None else Text("timeline", {"before": reminded, "line": told})


def _when(due_on: date, today: date, office: Office) -> Text:
    if due_on == today:
        return Text("remind-today")
    first, last = sorted((due_on, today))
    days = working_days_between(first, last, office.holidays)
    return Text("remind-late" if due_on < today else "remind-before", {"days": days})


def _next(ticket: Ticket) -> Text:
    word = Text(f"next-{NEXT[ticket.status]}")
    if ticket.claimant is None:
        return word
    return Text("next-by", {"what": word, "name": NameOf(ticket.claimant)})
