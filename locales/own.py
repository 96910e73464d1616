"""An office's own wording (`texts/th.ftl`, `texts/en.ftl` beside bot.yaml), looked through before
it is used: a slip there would otherwise be found by the person whose letter cannot be worded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor
from msgspec import Struct

HERE = Path(__file__).parent
FOLDER = "texts"


class Slip(Struct, frozen=True):
    """`what`: "broken" (no Fluent), "unknown" (no such sentence) or "values" (it uses a value that
    its sentence does not get); `name`: the sentence, or the line that is broken."""

    path: Path
    what: str
    name: str


class _Values(Visitor):  # type: ignore[misc]
    """The values that a sentence uses."""

    def __init__(self, message: ftl.Message) -> None:
        self.names: set[str] = set()
        self.visit(message)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.names.add(node.id.name)


def slips(beside: Path) -> Iterator[Slip]:
    """What is wrong with the wording in the folder `texts` beside bot.yaml. Raises OSError,
    UnicodeDecodeError where a file cannot be read."""
    for path in sorted((beside / FOLDER).glob("*.ftl")):
        ours = values_of(sorted((HERE / path.stem).glob("*.ftl")))
        for name, values in _sentences(path.read_text("utf-8")):
            if values is None:
                yield Slip(path, "broken", name)
            elif (known := ours.get(name)) is None:
                yield Slip(path, "unknown", name)
            elif not values <= known:
                yield Slip(path, "values", name)


def values_of(paths: Iterable[Path]) -> dict[str, set[str]]:
    """The sentences of some files, each with the values it uses."""
    return {
        name: values
        for path in paths
        for name, values in _sentences(path.read_text("utf-8"))
        if values is not None
    }


def _sentences(text: str) -> Iterator[tuple[str, set[str] | None]]:
    """Each sentence with the values it uses; None with what is no sentence."""
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ftl.Message):
            yield entry.id.name, _Values(entry).names
        elif isinstance(entry, ftl.Junk):
            yield str(entry.content).strip().splitlines()[0], None
