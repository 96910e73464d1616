"""bot.yaml: its shape, and the way from its text to an `Office`.

Rules: YAML is read as text only, so that `01300`, `no` or a date mean what is written; pydantic
checks the shape and `_references` what one entry says of another; every mistake is found in one
pass. The models mirror `handlers/domain/office.py`, field by field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic.functional_validators import AfterValidator
from pydantic_core import PydanticCustomError

from bot.config.mistakes import WHOLE, Loc, Mistake, dotted, mistakes_of
from handlers.domain.office import CONFIDENTIAL, SPECIAL_DESKS, Office
from handlers.domain.reading import UrgencyReason

VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
GREGORIAN = range(2000, 2400)
"""Years of the common era; 2569 is a slip into the Buddhist Era."""


def _pattern(pattern: str, mistake: str) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise PydanticCustomError(mistake, "does not match {pattern}", {"pattern": pattern})
        return value

    return AfterValidator(check)


def _holiday(day: date) -> date:
    if day.year not in GREGORIAN:
        raise PydanticCustomError("config-not-date", "no year of the common era")
    return day


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[Words, _pattern(r"[a-z][a-z0-9_]{0,31}", "config-bad-id")]
Code = Annotated[Words, _pattern(r"[A-Z][A-Z0-9]{1,5}", "config-bad-code")]
Phone = Annotated[Words, _pattern(r"[0-9][0-9 -]{1,19}", "config-bad-phone")]
Time = Annotated[Words, _pattern(r"([01][0-9]|2[0-3]):[0-5][0-9]", "config-bad-time")]
Count = Annotated[int, Field(ge=1)]
Title = Annotated[Words, StringConstraints(max_length=100)]
Example = Annotated[Words, StringConstraints(max_length=200)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Names(_Part):
    th: Words
    en: Words | None = None


class _Group(_Part):
    id: Id
    name: _Names
    short: _Names | None = None


class _KindRule(_Part):
    due_days: Annotated[int, Field(ge=1, le=365)]
    days: Literal["working", "calendar"] = "working"


class _Kinds(_Part):
    complaint: _KindRule
    corruption: _KindRule
    suggestion: _KindRule
    comment: _KindRule
    praise: _KindRule
    question: _KindRule
    information_request: _KindRule
    expectation: _KindRule


class _Hotline(_Part):
    name: _Names
    number: Phone
    reasons: list[UrgencyReason] = []


class _Titles(_Part):
    th: Title
    en: Title | None = None


class _Strategy(_Part):
    id: Id
    name: _Titles
    words: Annotated[list[Example], Field(max_length=200)] = []


class _School(_Part):
    id: Words
    name: Words
    area: str = ""


class _Pace(_Part):
    silence_seconds: Annotated[int, Field(ge=0, le=60)] = 4
    undo_seconds: Annotated[int, Field(ge=0, le=300)] = 20
    offer_again_minutes: Count = 30
    unconfirmed_hours: Count = 24
    unbound_group_days: Count = 7
    invite_hours: Count = 72
    link_minutes: Count = 10


class _Desks(_Part):
    remind_at: Time = "09:00"
    remind_before_days: tuple[Annotated[int, Field(ge=1, le=60)], ...] = (2,)
    group_director_after_days: Count = 1
    office_director_after_days: Count = 3
    summary_at: Time = "08:30"
    quiet_from: Time = "20:00"
    quiet_until: Time = "07:00"
    digest_minutes: Annotated[int, Field(ge=0, le=1440)] = 0
    reserve: Annotated[int, Field(ge=0)] = 100
    first_call_minutes: Count = 10
    silent_days: Count = 7


class _Keep(_Part):
    corrections_days: Annotated[int, Field(ge=1, le=3_650)] = 730


class OfficeFile(_Part):
    """bot.yaml as a whole."""

    code: Code
    name: _Names
    short: _Names
    groups: Annotated[list[_Group], Field(min_length=1)]
    kinds: _Kinds
    locale: Literal["th", "en"] = "th"
    tone: Literal["formal", "warm"] = "formal"
    fallback: Id = "admin"
    stand_ins: dict[Id, Id] = {}
    hotlines: list[_Hotline] = []
    strategies: Annotated[list[_Strategy], Field(max_length=20)] = []
    schools: list[_School] = []
    holidays: list[Annotated[date, AfterValidator(_holiday)]] = []
    holidays_confirmed: list[Annotated[int, Field(ge=2000, le=2399)]] = []
    privacy_version: Words = "1"
    pace: _Pace = _Pace()
    desks: _Desks = _Desks()
    keep: _Keep = _Keep()
    file_megabytes: Annotated[int, Field(ge=1, le=200)] = 20


def setting_paths(model: type[BaseModel] = OfficeFile) -> tuple[str, ...]:
    """Every setting of bot.yaml: "code", "groups[].name.th", "pace.silence_seconds" …"""
    paths: list[str] = []
    for name, field in model.model_fields.items():
        inner, mark = _inner(field.annotation)
        below = setting_paths(inner) if inner else ()
        paths += [f"{name}{mark}.{path}" for path in below] or [name + mark]
    return tuple(paths)


def _inner(annotation: Any) -> tuple[type[BaseModel] | None, str]:
    """The model behind an annotation, and `[]` if there is a list of it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, ""
    arguments = getattr(annotation, "__args__", ())
    for argument in arguments:
        if isinstance(argument, type) and issubclass(argument, BaseModel):
            return argument, "[]"
    return None, ""


def read_office(text: str, environ: Mapping[str, str]) -> tuple[Office | None, list[Mistake]]:
    """The office that a bot.yaml describes; None with all its mistakes where there are any."""
    try:
        repeated = list(_repeated(yaml.compose(text, yaml.BaseLoader)))
        tree = yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return None, [Mistake(WHOLE, "config-no-yaml", {"line": mark.line + 1 if mark else 1})]
    raw, mistakes = _filled(tree or {}, environ)
    mistakes += [*repeated, *_references(raw)]
    try:
        checked = OfficeFile.model_validate(raw)
    except ValidationError as error:
        return None, mistakes_of(error, setting_paths()) + mistakes
    if mistakes:
        return None, mistakes
    data = checked.model_dump(mode="json", exclude_none=True)
    return msgspec.convert(data, Office), []


def _repeated(node: yaml.Node | None, at: Loc = ()) -> Iterator[Mistake]:
    """Keys that stand twice in one mapping; YAML would silently let the last one win."""
    seen: set[str] = set()
    if isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            yield from _repeated(item, (*at, place))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*at, str(key.value))
            if here[-1] in seen:
                yield Mistake(dotted(here), "config-key-twice", {"line": key.start_mark.line + 1})
            seen.add(str(key.value))
            yield from _repeated(value, here)


def _filled(tree: Any, environ: Mapping[str, str], at: Loc = ()) -> tuple[Any, list[Mistake]]:
    """The tree with `${NAME}` replaced, and without entries that have nothing behind them."""
    mistakes: list[Mistake] = []
    if isinstance(tree, str):
        names = [name for name in VARIABLE.findall(tree) if not environ.get(name)]
        mistakes += [Mistake(dotted(at), "config-no-variable", {"name": name}) for name in names]
        return VARIABLE.sub(lambda found: environ.get(found[1], found[0]), tree), mistakes
    if isinstance(tree, list):
        items = [_filled(item, environ, (*at, index)) for index, item in enumerate(tree)]
        return [item for item, _ in items], [wrong for _, found in items for wrong in found]
    filled = {}
    for key, value in tree.items():
        if value not in ("", None):
            filled[key], found = _filled(value, environ, (*at, key))
            mistakes += found
    return filled, mistakes


def _references(raw: Any) -> list[Mistake]:
    """What contradicts itself across entries. Takes any shape; the shape is checked elsewhere."""
    if not isinstance(raw, dict):
        return []
    groups = _ids(raw.get("groups"))
    mistakes = list(_twice("groups", groups))
    for path in ("schools", "strategies"):
        mistakes += _twice(path, _ids(raw.get(path)))
    known = set(groups.values())
    stand_ins = raw.get("stand_ins")
    named = {"fallback": raw.get("fallback", "admin")}
    if isinstance(stand_ins, dict):
        mistakes += _lonely_desks(stand_ins, known)
        named |= {f"stand_ins.{desk}": group for desk, group in stand_ins.items()}
    for path, group in named.items():
        if known and isinstance(group, str) and group not in known:
            mistakes.append(Mistake(path, "config-no-such-group", {"group": group}))
    return mistakes


def _lonely_desks(stand_ins: Mapping[str, Any], groups: set[str]) -> Iterator[Mistake]:
    for desk in stand_ins:
        if desk == CONFIDENTIAL:
            yield Mistake(f"stand_ins.{desk}", "config-confidential-alone")
        elif groups and desk not in groups and desk not in SPECIAL_DESKS:
            yield Mistake(f"stand_ins.{desk}", "config-no-such-desk", {"desk": desk})


def _ids(entries: Any) -> dict[int, str]:
    """The `id` of each entry of a list that has one, by its place."""
    if not isinstance(entries, list):
        return {}
    return {
        place: entry["id"]
        for place, entry in enumerate(entries)
        if isinstance(entry, dict) and isinstance(entry.get("id"), str)
    }


def _twice(path: str, ids: Mapping[int, str]) -> Iterator[Mistake]:
    first: dict[str, int] = {}
    for place, id_ in ids.items():
        if id_ in first:
            where = f"{path}[{first[id_]}].id"
            yield Mistake(f"{path}[{place}].id", "config-twice", {"id": id_, "first": where})
        first.setdefault(id_, place)
