"""The HTTP server of the process: one application on one port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.web.webhooks import MOST_BYTES

SHUTDOWN_SECONDS = 5.0
"""How long requests under way may take once we stop."""


def application() -> web.Application:
    """An empty application that refuses bodies over the webhooks' limit (413)."""
    return web.Application(client_max_size=MOST_BYTES)


@asynccontextmanager
async def listening(app: web.Application, host: str, port: int) -> AsyncIterator[None]:
    """The application on a port. Raises OSError when the port is taken."""
    runner = web.AppRunner(
        app, access_log=None, handle_signals=False, shutdown_timeout=SHUTDOWN_SECONDS
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield
    finally:
        await runner.cleanup()
