"""One-time codes for the office's people and groups, and the links that carry them."""

from __future__ import annotations

import secrets

from msgspec import Struct

from bot.channels.base import SendError
from bot.channels.telegram.client import TelegramChannel
from bot.clock import Clock
from bot.config import Settings
from bot.opening import opened
from handlers.domain.people import CODE_ALPHABET, Grant
from storage import invites
from storage.database import Database


class InviteLinks(Struct, frozen=True):
    """A code, and on Telegram the links that carry it to a person's or a group's chat."""

    code: str
    person: str = ""
    group: str = ""


def new_code() -> str:
    """Three times four characters that are hard to mistake; a code of letters alone is avoided,
    since it could be a word."""
    while True:
        parts = ("".join(secrets.choice(CODE_ALPHABET) for _ in range(4)) for _ in range(3))
        code = "-".join(parts)
        if any(char.isdigit() for char in code):
            return code


async def store(db: Database, given: Grant, hours: int) -> str:
    """Makes a code and keeps its hash; the code itself is shown once and kept nowhere."""
    code = new_code()
    await db.run(lambda tx: invites.create(tx, code, given, hours))
    return code


async def create(settings: Settings, given: Grant) -> InviteLinks:
    """A code for a role in a unit (or special desk), with its links where Telegram is on."""
    async with opened(settings, Clock().now) as db:
        code = await store(db, given, settings.office.pace.invite_hours)
    username = await _username(settings)
    if not username:
        return InviteLinks(code)
    base = f"https://t.me/{username}"
    return InviteLinks(code, f"{base}?start={code}", f"{base}?startgroup={code}")


async def _username(settings: Settings) -> str:
    """What the bot is called on Telegram; "" where it is off or cannot be asked now."""
    if not settings.telegram:
        return ""
    channel = TelegramChannel(
        settings.telegram_bot_token,
        addressed=lambda text: False,
        api_base=settings.telegram_api_base,
    )
    api = channel.new_api()
    try:
        me = await api.call("getMe", {})
    except SendError:
        return ""
    finally:
        await api.close()
    return str(me.get("username", "")) if isinstance(me, dict) else ""
