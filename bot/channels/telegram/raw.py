"""Reading JSON that others wrote: what is missing or of a wrong type is read as empty.

A platform may add, drop and change fields without notice, so nothing here raises.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]


def part(data: Json, key: str) -> Json:
    """The object under a key, else an empty one."""
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def parts(data: Json, key: str) -> list[Json]:
    """The objects in the list under a key; what is no object is left out."""
    value = data.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text(data: Json, key: str) -> str:
    """The string under a key, else "". NUL and half surrogates, which not every database takes,
    become U+FFFD, so that offsets stay true."""
    value = data.get(key)
    if not isinstance(value, str):
        return ""
    return (
        value.encode("utf-16-le", "surrogatepass")
        .decode("utf-16-le", "replace")
        .replace("\0", "\ufffd")
    )


def whole(data: Json, key: str) -> int | None:
    """The integer under a key, else None; none is as large as 2**63."""
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if abs(value) < 2**63 else None


def name(data: Json, key: str) -> str:
    """An id under a key as we keep ids: as text; "" where there is none."""
    value = whole(data, key)
    return "" if value is None else str(value)


def real(data: Json, key: str) -> float:
    """The finite number under a key, else 0."""
    value = data.get(key)
    if isinstance(value, float):
        return value if math.isfinite(value) else 0.0
    return float(whole(data, key) or 0)


def full_name(person: Json) -> str:
    """A user's first and last name."""
    return f"{text(person, 'first_name')} {text(person, 'last_name')}".strip()


def moment(data: Json, key: str, otherwise: datetime) -> datetime:
    """The time under a key, given in Unix seconds; `otherwise` where it is absent, 0 or absurd."""
    seconds = whole(data, key)
    if not seconds:
        return otherwise
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return otherwise
