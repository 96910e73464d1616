"""The office director's morning summary: how the office stands, on one screen of a phone.

Sent on working days to the director's desk, or to whoever stands in for it. It says nothing of
confidential matters, and renews its timer by itself. A morning that we slept through is left out.
"""

from __future__ import annotations

from datetime import timedelta

from handlers.content import Day, GroupName, NameOf, Text, Value
from handlers.domain.deadline import day_of, is_working
from handlers.domain.office import DIRECTOR
from handlers.effects import Say, Step, ToDesk
from handlers.events import Event, TimerDue
from handlers.facts import Basics, Late, Needs, Snapshot, Standing
from handlers.watching import SUMMARY, moment, next_summary

PUNCTUAL = timedelta(hours=1)
MOST_GROUPS = 5
WAITING = ("waiting", "held")


def accepts(basics: Basics, event: Event) -> bool:
    return isinstance(event, TimerDue) and event.key == SUMMARY


def needs(basics: Basics, event: Event) -> Needs:
    return Needs(figures=True)


def step(facts: Snapshot, event: Event) -> Step:
    assert isinstance(event, TimerDue)
    again = next_summary(facts.office, facts.now)
    at = moment(event.data, "at")
    punctual = at is not None and facts.now - at < PUNCTUAL
    today = day_of(facts.now)
    if facts.standing is None or not punctual or not is_working(today, facts.office.holidays):
        return Step((again,))
    lines = (*_tickets(facts.standing), *_letters(facts.standing), *_health(facts.standing))
    text = Text("summary", {"day": Day(today), "lines": _stacked(lines)})
    return Step((Say(ToDesk(DIRECTOR), text, priority="alert"), again))


def _stacked(lines: tuple[Text, ...]) -> Text:
    whole, *others = lines
    for line in others:
        whole = Text("timeline", {"before": whole, "line": line})
    return whole


def _tickets(standing: Standing) -> tuple[Text, ...]:
    late = sum(each.count for each in standing.late)
    counts = {
        "summary-new": standing.new,
        "summary-today": standing.due_today,
        "summary-late": late,
        "summary-reopened": standing.reopened,
    }
    lines: list[Text] = []
    for key, count in counts.items():
        lines += [Text(key, {"count": count})] if count else []
        lines += _late(standing.late) if key == "summary-late" else ()
    return tuple(lines) or (Text("summary-clear"),)


def _late(late: tuple[Late, ...]) -> tuple[Text, ...]:
    """The units with most late tickets, and who holds the oldest."""
    shown = tuple(_of_group(each) for each in late[:MOST_GROUPS])
    more = len(late) - MOST_GROUPS
    return (*shown, Text("summary-late-more", {"count": more})) if more > 0 else shown


def _of_group(late: Late) -> Text:
    name: Value = NameOf(late.claimant) if late.claimant else Text("summary-nobody")
    return Text(
        "summary-late-of",
        {
            "group": GroupName(late.group, "short"),
            "count": late.count,
            "due": Day(late.oldest_due),
            "name": name,
        },
    )


def _letters(standing: Standing) -> tuple[Text, ...]:
    waiting = sum(standing.letters.get(state, 0) for state in WAITING)
    lines = (Text("summary-letters", {"count": waiting}),) if waiting else ()
    if standing.paid_left is None:
        return lines
    return (*lines, Text("summary-quota", {"count": standing.paid_left}))


def _health(standing: Standing) -> tuple[Text, ...]:
    lines = [Text("summary-refused", {"channel": channel}) for channel in standing.refused]
    if standing.parked:
        lines.append(Text("summary-parked", {"count": standing.parked}))
    return tuple(lines) or (Text("summary-healthy"),)
