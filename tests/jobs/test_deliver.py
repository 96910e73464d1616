"""Delivery against both stand-ins over HTTP, faults and all: every letter comes to its end, and
nobody gets anything twice that a platform can tell apart."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from handlers.content import Text
from storage import chats
from storage.database import Tx
from storage.tables.chats import chats as chats_table
from tests.jobs.running import Running

REPLY, PUSH = "/message/reply", "/message/push"
SENT_BY_PUSH = ("sent", None, "push")


def calls(stage: Running, path: str) -> int:
    everything = [*stage.line.calls, *stage.telegram.calls]
    return sum(path in call.path for call in everything)


def shown(stage: Running, who: str) -> int:
    return sum(each.by == "bot" for each in stage.world.transcript(who))


async def token(stage: Running, who: str) -> None:
    """Somebody is a friend, and LINE gave us a token to answer them for free."""
    stage.world.person(who).tie = "friend"
    given = stage.line.ledger.issue(who)
    where = stage.address(who)

    def unit(tx: Tx) -> None:
        chats.keep_token(tx, chats.ensure(tx, where).id, given, tx.now)

    await stage.app.db.run(unit)


async def test_the_reply_token_first_and_then_a_push(stage: Running) -> None:
    await token(stage, "parent_a")
    await stage.queue("parent_a")
    await stage.ends(("sent", None, "reply"))
    await stage.queue("parent_a")
    await stage.ends(("sent", None, "reply"), SENT_BY_PUSH)
    assert (calls(stage, REPLY), calls(stage, PUSH)) == (1, 1)


async def test_a_token_that_line_refuses_becomes_a_push_at_once(stage: Running) -> None:
    await token(stage, "parent_a")
    stage.line.ledger.tokens.clear()
    await stage.queue("parent_a")
    await stage.heard("parent_a", "")
    await stage.settle()
    [(status, _, route)] = await stage.letters()
    assert (status, route, shown(stage, "parent_a")) == ("sent", "push", 1)


async def test_what_is_worth_no_money_waits_and_goes_with_the_next_message(
    stage: Running,
) -> None:
    stage.world.person("parent_a").tie = "friend"
    await stage.queue("parent_a", free=True)
    await stage.ends(("waiting", "free", None))
    assert calls(stage, PUSH) == 0
    await stage.line.follow("parent_a")
    await stage.heard("parent_a", "")
    await stage.settle()
    assert {route for _, _, route in await stage.letters()} == {"reply"}
    assert calls(stage, PUSH) == 0


async def test_what_is_worth_no_money_goes_at_once_on_telegram(stage: Running) -> None:
    stage.world.person("parent_b").tie = "friend"
    await stage.queue("parent_b", free=True)
    await stage.ends(SENT_BY_PUSH)


async def test_a_push_that_line_took_without_saying_so_is_shown_once(stage: Running) -> None:
    """5xx after it was accepted: the repetition meets 409, which is sent."""
    stage.world.person("parent_a").tie = "friend"
    stage.line.faults.arm("error", moment="after", only=PUSH)
    await stage.queue("parent_a")
    await stage.ends(("queued", "unreachable", None))
    await stage.move(2)
    await stage.settle()
    assert [call.status for call in stage.line.calls if PUSH in call.path] == [500, 409]
    assert shown(stage, "parent_a") == 1
    assert [each[0] for each in await stage.letters()] == ["sent"]


@pytest.mark.parametrize("kind", ["error", "drop"])
async def test_a_push_that_never_arrived_is_repeated_under_its_key(
    stage: Running, kind: str
) -> None:
    stage.world.person("parent_a").tie = "friend"
    stage.line.faults.arm(kind, times=2, only=PUSH)  # type: ignore[arg-type]
    await stage.queue("parent_a")
    for _ in range(2):
        await stage.ends(("queued", "unreachable", None))
        await stage.settle()
        await stage.move(10)
    await stage.settle()
    keys = {call.headers["x-line-retry-key"] for call in stage.line.calls if PUSH in call.path}
    assert len(keys) == 1 and shown(stage, "parent_a") == 1


async def test_an_answer_that_telegram_may_have_is_repeated_once_then_unknown(
    stage: Running,
) -> None:
    stage.world.person("parent_b").tie = "friend"
    stage.telegram.faults.arm("drop", times=9, moment="after", only="sendMessage")
    await stage.queue("parent_b")
    await stage.ends(("queued", "uncertain", None))
    await stage.wait(5)
    await stage.ends(("unknown", "uncertain", None))
    assert calls(stage, "sendMessage") == 2


async def test_bulk_that_telegram_may_have_is_not_repeated(stage: Running) -> None:
    stage.world.person("parent_b").tie = "friend"
    stage.telegram.faults.arm("drop", moment="after", only="sendMessage")
    await stage.queue("parent_b", priority="bulk")
    await stage.ends(("unknown", "uncertain", None))
    assert shown(stage, "parent_b") == 1


async def test_too_fast_is_waited_out(stage: Running) -> None:
    for who, platform, path in (
        ("parent_a", stage.line, PUSH),
        ("parent_b", stage.telegram, "sendMessage"),
    ):
        stage.world.person(who).tie = "friend"
        platform.faults.arm("rate", only=path)
        await stage.queue(who)
    await stage.ends(("queued", "rate", None), ("queued", "rate", None))


async def test_a_used_up_quota_makes_answers_wait_and_ends_bulk(stage: Running) -> None:
    stage.world.person("parent_a").tie = "friend"
    stage.line.ledger.quota = 0
    await stage.queue("parent_a")
    await stage.ends(("waiting", "quota", None))
    await stage.queue("parent_a", priority="bulk")
    await stage.ends(("waiting", "quota", None), ("failed", "quota", None))


async def state_of(stage: Running, who: str) -> str:
    where = stage.address(who)

    def unit(tx: Tx) -> str:
        name = chats.name_of(tx, where)
        wanted = select(chats_table.c.state).where(chats_table.c.name == name)
        return str(tx.conn.execute(wanted).scalar_one())

    return await stage.app.db.read(unit)


async def test_a_person_who_blocked_us_is_known_to_have(stage: Running) -> None:
    stage.world.person("parent_b").tie = "blocked"
    await stage.queue("parent_b")
    await stage.ends(("failed", "blocked", None))
    assert await state_of(stage, "parent_b") == "blocked"


async def test_a_group_that_moved_gets_its_letter_at_the_new_address(stage: Running) -> None:
    await stage.bind("confidential", "confidential")
    old = stage.world.groups["confidential"].address
    await stage.telegram.migrate("confidential")
    new = stage.world.groups["confidential"].address
    assert new != old
    await stage.settle()
    assert len(await stage.app.db.read(chats.desk_chats)) == 1
    await stage.queue("confidential")
    await stage.heard("confidential", "")
    await stage.settle()
    assert [each[0] for each in await stage.letters()] == ["sent"]


async def test_a_letter_without_words_fails_and_blocks_nobody(stage: Running) -> None:
    stage.world.person("parent_a").tie = "friend"
    await stage.queue("parent_a", "there-is-no-such-text")
    await stage.ends(("failed", "wording", None))
    await stage.queue("parent_a")
    await stage.ends(("failed", "wording", None), SENT_BY_PUSH)


async def test_a_defect_while_a_letter_is_sent_ends_it_and_blocks_nobody(
    stage: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.world.person("parent_a").tie = "friend"
    channel = stage.app.channels["line"]

    async def breaks(letter: object) -> object:
        monkeypatch.undo()
        raise ZeroDivisionError

    monkeypatch.setattr(channel, "send", breaks)
    await stage.queue("parent_a")
    await stage.ends(("failed", "broken", None))
    await stage.queue("parent_a")
    await stage.ends(("failed", "broken", None), SENT_BY_PUSH)


async def test_an_end_that_cannot_be_written_down_is_written_later(
    stage: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The platform has the letter: it must not be sent again because our disk was away."""
    stage.world.person("parent_a").tie = "friend"
    channel = stage.app.channels["line"]
    send = channel.send

    async def while_away(letter: object) -> object:
        monkeypatch.undo()
        away.__enter__()
        return await send(letter)  # type: ignore[arg-type]

    away = stage.without_database()
    monkeypatch.setattr(channel, "send", while_away)
    await stage.queue("parent_a")
    await stage.heard("parent_a", "")
    away.__exit__(None, None, None)
    await stage.ends(SENT_BY_PUSH)
    assert shown(stage, "parent_a") == 1


async def test_answers_overtake_bulk(stage: Running) -> None:
    stage.world.person("parent_a").tie = "friend"
    stage.line.faults.arm("error", only=PUSH)
    await stage.queue("parent_a", priority="bulk")
    await stage.ends(("queued", "unreachable", None))
    await stage.queue("parent_a", "cancelled-urgent")
    await stage.heard("parent_a", "")
    await stage.move(10)
    await stage.settle()
    own = [each for each in stage.world.transcript("parent_a") if each.by == "bot"]
    urgent = stage.app.texts.say(Text("cancelled-urgent"), "th")
    assert [each.text == urgent for each in own] == [True, False]
