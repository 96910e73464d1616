"""Where the platforms' own descriptions are, and how a value is held against Telegram's."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SPECS = Path(os.environ.get("SPECS_DIR", Path(__file__).parents[3] / "shared" / "specs"))
ATOMS: dict[str, type | tuple[type, ...]] = {
    "Integer": int,
    "String": str,
    "Boolean": bool,
    "True": bool,
    "Float": (int, float),
}


def described(name: str) -> Path:
    path = SPECS / name
    if not path.is_file():
        pytest.skip(f"{name} is not in {SPECS}; set SPECS_DIR to the platforms' descriptions")
    return path


def mistakes(types: dict[str, Any], value: Any, name: str, at: str = "") -> Iterator[str]:
    """Missing, unknown and wrongly typed fields of a value of one of Telegram's types."""
    if name.startswith("Array of "):
        for index, each in enumerate(value):
            yield from mistakes(types, each, name.removeprefix("Array of "), f"{at}[{index}]")
    elif name in ATOMS:
        if not isinstance(value, ATOMS[name]):
            yield f"{at}: {value!r} is no {name}"
    elif types[name].get("subtypes"):
        yield from _of_one(types, value, types[name]["subtypes"], at)
    elif not isinstance(value, dict):
        yield f"{at}: {value!r} is no {name}"
    else:
        yield from _fields(types, value, types[name], at or name)


def _fields(types: dict[str, Any], value: Any, described: Any, at: str) -> Iterator[str]:
    fields = {field["name"]: field for field in described.get("fields", [])}
    yield from (f"{at}.{name} is unknown" for name in value if name not in fields)
    for name, field in fields.items():
        if name in value:
            yield from _of_one(types, value[name], field["types"], f"{at}.{name}")
        elif field["required"]:
            yield f"{at}.{name} is missing"


def _of_one(types: dict[str, Any], value: Any, names: list[str], at: str) -> Iterator[str]:
    """Nothing if one of the types fits; else what the nearest of them lacks."""
    tries = [list(mistakes(types, value, name, at)) for name in names]
    yield from min(tries, key=len)
