"""Every line of requirements.in is imported by a file of ours; the pins are fresh and portable."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping

from tests.house.source import ROOMS, ROOT, Source, house, obeyed, read

IMPORTED_AS = {
    "fluent.runtime": "fluent",
    "fontpkg-sarabun": "fontpkg_sarabun",
    "line-bot-sdk": "linebot",
    "prometheus-client": "prometheus_client",
    "python-dotenv": "dotenv",
    "scikit-learn": "sklearn",
    "python-stdnum": "stdnum",
    "python-telegram-bot": "telegram",
    "pyyaml": "yaml",
    "uuid-utils": "uuid_utils",
    "pytest-asyncio": "pytest_asyncio",
    "time-machine": "time_machine",
}
"""Requirement -> what is imported, where the names differ."""

PARTS = {"pydantic_core"}
"""What a requirement tells its users to import beside itself."""

TRAINER = "bot/understanding/training/"
"""The one room that may use requirements-train."""

WITHOUT_IMPORT = {
    "psycopg": "named in an address (postgresql+psycopg://)",
    "fontpkg-sarabun": "found through its entry point",
    "mypy": "a command of make test",
    "ruff": "a command of make test",
    "pytest-asyncio": "a plugin of pytest",
    "types-pyyaml": "types of yaml",
}
"""What is used without being imported, and how; each must still be named in some file."""


def required(text: str) -> list[str]:
    """The names of the requirements in an .in file."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    names = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines if not line.startswith("-"))
    return [found[0].lower() for found in names if found]


def unimported(
    names: Iterable[str], sources: Iterable[Source], without: Mapping[str, str]
) -> list[str]:
    listed = list(sources)
    imported = {module.split(".")[0] for source in listed for _, module, _ in source.imports()}
    return [
        f"{name} is imported nowhere: remove it from requirements*.in (then make requirements)"
        for name in names
        if IMPORTED_AS.get(name, name.replace("-", "_")) not in imported and name not in without
    ]


def unrequired(sources: Iterable[Source], names: Iterable[str]) -> list[str]:
    """Libraries that are there only because another one brings them."""
    ours = {IMPORTED_AS.get(name, name.replace("-", "_")) for name in names}
    known = ours | set(sys.stdlib_module_names) | {*ROOMS, "tests", *PARTS}
    return [
        f"{source.at(line)} imports {module}: write its project into requirements*.in"
        for source in sources
        for line, module, _ in source.imports()
        if module.split(".")[0] not in known
    ]


def unpinned(names: Iterable[str], compiled: str) -> list[str]:
    return [
        f"{name} is not pinned: make requirements"
        for name in names
        if not re.search(rf"(?im)^{re.escape(name.replace('.', '-'))}==", compiled)
    ]


def machine_bound(compiled: str) -> list[str]:
    """Lines that hold only on the machine that compiled them."""
    return [
        f"{line}: compile without it"
        for line in compiled.splitlines()
        if re.search(r"://|^--[a-z]|/(tmp|home|opt|root)/", line)
    ]


def test_every_requirement_is_used() -> None:
    names = required((ROOT / "requirements.in").read_text("utf-8"))
    obeyed(unimported(names, house(), WITHOUT_IMPORT))


def test_every_requirement_of_training_is_used() -> None:
    names = required((ROOT / "requirements-train.in").read_text("utf-8"))
    obeyed(unimported(names, house(), WITHOUT_IMPORT))


def test_every_requirement_of_the_tests_is_used() -> None:
    names = required((ROOT / "requirements-dev.in").read_text("utf-8"))
    obeyed(unimported(names, read("tests"), WITHOUT_IMPORT))


def test_every_library_is_required() -> None:
    run = required((ROOT / "requirements.in").read_text("utf-8"))
    dev = required((ROOT / "requirements-dev.in").read_text("utf-8"))
    train = [*run, *required((ROOT / "requirements-train.in").read_text("utf-8"))]
    trainer = [each for each in house() if each.path.startswith(TRAINER)]
    others = [each for each in house() if not each.path.startswith(TRAINER)]
    obeyed(unrequired(others, run) + unrequired(trainer, train))
    obeyed(unrequired(read("tests"), [*train, *dev]))


def test_every_requirement_is_pinned_for_any_machine() -> None:
    for kind in ("requirements", "requirements-train", "requirements-dev"):
        compiled = (ROOT / f"{kind}.txt").read_text("utf-8")
        names = required((ROOT / f"{kind}.in").read_text("utf-8"))
        obeyed(unpinned(names, compiled) + machine_bound(compiled))


def test_an_unused_requirement_is_seen() -> None:
    used = [Source("bot/x.py", "import yaml\n")]
    assert required("# all\npyyaml>=6  # data\n-r x.txt\n") == ["pyyaml"]
    assert not unimported(["pyyaml"], used, {})
    assert unimported(["rich"], used, {})


def test_a_library_that_nobody_requires_is_seen() -> None:
    assert unrequired([Source("bot/x.py", "import json, yaml, httpx\n")], ["pyyaml"])
    assert not unrequired([Source("bot/x.py", "import json, yaml\n")], ["pyyaml"])


def test_a_stale_or_machine_bound_pin_is_seen() -> None:
    assert unpinned(["rich"], "yarl==1.0 \\\n") and not unpinned(["rich"], "rich==1.0 \\\n")
    assert machine_bound("--index-url https://example.org/simple\n")
