"""Learning from labelled messages, as `python -m bot train` does it, in a process of its own.

Rules: what ships is never changed by an office; a model made from its corrections takes over only
if it answers held-back corrections better, and is then written whole or not at all.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import UNSET

from bot.clock import Clock
from bot.commands.progress import stepping
from bot.commands.refusals import Refusal
from bot.config import Settings, require_secret_key
from bot.opening import opened
from bot.understanding.learned import LEARNED
from bot.understanding.model import LABEL, Model
from bot.understanding.training import course
from bot.understanding.training.check import Fault, faults, placed, thin
from bot.understanding.training.examples import (
    BadLine,
    Example,
    Row,
    axes_of,
    example,
    read,
    rows,
    shipped,
)
from bot.understanding.training.figures import Figures, Measure, on
from bot.understanding.training.safety import Safety
from handlers.content import Text, Value
from handlers.domain.correction import Correction
from storage import corrections

Lines = Iterator[Text]
Corrections = Callable[[], Sequence[Correction]]
"""Looks up what the office corrected; asked only where it is learned from."""


def corrected(settings: Settings) -> list[Correction]:
    """The corrections that an office keeps. Raises bot.config.ConfigError without its key,
    storage.database.Unavailable, storage.marks.OtherKey."""
    require_secret_key(settings)

    async def read_all() -> list[Correction]:
        async with opened(settings, Clock().now) as db:
            return await db.read(corrections.every)

    return asyncio.run(read_all())


def train(
    data: Sequence[Path],
    out: Path | None,
    dev: Path | None,
    data_dir: Path,
    kept: Corrections,
) -> Lines:
    """Learns, and says line by line what came of it. With `out` a model is written there whatever
    it is worth: of the shipped examples and `data`, or of `data` alone where these have a label of
    their own. Without, `data` and the office's corrections are tried beside the shipped ones.

    Raises Refusal where a file cannot be read or nothing can be learned.
    """
    added = _read(data)
    tested = _read([dev] if dev else [])
    if out is not None:
        alone = LABEL in axes_of(added)
        yield from _made([*([] if alone else _read(shipped())), *added], tested, out)
    elif LABEL in axes_of(added):
        raise Refusal(Text("cli-train-needs-out"))
    else:
        added += [_example(each) for each in kept()]
        yield from _tried(_read(shipped()), added, tested, data_dir / LEARNED)


def faults_of(data: Sequence[Path], dev: Path | None) -> list[Fault]:
    """The faults of the shipped messages, of some files, and between them. Raises Refusal."""
    beside = [*data, *([dev] if dev else [])]
    lines = {path: placed(path, _rows(path)) for path in (*shipped(), *beside)}
    ours = [each for path in shipped() for each in lines[path]]
    return faults([each for found in lines.values() for each in found]) + thin(ours)


def _made(examples: list[Example], tested: list[Example], out: Path) -> Lines:
    table = course.corpus(examples)
    labels = {label for each in examples for label in each.labels.values()}
    if len(labels) < 2 or not table.names.size:
        raise Refusal(Text("cli-train-nothing"))
    with stepping(course.steps(table)) as step:
        made = course.learned(table, step)
    yield from _figures("cli-train-held-back", made.figures, made.safety)
    if tested:
        seen = course.on_dev(made.model, tested)
        yield from _figures("cli-train-on-dev", on(made.model, tested), seen)
    size = _write(made.model, out)
    yield Text("cli-train-written", {"path": str(out), "kilobytes": round(size / 1000)})


def _tried(base: list[Example], added: list[Example], tested: list[Example], out: Path) -> Lines:
    if len(added) < course.LEAST_ADDED:
        yield Text("cli-train-too-few", {"count": len(added), "least": course.LEAST_ADDED})
        return
    table = course.corpus([*base, *added])
    with stepping(course.COMPARING_STEPS) as step:
        worth = course.compared(table, len(added), step)
    known: dict[str, Value] = {
        "count": len(added),
        "before": str(worth.before),
        "after": str(worth.after),
    }
    yield Text("cli-train-compared", known)
    if worth.better:
        yield from _made([*base, *added], tested, out)
    else:
        yield Text("cli-train-no-better")


def _example(correction: Correction) -> Example:
    """Only what somebody chose is learned from."""
    kind, group = correction.kind or UNSET, correction.group or UNSET
    return example(Row(correction.text, kind=kind, group=group))


def _figures(heading: str, figures: Sequence[Figures], seen: Safety | None) -> Lines:
    yield Text(heading)
    for each in figures:
        values: dict[str, Value] = {
            "axis": each.axis,
            "count": each.count,
            "accuracy": str(each.strict),
            "lenient": str(each.lenient),
            "f1": str(each.macro_f1),
            "gap": f"{each.gap:.3f}",
            "answered": f"{each.answered:.2f}",
            "precise": str(each.precise),
        }
        yield Text("cli-train-axis", values)
    if seen:
        parts: dict[str, Measure] = {
            "dangers": seen.dangers,
            "leads": seen.leads,
            "alarms": seen.alarms,
            "lookalikes": seen.lookalikes,
        }
        yield Text("cli-train-safety", {name: str(part) for name, part in parts.items()})


def _read(paths: Sequence[Path]) -> list[Example]:
    with _refusing():
        return read(paths)


def _rows(path: Path) -> list[Row]:
    with _refusing():
        return rows(path)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except BadLine as error:
        what = f"{error.path}:{error.line}"
        raise Refusal(Text("cli-train-unreadable", {"what": what})) from None
    except OSError as error:
        raise Refusal(Text("cli-train-unreadable", {"what": str(error.filename)})) from None


def _write(model: Model, path: Path) -> int:
    """Writes beside the old file and puts it in its place at once; returns the bytes."""
    written = model.dump()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(written)
    os.replace(beside, path)
    return len(written)
