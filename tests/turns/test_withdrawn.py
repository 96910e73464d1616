"""Withdrawals that overtake the message they are about, turn by turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import load
from bot.turns import Turns
from bot.understanding.lookalikes import Lookalikes
from handlers.citizen import matter as matters
from handlers.domain.reading import Reading
from handlers.events import Edited, Event, TextSent, Unsent
from locales.texts import Texts
from storage import chats, inbox
from storage.database import Database, Tx
from tests.storage.case import PARENT, said

WRITTEN = TextSent("ก่อนแก้", "m1")


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ((), "ก่อนแก้"),
        ((Unsent("m1"),), ""),
        ((Edited("m1", "แก้แล้ว"),), "แก้แล้ว"),
        ((Edited("m1", "แก้แล้ว"), Unsent("m1")), ""),
        ((Unsent("another"), Edited("another", "อื่น")), "ก่อนแก้"),
    ],
)
async def test_a_message_that_comes_after_its_withdrawal(
    db: Database, before: tuple[Event, ...], kept: str
) -> None:
    office = load(Path("bot.yaml"), {}).office
    turns = Turns(db, office, Texts(office), lambda text: Reading(), Lookalikes(), lambda: None)
    events = [said("", id=f"e{at}", event=each) for at, each in enumerate((*before, WRITTEN))]
    await db.run(lambda tx: inbox.put(tx, events))
    while await turns.round():
        pass

    def draft(tx: Tx) -> str:
        return matters.of(chats.draft_of(tx, chats.ensure(tx, PARENT))).text

    assert await db.run(draft) == kept
