"""Outages that last: hours without the platform, a token that was revoked, a month without paid
messages. Nothing is given up early, and the technical desk hears of it once a day."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.channels.base import SendError, Sent
from handlers.content import Letter, Text
from tests.jobs.running import Running

PUSH = "/message/push"
HOUR = 3600.0
DESK = "education_promotion"


def keys(stage: Running) -> list[str]:
    pushes = (call for call in stage.line.calls if PUSH in call.path)
    return list(dict.fromkeys(call.headers["x-line-retry-key"] for call in pushes))


@pytest.fixture
async def technical(stage: Running) -> str:
    await stage.bind(DESK, "technical")
    return DESK


def told(stage: Running, key: str, channel: str = "line") -> int:
    words = stage.app.texts.say(Text(key, {"channel": channel}), "th")
    return sum(words in each.text for each in stage.world.transcript(DESK))


async def test_a_day_without_line_ends_with_the_letter_under_a_new_key(stage: Running) -> None:
    stage.world.person("parent_a").tie = "friend"
    stage.line.faults.arm("error", times=9999, only=PUSH)
    await stage.queue("parent_a")
    await stage.ends(("queued", "unreachable", None))
    for _ in range(22):
        await stage.wait(HOUR)
    assert len(keys(stage)) == 1
    for _ in range(3):
        await stage.wait(HOUR)
    assert len(keys(stage)) == 2
    stage.line.faults.clear()
    await stage.wait(HOUR)
    await stage.ends(("sent", None, "push"))


async def test_after_three_days_it_is_given_up_and_told_once(
    stage: Running, technical: str
) -> None:
    stage.line.faults.arm("error", times=9999, only=PUSH)
    for who in ("parent_a", "director_e"):
        stage.world.person(who).tie = "friend"
        await stage.queue(who)
    await stage.ends(*[("queued", "unreachable", None)] * 2)
    await stage.wait(73 * HOUR)
    await stage.ends(*[("stale", "too old", None)] * 2, ("sent", None, "push"))
    assert told(stage, "alert-stale") == 1


async def test_a_revoked_token_is_tried_every_minute_and_told_once(
    stage: Running, technical: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0

    async def refuses(letter: Letter) -> Sent:
        nonlocal calls
        calls += 1
        raise SendError("forbidden", detail="401")

    monkeypatch.setattr(stage.app.channels["line"], "send", refuses)
    for who in ("parent_a", "director_e"):
        stage.world.person(who).tie = "friend"
    await stage.queue("parent_a")
    await stage.ends(("queued", "forbidden", None), ("sent", None, "push"))
    assert stage.app.deliver.fared["line"].refused
    await stage.queue("director_e")
    await stage.move(50)
    await asyncio.sleep(0.1)
    assert calls == 1, "the channel rests: what comes meanwhile is not tried"
    await stage.wait(20)
    assert calls == 3
    await stage.move(100 * 24 * HOUR)
    monkeypatch.undo()
    await stage.wait(100)
    assert {each[0] for each in await stage.letters()} == {"sent"}
    assert not stage.app.deliver.fared["line"].refused
    assert told(stage, "alert-refused") == 1


async def test_a_used_up_quota_is_told_once_a_day(stage: Running, technical: str) -> None:
    stage.line.ledger.quota = 0
    for who in ("parent_a", "director_e"):
        stage.world.person(who).tie = "friend"
        await stage.queue(who)
        await stage.settle()
    assert told(stage, "alert-quota") == 1
    stage.clock.move(timedelta(days=1))
    await stage.queue("parent_a", priority="bulk")
    await stage.settle()
    assert told(stage, "alert-quota") == 2


async def test_nobody_to_tell_leaves_nothing_behind(stage: Running) -> None:
    stage.line.ledger.quota = 0
    stage.world.person("parent_a").tie = "friend"
    await stage.queue("parent_a")
    await stage.ends(("waiting", "quota", None))
