"""Alive, ready, and figures for this machine alone."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import ClientSession

from storage.database import Tx
from tests.jobs.running import Running


async def test_it_says_that_it_is_alive_and_ready(http: ClientSession) -> None:
    async with http.get("/healthz") as alive:
        assert (alive.status, await alive.json()) == (200, {"alive": True})
    async with http.get("/readyz") as ready:
        said = await ready.json()
    assert ready.status == 200
    assert said["ready"] is True and said["storage"] == "ok"
    assert said["channels"] == {"line": "on", "telegram": "on"}
    assert said["inbox"] == {"new": 0, "parked": 0}


async def test_it_says_how_channels_and_loops_fare(http: ClientSession, stage: Running) -> None:
    stage.world.person("parent_a").tie = "friend"
    stage.line.faults.arm("error", only="/message/push")
    await stage.queue("parent_a")
    await stage.ends(("queued", "unreachable", None))
    said = await readiness(http)
    assert said["deliveries"]["line"]["last_error"] == "unreachable"
    assert said["deliveries"]["line"]["last_success"] is None
    assert said["deliveries"]["telegram"]["last_error"] is None
    await stage.wait(10)
    assert (await readiness(http))["deliveries"]["line"]["last_success"] is not None
    expected = ["turns", "timers", "deliver", "fetch", "upkeep", "poll telegram"]
    assert said["loops"] == dict.fromkeys(expected, "alive")
    stage.app.deliver.fared["line"].failed("forbidden", stage.clock.now())
    assert (await readiness(http))["channels"] == {"line": "refused", "telegram": "on"}


async def readiness(http: ClientSession) -> Any:
    async with http.get("/readyz") as ready:
        assert ready.status == 200
        return await ready.json()


async def test_a_database_that_can_only_be_read_is_not_ready(
    http: ClientSession, stage: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.health.WRITE_SECONDS", 0.0)

    def only_read(tx: Tx) -> None:
        tx.conn.exec_driver_sql("PRAGMA query_only=ON")

    await readiness(http)
    await stage.app.db.run(only_read)
    async with http.get("/readyz") as ready:
        assert (ready.status, (await ready.json())["ready"]) == (503, False)


async def test_figures_are_shown_to_this_machine(http: ClientSession, stage: Running) -> None:
    await stage.line.write("parent_a", "สวัสดี")
    async with http.get("/metrics") as figures:
        text = await figures.text()
    assert figures.status == 200
    assert 'bot_events_total{channel="line"}' in text and "bot_inbox{" in text
    assert stage.world.person("parent_a").address not in text


@pytest.mark.parametrize(
    "header",
    [
        {"X-Forwarded-For": "203.0.113.7"},
        {"Forwarded": "for=203.0.113.7"},
        {"X-Real-IP": "203.0.113.7"},
        {"Via": "1.1 proxy"},
        {"Host": "bot.office.example"},
        {"Host": ""},
    ],
)
async def test_figures_are_not_shown_through_a_proxy(
    http: ClientSession, header: dict[str, str]
) -> None:
    async with http.get("/metrics", headers=header) as figures:
        assert figures.status in (400, 404)


async def test_figures_without_a_database_are_503(http: ClientSession, stage: Running) -> None:
    with stage.without_database():
        async with http.get("/metrics") as figures:
            assert figures.status == 503
