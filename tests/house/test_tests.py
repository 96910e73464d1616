"""What must have a test has one that names it: every handler and every effect."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from tests.house.source import Source, obeyed, read

EFFECTS = "handlers/effects.py"
DECIDE = "handlers/decide.py"


def handlers(decide: Source) -> list[str]:
    """The names in HANDLERS, in order."""
    for node in ast.walk(decide.tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        if any(getattr(target, "id", "") == "HANDLERS" for target in targets):
            value = getattr(node, "value", None)
            elements = value.elts if isinstance(value, ast.Tuple | ast.List) else []
            return [ast.unparse(each).rpartition(".")[2] for each in elements]
    return []


def effects(source: Source) -> list[str]:
    """The members of the union `Effect`."""
    for node in source.tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "Effect":
            return [each.id for each in ast.walk(node.value) if isinstance(each, ast.Name)]
    return []


def unnamed(names: Iterable[str], tests: Iterable[Source]) -> list[str]:
    """Names that stand in no test, neither as a name, nor as a module, nor in a journey's title."""
    mentioned: set[str] = set()
    for test in tests:
        mentioned |= set(test.path.removesuffix(".py").replace("/", " ").split())
        mentioned.add(test.path.rpartition("/")[2].removesuffix(".py").removeprefix("test_"))
        for node in ast.walk(test.tree):
            mentioned.add(getattr(node, "id", getattr(node, "attr", getattr(node, "name", ""))))
    return [
        f"{name} stands in no test: write one that names it"
        for name in names
        if name not in mentioned
    ]


def _tests() -> list[Source]:
    return [test for test in read("tests") if not test.path.startswith("tests/house/")]


def _source(path: str) -> Source:
    return next(each for each in read("handlers") if each.path == path)


def test_every_handler_has_a_test() -> None:
    names = handlers(_source(DECIDE))
    assert names, "HANDLERS was not found in handlers/decide.py"
    obeyed(unnamed(names, _tests()))


def test_every_effect_has_a_test() -> None:
    names = effects(_source(EFFECTS))
    assert names, "the union Effect was not found in handlers/effects.py"
    obeyed(unnamed(names, _tests()))


def test_handlers_and_effects_are_found() -> None:
    decide = Source("d.py", "HANDLERS: tuple[Handler, ...] = (intake, staff.replies)\n")
    assert handlers(decide) == ["intake", "replies"]
    assert effects(Source("e.py", "Effect = Say | OpenTicket\n")) == ["Say", "OpenTicket"]


def test_an_untested_name_is_seen() -> None:
    tests = [Source("tests/handlers/test_intake.py", "x = OpenTicket()\n")]
    assert unnamed(["intake", "OpenTicket"], tests) == []
    assert unnamed(["Say"], tests)
