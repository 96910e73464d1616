"""The director's morning summary (handlers/staff/summary)."""

from __future__ import annotations

import pytest

from handlers.content import Text
from handlers.domain.office import DIRECTOR
from handlers.effects import Say, SetTimer, Step, ToDesk
from handlers.events import TimerDue
from handlers.facts import Late, Standing
from handlers.staff import summary
from handlers.watching import SUMMARY, next_summary
from tests.handlers.made import OFFICE, SOMEBODY, keys, of, run
from tests.handlers.test_reminders import DUE_ON, at, of_office


def summed(now: str, due: str, standing: Standing) -> Step:
    event = TimerDue(SUMMARY, {"at": at(due).isoformat()})
    return run(summary, of_office(now), event, standing=standing)


def lines(step: Step) -> list[str]:
    """The sentences of a summary, in their order."""
    [said] = of(step, Say)
    assert said.to == ToDesk(DIRECTOR)
    found, text = [], said.text.values["lines"]
    while isinstance(text, Text):
        found.append((text.values["line"] if text.key == "timeline" else text).key)
        text = text.values.get("before", "") if text.key == "timeline" else ""
    return found[::-1]


def test_a_quiet_morning() -> None:
    step = summed("2026-11-24 08:30", "2026-11-24 08:30", Standing())
    assert lines(step) == ["summary-clear", "summary-healthy"]
    assert of(step, SetTimer) == [next_summary(OFFICE, at("2026-11-24 08:30"))]
    assert of(step, SetTimer)[0].at == at("2026-11-25 08:30")


def test_a_busy_morning_fits_a_screen() -> None:
    late = tuple(Late(each.id, 9, DUE_ON, SOMEBODY) for each in OFFICE.groups)
    step = summed(
        "2026-11-24 08:31",
        "2026-11-24 08:30",
        Standing(3, 2, late, 1, {"waiting": 2, "held": 1, "queued": 9}, 120, 1, ("line",)),
    )
    assert lines(step) == [
        "summary-new",
        "summary-today",
        "summary-late",
        *["summary-late-of"] * 5,
        "summary-late-more",
        "summary-reopened",
        "summary-letters",
        "summary-quota",
        "summary-refused",
        "summary-parked",
    ]


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-24 10:00", "2026-11-24 08:30"),
        ("2026-11-25 08:30", "2026-11-24 08:30"),
        ("2026-11-28 08:30", "2026-11-28 08:30"),
    ],
    ids=("started at ten", "a day late", "a Saturday"),
)
def test_a_morning_that_is_over_is_left_out(now: str, due: str) -> None:
    step = summed(now, due, Standing(new=1))
    assert keys(step) == [] and of(step, SetTimer) == [next_summary(OFFICE, at(now))]
