"""Labelled messages, one JSON object a line, as we, the offices and public sets have them.

Ours name the axes (`kind`, `group`, `info_type`, `sentiment`, `urgent`, `urgency_reason`); a
correction names only some of them, and only these are learned from it. A set of other people's has
`text` and `label`. What is null is a label too: of no unit, of no information type, in no danger.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import UNSET, Struct, UnsetType

from bot.understanding.model import LABEL
from bot.understanding.urgency import Label

MESSAGES = Path(__file__).parents[1] / "data" / "messages"
"""What ships with the bot."""

AXES = ("kind", "group", "info_type", "sentiment", "danger")


class BadLine(ValueError):
    """A line that is no labelled message."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(f"{path}:{line}")
        self.path = path
        self.line = line


class Row(Struct, frozen=True):
    """A line of a file. `kinds_ok` and `groups_ok` are answers one may also give; a `lookalike`
    holds words of danger and tells of none."""

    text: str
    label: str | int | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    group: str | UnsetType | None = UNSET
    info_type: int | UnsetType | None = UNSET
    sentiment: str | UnsetType = UNSET
    urgent: bool | UnsetType = UNSET
    urgency_reason: str | UnsetType | None = UNSET
    register: str = ""
    lookalike: bool = False
    kinds_ok: tuple[str, ...] = ()
    groups_ok: tuple[str | None, ...] = ()


class Example(Struct, frozen=True):
    """A text with its label by axis, and what else would be right."""

    text: str
    labels: dict[str, Label]
    also: dict[str, tuple[Label, ...]] = {}


def rows(path: Path) -> list[Row]:
    """The rows of a file; empty lines are nothing. Raises OSError or BadLine."""
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                found.append(msgspec.json.decode(line, type=Row))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise BadLine(path, number) from error
    return found


def example(row: Row) -> Example:
    danger: str | UnsetType | None = row.urgency_reason
    if danger == "corruption":  # a matter of kind, and of nobody's safety
        danger = None
    named = {
        LABEL: row.label,
        "kind": row.kind,
        "group": row.group,
        "info_type": row.info_type,
        "sentiment": row.sentiment,
        "danger": danger,
    }
    labels: dict[str, Label] = {
        axis: label for axis, label in named.items() if not isinstance(label, UnsetType)
    }
    return Example(row.text, labels, {"kind": row.kinds_ok, "group": row.groups_ok})


def read(paths: Iterable[Path]) -> list[Example]:
    """The examples of some files, in order. Raises OSError or BadLine."""
    return [example(row) for path in paths for row in rows(path)]


def shipped() -> list[Path]:
    return sorted(MESSAGES.glob("*.jsonl"))


def axes_of(examples: Iterable[Example]) -> tuple[str, ...]:
    """The axes that the examples name, in our order."""
    named = {axis for each in examples for axis in each.labels}
    return tuple(axis for axis in (*AXES, LABEL) if axis in named)


def fingerprint(examples: Iterable[Example]) -> str:
    """The same for the same examples in the same order, and for no others."""
    digest = hashlib.sha256()
    for each in examples:
        digest.update(msgspec.json.encode((each.text, each.labels), order="deterministic"))
    return digest.hexdigest()[:16]
