"""The channels there are. A third one is a folder of its own and a line in `CHANNELS`."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any

from bot.channels.base import Channel
from bot.channels.line.client import LineChannel
from bot.channels.telegram.client import TelegramChannel
from bot.channels.telegram.polling import poll
from bot.channels.telegram.settings import MenuCommand
from bot.config import Settings
from bot.understanding.breaks import breaks
from handlers.events import Incoming
from locales.texts import LOCALES, Texts
from storage.database import Unavailable

Addressed = Callable[[str], bool]
Store = Callable[[list[Incoming]], Awaitable[None]]
Loop = Callable[[], Coroutine[Any, Any, None]]
Make = Callable[[Settings, Addressed, Texts], Channel | None]

MENU = ("menu", "track", "help", "cancel", "language")


def _line(settings: Settings, addressed: Addressed, texts: Texts) -> Channel | None:
    if not settings.line:
        return None
    return LineChannel(
        settings.line_channel_secret,
        settings.line_channel_access_token,
        addressed,
        settings.line_api_base,
        breaks,
    )


def _telegram(settings: Settings, addressed: Addressed, texts: Texts) -> Channel | None:
    if not settings.telegram:
        return None
    return TelegramChannel(
        settings.telegram_bot_token,
        addressed=addressed,
        secret=settings.telegram_webhook_secret,
        api_base=settings.telegram_api_base,
        mode=settings.telegram_mode,
        public_url=settings.public_url,
        breaks=breaks,
        commands=[
            MenuCommand(name, {each: texts.line(f"command-{name}", each) for each in LOCALES})
            for name in MENU
        ],
    )


CHANNELS: tuple[Make, ...] = (_line, _telegram)


def channels_of(settings: Settings, addressed: Addressed, texts: Texts) -> list[Channel]:
    """The channels whose secrets are set."""
    made = (make(settings, addressed, texts) for make in CHANNELS)
    return [channel for channel in made if channel is not None]


def polled(channel: Channel, store: Store) -> Loop | None:
    """The loop of a channel that asks its platform for events, None for one that is called."""
    if not isinstance(channel, TelegramChannel) or not channel.polls:
        return None
    return partial(poll, channel, store, asyncio.Event(), unavailable=(Unavailable, OSError))
