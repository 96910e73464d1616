"""What all commands share: how they speak on the terminal, and what keeps one from starting.

Rules: sentences go to stdout, complaints to stderr, in the language of the terminal; files that a
command makes are its user's alone, as they hold what people wrote.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer

from bot.commands.refusals import Refusal, reason
from bot.config import Settings
from handlers.content import Text, Value
from locales.terminal import language, line


def locale() -> str:
    return language(os.environ)


def word(key: str, **values: Value) -> str:
    return line(Text(key, values), locale())


def complain(lines: list[str]) -> None:
    for each in lines:
        typer.echo(each, err=True)


def say_channels(settings: Settings) -> None:
    for name, on, setting in (
        ("LINE", settings.line, "LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN"),
        ("Telegram", settings.telegram, "TELEGRAM_BOT_TOKEN"),
    ):
        key = "cli-channel-on" if on else "cli-channel-off"
        complain([word(key, channel=name, setting=setting)])
    if not settings.public_url:
        complain([word("cli-local-links")])


def writable(settings: Settings) -> None:
    from bot.commands.doctor import data_dir

    if data_dir(settings.data_dir).state == "wrong":
        raise Refusal(Text("cli-not-writable", {"path": str(settings.data_dir)}))


def known(key: str, given: str, known: Sequence[str]) -> None:
    if given not in known:
        raise Refusal(Text(key, {"given": given, "known": ", ".join(known)}))


@contextmanager
def starting(settings: Settings) -> Iterator[None]:
    """Turns what the user can mend (a port in use, no database) into a Refusal. Files that are
    made meanwhile are the user's alone, as they hold what people wrote."""
    from storage.database import Unavailable
    from storage.marks import OtherKey

    os.umask(0o077)
    try:
        yield
    except (OSError, Unavailable, OtherKey, ExceptionGroup) as error:
        text = reason(error, settings.host, settings.port)
        if text is None:
            raise
        raise Refusal(text) from None


def run_loop(work: Coroutine[Any, Any, None]) -> None:
    """Runs until done or stopped, on the faster event loop where there is one."""
    from bot.logs import configure

    configure()
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(work)


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:  # there is none for this platform
        return None
    return uvloop.new_event_loop
