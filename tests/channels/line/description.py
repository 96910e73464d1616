"""LINE's published description of its API, as a check of what we send.

Found through SPECS_DIR, or in `../shared/specs` beside the project; where it is absent, the tests
that need it skip, and the others go unchecked by it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[3]
SPECS = Path(os.environ.get("SPECS_DIR", "") or ROOT.parent / "shared" / "specs")
REASON = "the platforms' descriptions are not here (SPECS_DIR)"
SAMPLES = SPECS / "line-webhook-samples.json"
MESSAGING = SPECS / "messaging-api.yml"

Schema = dict[str, Any]


def problems(name: str, body: object) -> list[str]:
    """What the description finds wrong with a body of that schema; nothing where it is absent."""
    if not MESSAGING.exists():
        return []
    return [f"{error.json_path}: {error.message}" for error in _validator(name).iter_errors(body)]


@cache
def _validator(name: str) -> Draft202012Validator:
    whole = {"components": {"schemas": _schemas()}, **_used({"$ref": _ref(name)})}
    return Draft202012Validator(whole)


def _ref(name: str) -> str:
    return f"#/components/schemas/{name}"


@cache
def _published() -> Schema:
    loaded: Schema = yaml.load(MESSAGING.read_text(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    schemas: Schema = loaded["components"]["schemas"]
    return schemas


@cache
def _schemas() -> Schema:
    return {name: _strict(schema) for name, schema in _published().items()}


def _strict(schema: Schema) -> Schema:
    """The schema in which nothing may stand that it does not describe."""
    if "items" in schema:
        return {**schema, "items": _used(schema["items"])}
    parts = list(_parts(schema))
    described = {key: _used(each) for part in parts for key, each in part["properties"].items()}
    if not described:
        return schema
    return {
        "type": "object",
        "properties": described,
        "required": [key for part in parts for key in part.get("required", ())],
        "additionalProperties": False,
    }


def _parts(schema: Schema) -> Iterator[Schema]:
    """What an object is composed of."""
    if "$ref" in schema:
        yield from _parts(_published()[schema["$ref"].rsplit("/", 1)[1]])
    else:
        yield {"properties": {}, **schema}
        for part in schema.get("allOf", ()):
            yield from _parts(part)


def _used(schema: Schema) -> Schema:
    """A schema where it is used: what it may be is decided by the object's `type`."""
    if "$ref" not in schema:
        return _strict(schema)
    named = _published()[schema["$ref"].rsplit("/", 1)[1]]
    kinds = named.get("discriminator", {}).get("mapping")
    if not kinds:
        return schema
    chosen = [
        {"if": {"properties": {"type": {"const": kind}}}, "then": {"$ref": ref}}
        for kind, ref in kinds.items()
    ]
    known = {"type": {"enum": list(kinds)}}
    return {"type": "object", "required": ["type"], "properties": known, "allOf": chosen}
