"""The bench counts right, on a tiny load; how long things take is nobody's promise here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.bench import run
from bot.bench.figures import Figure, Size, percentile
from bot.bench.load import BODY_BYTES, SECRET, text_event, webhook
from bot.channels.line.client import LineChannel
from bot.config import load
from handlers.events import TextSent
from tests.house.source import ROOT

TINY = Size(
    rounds=1,
    requests=60,
    burst=50,
    half_seconds=0.1,
    turns=12,
    letters=12,
    telegram=3,
    waits=3,
    users=4,
    readings=5,
)
MUST = {
    "ingest": {"cli-bench-ingest-refused", "cli-bench-ingest-lost"},
    "understand": set[str](),
    "turns": {"cli-bench-turns-waiting", "cli-bench-turns-missing"},
    "deliver": {"cli-bench-deliver-missing"},
    "whole": {"cli-bench-whole-unanswered", "cli-bench-whole-without", "cli-bench-whole-twice"},
}


@pytest.mark.parametrize("part", list(run.PARTS))
def test_nothing_is_lost_or_given_twice(part: str) -> None:
    results = run.run([part], load(ROOT / "bot.yaml", {}).office, TINY, None, str)
    figures = {figure.key: figure for figure in results[part]}
    assert {key for key, figure in figures.items() if figure.must} == MUST[part]
    assert {key: figures[key].value for key in MUST[part]} == dict.fromkeys(MUST[part], 0.0)
    assert all(figure.value > 0 for figure in figures.values() if not figure.must)
    assert not run.wrong(results)


def test_a_webhook_is_signed_and_as_long_as_lines_own() -> None:
    head, _, body = webhook(text_event(7, "token", "ก"), BODY_BYTES).partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().splitlines()[1:])
    channel = LineChannel((SECRET,), "", addressed=lambda words: False)
    (incoming,) = channel.events(body, headers)
    assert incoming.event == TextSent("ก", "tokenm")
    assert len(body) == BODY_BYTES == int(headers["Content-Length"])


def test_a_goal_is_missed_on_its_own_side() -> None:
    assert Figure("k", 1.0).met is None
    assert Figure("k", 1.0, most=1.0).met and not Figure("k", 1.1, most=1.0).met
    assert Figure("k", 1.0, least=1.0).met and not Figure("k", 0.9, least=1.0).met


def test_only_what_must_hold_is_wrong() -> None:
    slow, lost = Figure("k", 9.0, most=1.0), Figure("k", 1.0, most=0, must=True)
    assert not run.wrong({"ingest": [slow]})
    assert run.wrong({"ingest": [slow, lost]})


def test_figures_are_kept_as_json(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    run.write({"ingest": [Figure("cli-bench-ingest", 5.0, "/s", least=3.0)]}, file)
    kept = json.loads(file.read_text("utf-8"))
    goal = {"most": None, "least": 3.0, "met": True}
    assert kept["figures"] == {"ingest": {"ingest": {"value": 5.0, "unit": "/s"} | goal}}
    assert set(kept["on"]) == {"at", "python", "system", "machine", "cores"}


def test_the_table_shows_figures_beside_goals(capsys: pytest.CaptureFixture[str]) -> None:
    run.show({"ingest": [Figure("cli-bench-ingest", 1234.5, "/s", least=2000.0)]}, str)
    shown = capsys.readouterr().out
    assert "1,234 /s" in shown and "≥ 2,000 /s" in shown and "✗" in shown


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentile([5.0, 1.0, 3.0], 0.5) == 3.0
    assert percentile([1.0], 0.99) == 1.0
