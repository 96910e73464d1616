"""Small habits that keep the code trustworthy."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from tests.house.source import Source, functions, house, obeyed, read, strings

LOOPS = ("bot/turns.py", "bot/jobs/", "bot/clock.py", "storage/database.py")
"""Where anything may be caught: a loop must outlive what one round of it raises. The database's
is the loop over waiting units; it hands each exception to who waits for the unit."""

COMMANDS = ("bot/__main__.py", "bot/commands/init.py", "bot/commands/terminal.py", "bot/bench")
"""Where words may go to the terminal."""

THAI = re.compile(r"[\u0e00-\u0e7f]")
SENTENCE = re.compile(r"[A-Z][a-z]+(?: [a-z']+){2,}|[a-z']+(?: [a-z']+){3,}[.!?]")
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
WORLDLY = {"now", "utcnow", "today", "uuid1", "uuid4", "uuid7", "open", "input"}
DATA = ("handlers/domain/", "locales/", "bot/understanding/", "bot/sandbox/")
"""Rooms whose code may hold Thai letters that are no sentences: digits, letters, patterns."""


def catch_alls(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.at(node.lineno)} catches everything: name what can be raised; only the loops "
        f"({', '.join(LOOPS)}) may catch all"
        for source in sources
        if not source.path.startswith(LOOPS)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler) and _catches_all(node.type)
    ]


def _catches_all(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(map(_catches_all, caught.elts))
    return caught is None or getattr(caught, "id", "") in ("Exception", "BaseException")


def prints(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.at(node.lineno)} prints: log it with structlog, or return it to the command"
        for source in sources
        if not source.path.startswith(COMMANDS)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    ]


def postponed(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.at(number)} postpones something: do it, or open an issue"
        for source in sources
        for number, line in enumerate(source.text.splitlines(), 1)
        if LATER.search(line)
    ]


def thai_in_code(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.at(line)} has Thai letters: sentences live in locales/*.ftl, lists in YAML"
        for source in sources
        if not source.path.startswith(DATA)
        for line, text in strings(source)
        if THAI.search(text)
    ]


def sentences_in_handlers(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.at(line)} words a sentence ({text[:40]!r}): name it by its key in locales/*.ftl"
        for source in sources
        if source.room == "handlers"
        for line, text in strings(source)
        if SENTENCE.search(text) and not _raised(source, line)
    ]


def _raised(source: Source, line: int) -> bool:
    """What is raised is read by us, not by citizens."""
    return any(
        isinstance(node, ast.Raise | ast.Assert) and node.lineno <= line <= (node.end_lineno or 0)
        for node in ast.walk(source.tree)
    )


def impure_handlers(sources: Iterable[Source]) -> list[str]:
    """No await, and no clock: `now`, ids and chance come with the snapshot."""
    return [
        f"{source.at(getattr(node, 'lineno', 0))} {asked}: handlers wait for nothing and take the "
        "time, ids and chance from the snapshot"
        for source in sources
        if source.room == "handlers"
        for node in ast.walk(source.tree)
        if (asked := _asks_the_world(node))
    ]


def _asks_the_world(node: ast.AST) -> str:
    if isinstance(node, ast.Await | ast.AsyncFunctionDef):
        return "awaits"
    called = node.func if isinstance(node, ast.Call) else None
    name = getattr(called, "attr", getattr(called, "id", ""))
    return f"calls {name}()" if name in WORLDLY else ""


def flags(sources: Iterable[Source]) -> list[str]:
    """A positional bool makes a call nobody can read: `send(letter, True)`."""
    return [
        f"{source.at(function.lineno)} {function.name}({argument.arg}: bool): make two functions "
        "or a name for each way, or make it keyword-only where it is only data"
        for source in sources
        for function in functions(source)
        for argument in [*function.args.posonlyargs, *function.args.args]
        if getattr(argument.annotation, "id", "") == "bool"
    ]


def test_no_call_passes_a_bare_yes_or_no() -> None:
    obeyed(flags(house()))


def test_only_the_loops_catch_everything() -> None:
    obeyed(catch_alls(house()))


def test_only_commands_print() -> None:
    obeyed(prints(house()))


def test_nothing_is_postponed_in_a_comment() -> None:
    obeyed(postponed([each for each in house() + read("tests") if each.path != OWN_PATH]))


def test_no_thai_sentence_stands_in_code() -> None:
    obeyed(thai_in_code(house()))


def test_handlers_word_nothing() -> None:
    obeyed(sentences_in_handlers(house()))


def test_handlers_are_pure() -> None:
    obeyed(impure_handlers(house()))


OWN_PATH = "tests/house/test_taste.py"
"""This file shows bad samples."""


def test_a_catch_all_is_seen() -> None:
    for caught in ("except Exception:", "except:", "except (ValueError, BaseException):"):
        assert catch_alls([Source("bot/web/x.py", f"try:\n    pass\n{caught}\n    pass\n")])
    named = "try:\n    pass\nexcept ValueError:\n    pass\n"
    assert not catch_alls([Source("bot/web/x.py", named)])


def test_a_flag_is_seen() -> None:
    assert flags([Source("bot/x.py", "def send(letter: str, quiet: bool) -> None: ...\n")])
    assert not flags([Source("bot/x.py", "def send(*, quiet: bool) -> None: ...\n")])


def test_a_print_is_seen() -> None:
    assert prints([Source("bot/web/x.py", "print(1)\n")])


def test_a_postponement_is_seen() -> None:
    assert postponed([Source("bot/x.py", "x = 1  # TODO later\n")])


def test_thai_in_code_is_seen_and_in_docstrings_allowed() -> None:
    assert thai_in_code([Source("bot/x.py", "x = 'สวัสดี'\n")])
    assert not thai_in_code([Source("bot/x.py", '"""กลุ่ม is a unit."""\n')])


def test_a_sentence_in_a_handler_is_seen() -> None:
    assert sentences_in_handlers([Source("handlers/x.py", "x = 'Your report was received'\n")])
    assert not sentences_in_handlers([Source("handlers/x.py", "x = 'intake-offer'\n")])
    raised = "raise ValueError('this pair of states is unknown')\n"
    assert not sentences_in_handlers([Source("handlers/x.py", raised)])


def test_a_clock_or_await_in_a_handler_is_seen() -> None:
    text = "async def f():\n    await g()\n\ndef h():\n    return datetime.now()\n"
    assert len(impure_handlers([Source("handlers/x.py", text)])) == 3
