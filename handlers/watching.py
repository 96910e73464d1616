"""The office's own timers: one for every open ticket, which reminds of it, and the morning summary.

`watch` is for whoever opens a ticket, opens it again or changes when it is due. What a timer of a
ticket comes to is decided when it comes due (`handlers/staff/reminders`), so that nobody need tell
it of a forward, a claim or a pause.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from handlers.domain.hours import next_morning
from handlers.domain.office import Office
from handlers.domain.reminder import next_reminder
from handlers.effects import SetTimer

DUE = "due:"
SUMMARY = "summary"


def watch(ticket: UUID, due_on: date, office: Office, now: datetime) -> SetTimer:
    """Reminds of a ticket from now on; the timer that it had is replaced. When everybody has been
    told it is looked at again every working morning, for it may be extended."""
    upcoming = next_reminder(due_on, office, now)
    return look(ticket, now, upcoming.at if upcoming else next_look(office, now))


def look(ticket: UUID, since: datetime, at: datetime) -> SetTimer:
    """Looks at a ticket at an instant, for what comes due behind `since`."""
    return SetTimer(DUE + ticket.hex, at, {"since": since.isoformat()}, of="office")


def next_look(office: Office, now: datetime) -> datetime:
    """The next morning on which reminders go out."""
    return next_morning(now, office.desks.remind_at, office.holidays)


def next_summary(office: Office, now: datetime) -> SetTimer:
    at = next_morning(now, office.desks.summary_at, office.holidays)
    return SetTimer(SUMMARY, at, {"at": at.isoformat()}, of="office")


def moment(event_data: dict[str, object], name: str) -> datetime | None:
    """An instant that a timer carries, None where it carries none."""
    try:
        found = datetime.fromisoformat(str(event_data.get(name)))
    except ValueError:
        return None
    return found if found.tzinfo else None
