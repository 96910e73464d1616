"""The house as data for its rules: every Python file of ours, parsed once.

Rules of the house tests: a rule is a plain function from sources to complaints, each a sentence
that says where and what to do; every rule is also shown a bad sample, since a check that cannot
fail is a defect.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("handlers", "storage", "locales", "bot")


class Source:
    """One file: its path from the root, its text and its tree."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def room(self) -> str:
        return self.path.split("/")[0].removesuffix(".py")

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def package(self) -> str:
        return self.module if self.path.endswith("__init__.py") else self.module.rpartition(".")[0]

    def imports(self) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """(line, module, names) of every import wherever it stands, so lazy ones count too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name, ()) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                names = tuple(alias.name for alias in node.names)
                yield node.lineno, self._absolute(node), names
            elif _imports_by_name(node):
                assert isinstance(node, ast.Call) and isinstance(node.args[0], ast.Constant)
                yield node.lineno, str(node.args[0].value), ()

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        kept = self.package.split(".")[: len(self.package.split(".")) - node.level + 1]
        return ".".join([*kept, *([node.module] if node.module else [])])

    def at(self, line: int) -> str:
        return f"{self.path}:{line}"


def _imports_by_name(node: ast.AST) -> bool:
    """`import_module("a.b")` is an import too."""
    if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in ("import_module", "__import__")


def read(*rooms: str) -> list[Source]:
    """All files of some rooms (folders at the root), in order."""
    paths = sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))
    return [Source(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in paths]


def house() -> list[Source]:
    return read(*ROOMS)


def targets(source: Source, modules: Iterable[str]) -> Iterator[tuple[int, str]]:
    """(line, module) of what a file imports of ours: the deepest module that a name stands for."""
    known = set(modules)
    for line, module, names in source.imports():
        deeper = [f"{module}.{name}" for name in names if f"{module}.{name}" in known]
        found = deeper or ([module] if module in known else [])
        yield from ((line, target) for target in found)


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def strings(source: Source) -> Iterator[tuple[int, str]]:
    """Every text in the code, documentation left out."""
    documentation = {
        id(node.value)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(source.tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in documentation:
            yield getattr(node, "lineno", 0), text


def obeyed(complaints: list[str]) -> None:
    """Fails with the complaints alone, a line each."""
    __tracebackhide__ = True
    if complaints:
        pytest.fail("\n".join(["", *complaints]), pytrace=False)
