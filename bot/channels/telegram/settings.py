"""What the platform must know of us before anything works: how updates come, which commands a
menu offers; and what we must know: our own name."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from bot.channels.base import SendError
from bot.channels.telegram.parse import ALLOWED
from bot.channels.telegram.raw import text

if TYPE_CHECKING:
    from bot.channels.telegram.api import Api

log = logging.getLogger(__name__)

PATH = "/webhook/telegram"


class MenuCommand(Struct, frozen=True):
    """A command of the bot's menu: 1 to 32 small Latin letters, digits and "_", and what it does,
    by language, the office's own first."""

    name: str
    descriptions: dict[str, str]


class Settings(Struct, frozen=True):
    """`secret` is 1 to 256 letters of A-Z, a-z, 0-9, "_" and "-"; `public_url` our own address."""

    mode: Literal["polling", "webhook"]
    secret: str = ""
    public_url: str = ""
    commands: tuple[MenuCommand, ...] = ()


async def username(api: Api) -> str:
    """Our name at the platform, without the "@". Raises SendError."""
    me = await api.call("getMe")
    return text(me, "username") if isinstance(me, dict) else ""


async def settle_updates(api: Api, settings: Settings) -> None:
    """Tells the platform how updates shall come. Raises SendError.

    In webhook mode without a public address the webhook is somebody else's to set.
    """
    if settings.mode == "polling":
        await api.call("deleteWebhook")
    elif settings.public_url:
        await api.call(
            "setWebhook",
            {
                "url": settings.public_url.rstrip("/") + PATH,
                "secret_token": settings.secret,
                "allowed_updates": list(ALLOWED),
            },
        )


async def offer_commands(api: Api, commands: Sequence[MenuCommand]) -> None:
    """Shows the commands in the menu: in each language, and in the first one to everybody else.

    Raises SendError, but not for a refusal: the menu is only a convenience.
    """
    languages = list(dict.fromkeys(code for known in commands for code in known.descriptions))
    menus: list[dict[str, Any]] = [{"commands": _listed(commands, code)} for code in languages[:1]]
    menus += [{"commands": _listed(commands, code), "language_code": code} for code in languages]
    for menu in menus:
        try:
            await api.call("setMyCommands", menu)
        except SendError as error:
            if error.reason != "rejected":
                raise
            log.warning("telegram: a menu of commands was refused: %s", error.detail)


def _listed(commands: Sequence[MenuCommand], code: str) -> list[dict[str, str]]:
    return [
        {"command": known.name, "description": known.descriptions[code]}
        for known in commands
        if code in known.descriptions
    ]
