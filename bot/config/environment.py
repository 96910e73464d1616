"""The environment: every variable the bot knows, its form and its default.

Rules: a variable that is set to nothing counts as not set; trailing slashes do not matter; no value
is repeated in a mistake. What belongs together (both secrets of LINE) is checked together, since
half a channel would look switched on and deliver nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError
from pydantic.functional_validators import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from bot.config.mistakes import Mistake, mistakes_of

TOKEN_LETTERS = r"^[A-Za-z0-9_-]{1,256}$"
"""What Telegram allows as a webhook's secret."""
DATABASES = ("sqlite:///", "postgresql://", "postgres://")
TOGETHER = (
    ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN"),
    ("LINE_CHANNEL_ACCESS_TOKEN", "LINE_CHANNEL_SECRET"),
    ("TELEGRAM_WEBHOOK_SECRET", "TELEGRAM_BOT_TOKEN"),
)
"""The first makes no sense without the second."""


def _address(value: str) -> str:
    if value and not value.startswith(("http://", "https://")):
        raise PydanticCustomError("config-not-url", "no http address")
    return value.rstrip("/")


def _database(value: str) -> str:
    if value and not value.startswith(DATABASES):
        raise PydanticCustomError("config-not-database", "no database address")
    return value.replace("postgres://", "postgresql://", 1)


def _listed(value: object) -> object:
    """ "new, old" -> ("new", "old")."""
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


Url = Annotated[str, AfterValidator(_address)]
Secrets = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_listed)]
Mode = Annotated[Literal["webhook", "polling"], BeforeValidator(_lower)]


class Environment(BaseModel):
    """The variables, by their names."""

    SECRET_KEY: str = ""
    LINE_CHANNEL_SECRET: Secrets = ()
    LINE_CHANNEL_ACCESS_TOKEN: str = ""
    LINE_API_BASE: Url = ""
    TELEGRAM_BOT_TOKEN: str = ""
    TELEGRAM_WEBHOOK_SECRET: Annotated[str, Field(pattern=TOKEN_LETTERS)] = ""
    TELEGRAM_API_BASE: Url = ""
    TELEGRAM_MODE: Mode = "polling"
    DATABASE_URL: Annotated[str, AfterValidator(_database)] = ""
    DATA_DIR: Path = Path("data")
    HOST: str = "127.0.0.1"
    PORT: Annotated[int, Field(ge=0, le=65535)] = 8080
    PUBLIC_URL: Url = ""


NAMES = tuple(Environment.model_fields)


def read_environment(environ: Mapping[str, str]) -> tuple[Environment | None, list[Mistake]]:
    """The checked variables; None with every mistake where there are any."""
    given = {name: environ[name].strip() for name in NAMES if environ.get(name, "").strip()}
    together = list(_halves(given))
    try:
        checked = Environment.model_validate(given)
    except ValidationError as error:
        return None, mistakes_of(error, NAMES) + together
    return (None, together) if together else (checked, [])


def _halves(given: Mapping[str, str]) -> Iterator[Mistake]:
    for name, other in TOGETHER:
        if name in given and other not in given:
            yield Mistake(other, "config-other-half", {"name": name})
    webhook = given.get("TELEGRAM_MODE", "").lower() == "webhook" and "TELEGRAM_BOT_TOKEN" in given
    if webhook and "TELEGRAM_WEBHOOK_SECRET" not in given:
        yield Mistake("TELEGRAM_WEBHOOK_SECRET", "config-webhook-secret")
