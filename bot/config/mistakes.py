"""What is wrong with the settings, as data: a place, the key of a sentence, and its values.

Rules: nothing is worded here (`locales/*/config.ftl`), and no value of the environment is ever
repeated, since it may be a secret.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from msgspec import Struct
from pydantic import ValidationError

from handlers.content import Text

Loc = tuple[str | int, ...]
WHOLE = "bot.yaml"
"""Where a mistake is that concerns all of the file."""

KEYS = {
    "missing": "config-missing",
    "extra_forbidden": "config-unknown",
    "string_type": "config-not-text",
    "string_too_short": "config-missing",
    "string_too_long": "config-too-long",
    "int_parsing": "config-not-number",
    "int_type": "config-not-number",
    "too_short": "config-missing",
    "too_long": "config-too-many",
    "greater_than_equal": "config-too-small",
    "less_than_equal": "config-too-large",
    "literal_error": "config-one-of",
    "string_pattern_mismatch": "config-bad-letters",
    "list_type": "config-not-list",
    "tuple_type": "config-not-list",
    "model_type": "config-not-mapping",
    "dict_type": "config-not-mapping",
    "date_from_datetime_inexact": "config-not-date",
    "date_from_datetime_parsing": "config-not-date",
    "date_parsing": "config-not-date",
}
"""pydantic's word for a mistake -> our sentence. Types named `config-…` are our own validators'."""


class Mistake(Struct, frozen=True):
    """`path` is where: `groups[2].name.th` in bot.yaml, or the name of a variable."""

    path: str
    key: str
    values: dict[str, str | int] = {}

    @property
    def text(self) -> Text:
        return Text(self.key, dict(self.values))


class ConfigError(Exception):
    """The settings are wrong; every mistake that was found."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(f"{wrong.path}: {wrong.key}" for wrong in self.mistakes))


def dotted(loc: Loc) -> str:
    """("groups", 2, "name", "th") -> "groups[2].name.th"."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    return "".join(steps).removeprefix(".")


def mistakes_of(error: ValidationError, known: Iterable[str]) -> list[Mistake]:
    """pydantic's findings as ours. `known` are all setting paths, with `[]` for any list item."""
    return [
        _mistake(found["loc"], found["type"], found.get("ctx", {}), known)
        for found in error.errors()
    ]


def _mistake(loc: Loc, type_: str, context: Mapping[str, object], known: Iterable[str]) -> Mistake:
    key = type_ if type_.startswith("config-") else KEYS.get(type_, "config-wrong")
    values: dict[str, str | int] = {
        name: value for name, value in context.items() if isinstance(value, str | int)
    }
    if key == "config-unknown" and (meant := _meant(loc, known)):
        key, values = "config-unknown-meant", {"meant": meant}
    return Mistake(dotted(loc) or WHOLE, key, values)


def _meant(loc: Loc, known: Iterable[str]) -> str:
    """The setting beside `loc` that was probably meant, "" if none is near."""
    pattern = tuple("[]" if isinstance(step, int) else step for step in loc[:-1])
    parent = dotted(pattern).replace(".[]", "[]")
    before = f"{parent}." if parent else ""
    siblings = {
        path.removeprefix(before).split(".")[0] for path in known if path.startswith(before)
    }
    near = get_close_matches(str(loc[-1]), [name.removesuffix("[]") for name in siblings], n=1)
    return near[0] if near else ""
