"""Files and functions stay small enough to be read at one sitting; split them by meaning."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from tests.house.source import Source, functions, house, obeyed, read

FILE_LINES = 300
FUNCTION_LINES = 50
SHORT_LINES = 25
SHORT_OF = 10
"""One function in so many may be longer."""
HISTORY = "storage/migrations/versions/"
"""A migration is one long list of statements, written once."""
FORBIDDEN_NAMES = {"util", "utils", "helper", "helpers", "manager", "service", "common", "misc"}


def long_files(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path} has {lines} lines (at most {FILE_LINES}): part it by meaning"
        for source in sources
        if not source.path.startswith(HISTORY)
        and (lines := len(source.text.splitlines())) > FILE_LINES
    ]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, the documentation left out: it is no reason to split."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    documentation = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - documentation


def long_functions(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.at(function.lineno)} {function.name} has {length(function)} lines "
        f"(at most {FUNCTION_LINES}): name its parts"
        for source in sources
        if not source.path.startswith(HISTORY)
        for function in functions(source)
        if length(function) > FUNCTION_LINES
    ]


def too_few_short(sources: Iterable[Source]) -> list[str]:
    """Complains when fewer than nine functions in ten are short, the longest first."""
    sized = [
        (length(function), source.at(function.lineno), function.name)
        for source in sources
        if not source.path.startswith(HISTORY)
        for function in functions(source)
    ]
    long = sorted((each for each in sized if each[0] > SHORT_LINES), reverse=True)
    if len(long) * SHORT_OF <= len(sized):
        return []
    return [f"{where} {name} has {lines} lines: over {SHORT_LINES}" for lines, where, name in long]


def vague_names(sources: Iterable[Source]) -> list[str]:
    """Files and classes are named after what they are about."""
    named = [(source.path, source.module.rpartition(".")[2]) for source in sources]
    named += [
        (source.at(node.lineno), node.name)
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
    ]
    return [
        f"{where} is called {name}: name it after what it is about"
        for where, name in named
        if any(name.lower().endswith(word) for word in FORBIDDEN_NAMES)
    ]


def undocumented(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path} has no docstring: say its rules in its first lines"
        for source in sources
        if source.tree.body and not ast.get_docstring(source.tree)
    ]


def test_files_are_short() -> None:
    obeyed(long_files(house() + read("tests")))


def test_functions_are_short() -> None:
    obeyed(long_functions(house() + read("tests")))


def test_nine_functions_in_ten_are_very_short() -> None:
    obeyed(too_few_short(house()))


def test_names_say_what_a_thing_is_about() -> None:
    obeyed(vague_names(house() + read("tests")))


def test_every_file_says_its_rules() -> None:
    obeyed(undocumented(house()))


def function_of(lines: int) -> str:
    return "def f():\n" + "    pass\n" * (lines - 1)


def test_a_long_file_is_seen() -> None:
    assert long_files([Source("bot/x.py", "\n" * 301)])
    assert not long_files([Source("bot/x.py", "\n" * 300)])


def test_a_long_function_is_seen() -> None:
    assert long_functions([Source("bot/x.py", function_of(51))])
    assert not long_functions([Source("bot/x.py", function_of(50))])


def test_two_middling_functions_in_ten_are_too_many() -> None:
    short, middling = function_of(5), function_of(26)
    assert too_few_short([Source("bot/x.py", short * 8 + middling * 2)])
    assert not too_few_short([Source("bot/x.py", short * 9 + middling)])


def test_vague_names_are_seen() -> None:
    bad = Source("bot/text_utils.py", "class TicketManager:\n    pass\n")
    assert len(vague_names([bad])) == 2


def test_a_file_without_a_docstring_is_seen() -> None:
    assert undocumented([Source("bot/x.py", "import json\n")])
    assert not undocumented([Source("bot/__init__.py", "")])
