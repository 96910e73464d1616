"""What must have a test has one that names it: every handler and every effect."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.house.source import ROOT, Source, obeyed, read

EFFECTS = "handlers/effects.py"
DECIDE = "handlers/decide.py"
TOLD = (".py", ".yaml", ".md")
"""Files of tests in which a handler may be named: journeys are data."""


def handlers(decide: Source) -> list[str]:
    """The modules in HANDLERS, in order: "handlers.citizen.intake" …"""
    modules: dict[str, str] = {}
    for node in ast.walk(decide.tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    listed = next(filter(None, map(_elements, decide.tree.body)), [])
    return [modules.get(name, name) for name in listed]


def _elements(node: ast.stmt) -> list[str]:
    """The names in `HANDLERS = (…)`, nothing for any other statement."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    value = getattr(node, "value", None)
    if getattr(targets[0], "id", "") != "HANDLERS" or not isinstance(value, ast.Tuple):
        return []
    return [ast.unparse(each) for each in value.elts]


def effects(source: Source) -> list[str]:
    """The members of the union `Effect`."""
    for node in source.tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "Effect":
            return [each.id for each in ast.walk(node.value) if isinstance(each, ast.Name)]
    return []


def untold(modules: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Handlers that no test names, imported or as a path."""
    every = "\n".join(texts)
    found = []
    for module in modules:
        folder, _, name = module.rpartition(".")
        ways = (module, module.replace(".", "/"), f"from {folder} import {name}")
        if not any(way in every for way in ways):
            found.append(f"{module} stands in no test: write one that names it ({ways[1]})")
    return found


def unnamed(names: Iterable[str], tests: Iterable[Source]) -> list[str]:
    """Effects that no test uses by name."""
    used = {
        getattr(node, "id", getattr(node, "attr", ""))
        for test in tests
        for node in ast.walk(test.tree)
    }
    return [
        f"{name} stands in no test: write one that names it" for name in names if name not in used
    ]


def _tests() -> list[Path]:
    folder = ROOT / "tests"
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in TOLD and not path.is_relative_to(folder / "house")
    ]


def _source(path: str) -> Source:
    return next(each for each in read("handlers") if each.path == path)


def test_every_handler_has_a_test() -> None:
    names = handlers(_source(DECIDE))
    assert names, "HANDLERS was not found in handlers/decide.py"
    obeyed(untold(names, [path.read_text("utf-8") for path in _tests()]))


def test_every_effect_has_a_test() -> None:
    names = effects(_source(EFFECTS))
    assert names, "the union Effect was not found in handlers/effects.py"
    obeyed(unnamed(names, (each for each in read("tests") if "/house/" not in each.path)))


def test_handlers_and_effects_are_found() -> None:
    decide = Source(
        "d.py",
        "from handlers.citizen import intake\nfrom handlers.staff import tickets as desk\n"
        "HANDLERS: tuple[Handler, ...] = (intake, desk)\n",
    )
    assert handlers(decide) == ["handlers.citizen.intake", "handlers.staff.tickets"]
    assert effects(Source("e.py", "Effect = Say | OpenTicket\n")) == ["Say", "OpenTicket"]


def test_an_untested_handler_is_seen() -> None:
    texts = ["from handlers.citizen import intake", "# handlers/staff/replies"]
    assert not untold(["handlers.citizen.intake", "handlers.staff.replies"], texts)
    assert untold(["handlers.staff.tickets"], texts)


def test_an_untested_effect_is_seen() -> None:
    tests = [Source("tests/x.py", "x = e.OpenTicket()\n")]
    assert not unnamed(["OpenTicket"], tests)
    assert unnamed(["Say"], tests)
