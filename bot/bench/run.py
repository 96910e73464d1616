"""What `python -m bot bench` does: measures part by part, then shows a table or writes JSON."""

from __future__ import annotations

import asyncio
import json
import os
import platform
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.bench.deliver import deliver
from bot.bench.figures import FULL, QUICK, Figure, Size
from bot.bench.ingest import ingest
from bot.bench.room import Bench
from bot.bench.serving import NewLoop
from bot.bench.turns import turns
from bot.bench.understand import understand
from bot.bench.whole import whole
from handlers.domain.office import Office

PARTS: Mapping[str, Callable[[Bench], Awaitable[list[Figure]]]] = {
    "ingest": ingest,
    "understand": understand,
    "turns": turns,
    "deliver": deliver,
    "whole": whole,
}
TITLES = {
    "ingest": "cli-bench-part-ingest",
    "understand": "cli-bench-part-understand",
    "turns": "cli-bench-part-turns",
    "deliver": "cli-bench-part-deliver",
    "whole": "cli-bench-part-whole",
}
SIZES: Mapping[str, Size] = {"full": FULL, "quick": QUICK}
Word = Callable[[str], str]
Results = dict[str, list[Figure]]


def run(
    parts: Sequence[str], office: Office, size: Size, new_loop: NewLoop | None, word: Word
) -> Results:
    """Measures the parts one after the other; a bar shows how far it is on a terminal."""
    bench = Bench(office, size, new_loop)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    results: Results = {}
    with (
        Progress(*columns, console=console, disable=not console.is_terminal) as bar,
        asyncio.Runner(loop_factory=new_loop) as runner,
    ):
        whole_run = bar.add_task("", total=len(parts))
        for part in parts:
            bar.update(whole_run, description=word(TITLES[part]))
            results[part] = runner.run(_measure(part, bench))
            bar.advance(whole_run)
    return results


async def _measure(part: str, bench: Bench) -> list[Figure]:
    return await PARTS[part](bench)


def wrong(results: Results) -> bool:
    """Whether something was lost, or given twice."""
    return any(figure.wrong for figures in results.values() for figure in figures)


def show(results: Results, word: Word) -> None:
    """A table on stdout: each figure beside its goal."""
    console = Console()
    for part, figures in results.items():
        table = Table(title=word(TITLES[part]), title_justify="left")
        table.add_column(word("cli-bench-figure"))
        for column in ("cli-bench-ours", "cli-bench-goal"):
            table.add_column(word(column), justify="right")
        table.add_column("")
        for figure in figures:
            mark = {None: "", True: "✓", False: "✗"}[figure.met]
            table.add_row(word(figure.key), _value(figure.value, figure.unit), _goal(figure), mark)
        console.print(table)


def _value(value: float, unit: str) -> str:
    digits = 0 if value >= 100 or value == int(value) else 2
    return f"{value:,.{digits}f} {unit}".strip()


def _goal(figure: Figure) -> str:
    if figure.least is not None:
        return "≥ " + _value(figure.least, figure.unit)
    return "" if figure.most is None else "≤ " + _value(figure.most, figure.unit)


def as_json(results: Results) -> str:
    """All figures with what they were measured on, for keeping and comparing."""
    machine = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": platform.system(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
    }
    figures = {
        part: {figure.key.removeprefix("cli-bench-"): _record(figure) for figure in found}
        for part, found in results.items()
    }
    return json.dumps({"on": machine, "figures": figures}, indent=2) + "\n"


def _record(figure: Figure) -> dict[str, object]:
    record: dict[str, object] = {"value": round(figure.value, 4), "unit": figure.unit}
    if figure.met is not None:
        record |= {"most": figure.most, "least": figure.least, "met": figure.met}
    return record


def write(results: Results, file: Path) -> None:
    file.write_text(as_json(results), "utf-8")
