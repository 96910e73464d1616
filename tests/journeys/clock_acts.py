"""What happens to the clock of a journey, and to that of a ticket."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import UNSET

from handlers.domain.deadline import BANGKOK, day_of, resumed
from handlers.domain.people import Grant
from handlers.effects import MoveTicket
from handlers.watching import watch
from storage import staff, tickets, timers
from storage.database import Tx
from tests.journeys.play import Failed, Play, step


def instant_of(text: Any) -> datetime:
    """`2027-04-09 16:00`, in Bangkok."""
    return datetime.fromisoformat(str(text)).replace(tzinfo=BANGKOK)


@step(r"wait until")
async def waits_until(here: Play, when: str) -> None:
    seconds = (instant_of(when) - here.stage.clock.now()).total_seconds()
    if seconds < 0:
        raise Failed(f"{when} is over")
    await here.stage.move(seconds)


@step(r"(\w+) becomes group director of")
async def leads(here: Play, who: str, group: str) -> None:
    person = await here.stage.chat_id(here.stage.world.person(who))
    await here.stage.app.db.run(lambda tx: staff.grant(tx, person, Grant("group_director", group)))


@step(r"ticket stands still")
async def stands_still(here: Play, _: None) -> None:
    """Its desk has asked the citizen something."""
    await _move(here, "paused")


@step(r"ticket goes on")
async def goes_on(here: Play, _: None) -> None:
    await _move(here, "resumed")


@step(r"ticket is extended to")
async def is_extended(here: Play, until: Any) -> None:
    await _move(here, f"extended {until}")


async def _move(here: Play, act: str) -> None:
    office, number = here.stage.app.office, here.numbers[-1]

    def unit(tx: Tx) -> None:
        ticket = tickets.find(tx, number)
        assert ticket is not None
        today, rule = day_of(tx.now), office.kinds[ticket.kind]
        due_on, paused_on = ticket.due_on, today if act == "paused" else None
        if act == "resumed" and ticket.paused_on:
            due_on = resumed(due_on, ticket.paused_on, today, rule, office.holidays)
        if act.startswith("extended"):
            due_on = instant_of(act.removeprefix("extended ")).date()
            again = watch(ticket.id, due_on, office, tx.now)
            timers.set_timer(tx, timers.OFFICE, again)
        asked = "asked" if act == "paused" else UNSET
        moved = MoveTicket(
            ticket.id,
            ticket.version,
            act,
            status="claimed" if act == "resumed" else asked,
            due_on=due_on,
            paused_on=paused_on,
        )
        tickets.move(tx, moved)

    await here.stage.app.db.run(unit)
