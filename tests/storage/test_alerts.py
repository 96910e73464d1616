"""What is told of the bot itself: to the technical desk and, in private, to the administrators."""

from __future__ import annotations

from pathlib import Path

from bot.config import load
from handlers.content import Text
from handlers.domain.people import Grant
from storage import alerts, chats, staff
from storage.database import Database
from storage.tables.queues import outbox
from tests.storage.case import DESK, ON_TELEGRAM, chat, rows

OFFICE = load(Path(__file__).parents[2] / "bot.yaml", {}).office
ALARM = Text("alert-quota", {"channel": "line"})


async def told(db: Database, about: str = "line") -> set[object]:
    await db.run(lambda tx: alerts.once_a_day(tx, OFFICE, ALARM, about))
    return {row.chat_id for row in await rows(db, outbox)}


async def test_while_there_is_nobody_nothing_is_queued(db: Database) -> None:
    assert await told(db) == set()


async def test_desk_and_administrators_hear_once_a_day(db: Database) -> None:
    boss, desk = await chat(db, ON_TELEGRAM), await chat(db, DESK)
    await db.run(lambda tx: staff.grant(tx, boss, Grant("administrator", "technical")))
    assert await told(db) == {boss}
    await db.run(lambda tx: chats.bind(tx, "technical", desk))
    assert await told(db) == {boss}
    assert await told(db, "a unit whose name is longer than any mark can be") == {boss, desk}
    assert len(await rows(db, outbox)) == 3
