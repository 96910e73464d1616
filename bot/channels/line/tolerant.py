"""Reading JSON of which nothing is certain: a field of another type counts as missing.

Words come out storable: NUL, which PostgreSQL refuses, and half surrogate pairs, which have no
UTF-8, become U+FFFD, so that offsets into them stay true.
"""

from __future__ import annotations

import math
from typing import Any

Json = dict[str, Any]


def word(of: Json, key: str) -> str:
    found = of.get(key)
    if not isinstance(found, str):
        return ""
    return storable(found)


def storable(text: str) -> str:
    if text.isascii() and "\0" not in text:
        return text
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "\ufffd")


def number(of: Json, key: str) -> float | None:
    """A finite number; truth values are none."""
    found = of.get(key)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    return found if abs(found) < 2**63 and math.isfinite(found) else None


def record(of: Json, key: str) -> Json:
    found = of.get(key)
    return found if isinstance(found, dict) else {}


def words(of: Json, key: str) -> list[str]:
    found = of.get(key)
    told = found if isinstance(found, list) else []
    return [storable(item) for item in told if isinstance(item, str)]


def records(of: Json, key: str) -> list[Json]:
    found = of.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
