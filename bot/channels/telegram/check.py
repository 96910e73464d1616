"""Looks at a Telegram bot as its administrator would: the token, and how updates come to us.

Rules: asks only; changes neither webhook nor polling of a bot that may be running.
"""

from __future__ import annotations

from typing import Literal

from bot.channels.base import SendError
from bot.channels.finding import Finding, fine, wrong
from bot.channels.telegram.raw import Json, text
from bot.channels.telegram.settings import PATH


async def check(
    token: str, api_base: str, mode: Literal["polling", "webhook"], public_url: str, seconds: float
) -> list[Finding]:
    """Findings about the bot; `seconds` for each call. Raises nothing for what Telegram answers."""
    from bot.channels.telegram.api import Api  # slow to import

    api = Api(token, api_base, seconds)
    try:
        me, webhook = await api.call("getMe"), await api.call("getWebhookInfo")
    except SendError as error:
        refused = error.reason in ("forbidden", "rejected", "gone")
        key = "cli-doctor-telegram-token" if refused else "cli-doctor-telegram-unreachable"
        return [wrong(key)]
    finally:
        await api.close()
    name = text(me, "username") if isinstance(me, dict) else ""
    return [
        fine("cli-doctor-telegram", name=name),
        *_updates(webhook if isinstance(webhook, dict) else {}, mode, public_url),
    ]


def _updates(webhook: Json, mode: Literal["polling", "webhook"], public_url: str) -> list[Finding]:
    address, failure = text(webhook, "url"), text(webhook, "last_error_message")
    if mode == "polling":
        if not address:
            return []
        return [wrong("cli-doctor-telegram-webhook-set", address=address)]
    if not address or (public_url and address != public_url + PATH):
        return [wrong("cli-doctor-telegram-no-webhook")]
    if failure:
        return [wrong("cli-doctor-telegram-webhook-fails", address=address, reason=failure[:200])]
    return [fine("cli-doctor-telegram-webhook", address=address)]
