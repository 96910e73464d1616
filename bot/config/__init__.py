"""One office's settings: bot.yaml and the environment, checked, as one read-only record.

Rules: bot.yaml holds no secret; a `.env` beside it is read too, and the real environment wins over
it; all mistakes are reported at once. Nothing else in the house reads files or variables for
settings.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec
from dotenv import dotenv_values
from msgspec import Struct

from bot.config.environment import NAMES, read_environment
from bot.config.mistakes import ConfigError, Mistake
from bot.config.office import read_office
from handlers.domain.office import Office
from locales.own import FOLDER, slips

__all__ = [
    "BOT_YAML",
    "LEAST_SECRET_KEY",
    "ConfigError",
    "Mistake",
    "Settings",
    "load",
    "require_secret_key",
    "sleepless",
]

BOT_YAML = Path("bot.yaml")
LEAST_SECRET_KEY = 32
"""Characters; what `init` makes has 43."""

SLIPS = {
    "broken": "config-own-broken",
    "unknown": "config-own-unknown",
    "values": "config-own-values",
}


class Settings(Struct, frozen=True):
    """What a process needs to know. Addresses have no trailing slash; an empty base means the
    platform's own; `line_channel_secret` may hold two during a change-over; `beside`: the folder of
    bot.yaml, where the office's own wording may lie."""

    office: Office
    secret_key: str = ""
    line_channel_secret: tuple[str, ...] = ()
    line_channel_access_token: str = ""
    line_api_base: str = ""
    telegram_bot_token: str = ""
    telegram_webhook_secret: str = ""
    telegram_api_base: str = ""
    telegram_mode: Literal["webhook", "polling"] = "polling"
    database_url: str = ""
    data_dir: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str = ""
    beside: Path | None = None

    @property
    def line(self) -> bool:
        """LINE is switched on."""
        return bool(self.line_channel_secret and self.line_channel_access_token)

    @property
    def telegram(self) -> bool:
        return bool(self.telegram_bot_token)

    def __repr__(self) -> str:
        """Without values: most of them are secrets, and a repr ends in logs."""
        return f"Settings({self.office.code})"


def load(bot_yaml: Path = BOT_YAML, environ: Mapping[str, str] | None = None) -> Settings:
    """Reads the settings; `environ` stands in for the process's own. Raises ConfigError."""
    variables = _variables(bot_yaml, os.environ if environ is None else environ)
    text, unreadable = _read(bot_yaml)
    office, wrong_office = (None, unreadable) if unreadable else read_office(text, variables)
    environment, wrong_environment = read_environment(variables)
    wrong_office += _own_wording(bot_yaml.parent)
    if office is None or environment is None or wrong_office:
        raise ConfigError([*wrong_office, *wrong_environment])
    values = {name.lower(): getattr(environment, name) for name in NAMES}
    values["database_url"] = values["database_url"] or f"sqlite:///{environment.DATA_DIR}/bot.db"
    office = msgspec.structs.replace(office, reachable=bool(values["public_url"]))
    return Settings(office=office, beside=bot_yaml.parent, **values)


def require_secret_key(settings: Settings) -> None:
    """Raises ConfigError where there is none, or one that could be guessed: without it nothing
    stored could be read again."""
    if not settings.secret_key:
        raise ConfigError([Mistake("SECRET_KEY", "config-no-secret-key")])
    if len(settings.secret_key) < LEAST_SECRET_KEY:
        short = Mistake("SECRET_KEY", "config-short-secret-key", {"least": LEAST_SECRET_KEY})
        raise ConfigError([short])


def sleepless(office: Office) -> Office:
    """An office without quiet hours: whoever tries it out at night sees what is sent."""
    all_day = msgspec.structs.replace(office.desks, quiet_from="00:00", quiet_until="00:00")
    return msgspec.structs.replace(office, desks=all_day)


def for_sandbox(settings: Settings, secret_key: str) -> Settings:
    """The same office in a room of its own: no account, no database and no key of the real one."""
    room = settings.data_dir / "sandbox"
    # Everybody who plays is on this machine, so that links of ours open.
    office = msgspec.structs.replace(sleepless(settings.office), reachable=True)
    return msgspec.structs.replace(
        Settings(office=office, host=settings.host, port=settings.port),
        secret_key=secret_key,
        beside=settings.beside,
        data_dir=room,
        database_url=f"sqlite:///{room}/bot.db",
    )


def _own_wording(beside: Path) -> list[Mistake]:
    try:
        return [
            Mistake(f"{FOLDER}/{slip.path.name}", SLIPS[slip.what], {"name": slip.name})
            for slip in slips(beside)
        ]
    except UnicodeDecodeError:
        return [Mistake(FOLDER, "config-not-utf8")]
    except OSError:
        return [Mistake(FOLDER, "config-not-readable")]


def _variables(bot_yaml: Path, environ: Mapping[str, str]) -> dict[str, str]:
    beside = dotenv_values(bot_yaml.parent / ".env", interpolate=False)
    return {name: value for name, value in beside.items() if value is not None} | dict(environ)


def _read(path: Path) -> tuple[str, list[Mistake]]:
    try:
        return path.read_text(encoding="utf-8-sig"), []
    except FileNotFoundError:
        return "", [Mistake(str(path), "config-no-file")]
    except UnicodeDecodeError:
        return "", [Mistake(str(path), "config-not-utf8")]
    except OSError:
        return "", [Mistake(str(path), "config-not-readable")]
