"""Writes an office's first bot.yaml and .env.

Rules: the sample bot.yaml is taken over with its comments, only the answers replaced, since an
administrator reads it next; `.env` can be read by its owner alone; a SECRET_KEY that exists is
never replaced, for all that is stored depends on it.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values
from msgspec import Struct

SAMPLE = Path(__file__).parents[2] / "bot.yaml"


class Answers(Struct, frozen=True):
    """What `init` asked."""

    office: str
    short: str
    office_en: str
    short_en: str
    code: str
    secrets: Mapping[str, str]


def bot_yaml(sample: str, answers: Answers) -> str:
    """The sample with the office's own names and code."""
    text = re.sub(r"(?m)^code: .*$", f"code: {answers.code}", sample, count=1)
    text = _renamed(text, "name", answers.office, answers.office_en)
    return _renamed(text, "short", answers.short, answers.short_en)


def _renamed(text: str, setting: str, th: str, en: str) -> str:
    """Replaces the two lines below a top-level `name:`; quoted, as names may hold a colon."""
    th, en = (json.dumps(name, ensure_ascii=False) for name in (th, en))
    pattern = rf"(?m)^{setting}:\n  th: .*\n  en: .*$"
    return re.sub(pattern, lambda _: f"{setting}:\n  th: {th}\n  en: {en}", text, count=1)


def dot_env(answers: Answers, old: Mapping[str, str | None]) -> str:
    """The lines of a .env; what stood in an older one stays unless it was answered anew."""
    values = {"SECRET_KEY": secrets.token_urlsafe(32)}
    values |= {name: value for name, value in old.items() if value}
    values |= {name: value for name, value in answers.secrets.items() if value}
    return "".join(f"{name}={_quoted(value)}\n" for name, value in values.items())


def _quoted(value: str) -> str:
    if re.fullmatch(r"[\w./:@+=,-]*", value):
        return value
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner can read, at no instant anybody else."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)


def variables_in(path: Path) -> dict[str, str | None]:
    return dict(dotenv_values(path, interpolate=False))


def kept_secret_key(room: Path) -> str:
    """The key of a sandbox, made at its first start, so that what was said can be read again."""
    path = room / "secret.key"
    if not path.exists():
        room.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_private(path, secrets.token_urlsafe(32))
    return path.read_text("utf-8").strip()
