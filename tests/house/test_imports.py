"""Imports go downward, libraries stay in their rooms, and nothing goes round in a circle."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from tests.house.source import ROOMS, Source, house, obeyed, targets

BELOW = {
    "bot": {"bot", "storage", "locales", "handlers"},
    "storage": {"storage", "handlers"},
    "locales": {"locales", "handlers"},
    "handlers": {"handlers"},
}

LIBRARIES = {
    "linebot": ("bot/channels/line/",),
    "telegram": ("bot/channels/telegram/",),
    "sqlalchemy": ("storage/",),
    "alembic": ("storage/",),
    "aiosqlite": ("storage/",),
    "sqlite3": ("storage/",),
    "psycopg": ("storage/",),
    "pythainlp": ("bot/understanding/", "locales/"),
    "sklearn": ("bot/understanding/training/",),
    "scipy": ("bot/understanding/training/",),
    "numpy": ("bot/understanding/training/",),
    "aiohttp": (
        "bot/web/",
        "bot/sandbox/",
        "bot/bench/",
        "bot/channels/line/",
        "bot/channels/telegram/",
    ),
    "fluent": ("locales/",),
    "pydantic": ("bot/config",),
    "typer": ("bot/__main__.py", "bot/commands/init.py", "bot/commands/terminal.py"),
    "holidays": ("handlers/domain/", "locales/", "bot/"),
}
"""Library -> the places that may know it. In `locales`, of pythainlp only `util`."""

GROUND = {"msgspec", "regex", "stdnum"}
"""All that `handlers` may use beside the standard library's pure parts."""

OUTSIDE = {
    "asyncio", "concurrent", "ctypes", "glob", "http", "io", "logging", "multiprocessing", "os",
    "pathlib", "random", "secrets", "select", "shutil", "signal", "socket", "sqlite3", "ssl",
    "subprocess", "sys", "tempfile", "threading", "time", "urllib",
}  # fmt: skip
"""Parts of the standard library that touch the world; `handlers` has none of them."""


def wrong_direction(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.at(line)} imports {module}: {source.room} may import "
        f"{', '.join(sorted(BELOW[source.room]))}; hand the thing in, or move it down"
        for source in sources
        for line, module, _ in source.imports()
        if (room := module.split(".")[0]) in ROOMS and room not in BELOW[source.room]
    ]


def strayed_libraries(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.at(line)} imports {module}: only {', '.join(LIBRARIES[top])} may; "
        "ask that room for what you need"
        for source in sources
        for line, module, _ in source.imports()
        if (top := module.split(".")[0]) in LIBRARIES and not source.path.startswith(LIBRARIES[top])
    ]


def worldly_handlers(sources: Iterable[Source]) -> list[str]:
    allowed = (set(sys.stdlib_module_names) - OUTSIDE) | GROUND | {"handlers"}
    return [
        f"{source.at(line)} imports {module}: handlers decide and touch nothing; "
        "what they need comes with the snapshot, what they want leaves as an effect"
        for source in sources
        if source.room == "handlers"
        for line, module, _ in source.imports()
        if module.split(".")[0] not in allowed
    ]


def circles(sources: Iterable[Source]) -> list[str]:
    """Each circle of imports, by depth-first search over the files."""
    listed = {source.module: source for source in sources}
    edges = {
        name: sorted({target for _, target in targets(source, listed)} - {name})
        for name, source in listed.items()
    }
    done: set[str] = set()
    found: list[str] = []

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            ring = " -> ".join([*path[path.index(name) :], name])
            found.append(f"{ring}: put what both need into a file below both")
        elif name not in done:
            for target in edges[name]:
                visit(target, (*path, name))
            done.add(name)

    for name in listed:
        visit(name, ())
    return found


def test_imports_go_downward() -> None:
    obeyed(wrong_direction(house()))


def test_libraries_stay_in_their_rooms() -> None:
    obeyed(strayed_libraries(house()))


def test_handlers_know_nothing_of_the_world() -> None:
    obeyed(worldly_handlers(house()))


def test_nothing_imports_in_a_circle() -> None:
    obeyed(circles(house()))


def test_a_lazy_import_upward_is_seen() -> None:
    bad = Source("storage/load.py", "def f():\n    from bot.turns import run\n")
    assert len(wrong_direction([bad])) == 1


def test_an_import_by_name_is_seen() -> None:
    bad = Source("handlers/x.py", "import importlib\nimportlib.import_module('storage.load')\n")
    assert len(wrong_direction([bad])) == 1


def test_a_strayed_library_is_seen() -> None:
    bad = Source("bot/turns.py", "from sqlalchemy import select\nimport linebot.v3\n")
    assert len(strayed_libraries([bad])) == 2


def test_io_in_handlers_is_seen() -> None:
    bad = Source("handlers/x.py", "import asyncio\nfrom random import choice\nimport httpx\n")
    assert len(worldly_handlers([bad])) == 3


def test_circles_are_seen_even_lazy_and_relative_ones() -> None:
    ring = [
        Source("bot/a.py", "from bot import b\n"),
        Source("bot/b.py", "def f():\n    from .c import x\n"),
        Source("bot/c.py", "import bot.a\n"),
    ]
    assert circles(ring) and "bot.a -> bot.b -> bot.c -> bot.a" in circles(ring)[0]
    assert not circles(ring[:2])
