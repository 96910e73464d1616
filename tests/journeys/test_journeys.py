"""Whole dialogues, read from `*.yaml`: the real bot between both platforms, as people live it.

A journey has a `story` (one sentence), the `desks` that are bound when it begins (all of the
sample world's unless it says otherwise), the time in Bangkok at which it `begins` (a working day,
ten in the morning) and its `steps`; see play.py, acts.py, clock_acts.py and checks.py.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.journeys import acts, checks, clock_acts
from tests.journeys.clock_acts import instant_of
from tests.journeys.play import STEPS, play
from tests.journeys.stage import START, Stage, stage, without_pacing

HERE = Path(__file__).parent
JOURNEYS = sorted(HERE.glob("*.yaml"))
LONGEST = 30.0
"""Seconds; a journey takes about one, on a busy machine more."""


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("journeys") / "empty.db"


def _read(path: Path) -> dict[str, Any]:
    journey: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return journey


async def _bind(on: Stage, desks: list[str] | None) -> None:
    for group in on.world.groups.values():
        if group.desk and (desks is None or group.desk in desks):
            await on.bind(group, group.desk)


@pytest.mark.parametrize("path", JOURNEYS, ids=lambda path: path.stem)
async def test_journey(
    path: Path, tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journey = _read(path)
    without_pacing(monkeypatch)
    begins = instant_of(journey["begins"]) if "begins" in journey else START
    async with asyncio.timeout(LONGEST), stage(tmp_path, template, begins) as on:
        await _bind(on, journey.get("desks"))
        await play(on, journey["steps"])


@pytest.mark.parametrize("path", JOURNEYS, ids=lambda path: path.stem)
def test_a_journey_tells_a_story_in_known_steps(path: Path) -> None:
    journey = _read(path)
    assert journey["story"]
    for line in journey["steps"]:
        text = line if isinstance(line, str) else next(iter(line))
        assert any(pattern.fullmatch(text) for pattern, _ in STEPS), text


def test_every_step_of_the_language_is_spoken() -> None:
    spoken = [
        line if isinstance(line, str) else next(iter(line))
        for path in JOURNEYS
        for line in _read(path)["steps"]
    ]
    silent = [p.pattern for p, _ in STEPS if not any(p.fullmatch(text) for text in spoken)]
    rooms = (acts, checks, clock_acts)
    assert {room.__name__ for room in rooms} == {do.__module__ for _, do in STEPS}
    assert silent == []
