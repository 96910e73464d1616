"""The process under measure: started by the bench, steered through a pipe.

What it serves is one of
* `bare`: aiohttp answering 200 and nothing else, the ceiling of everything;
* `accepting`: the real app's webhooks and database, without its loops;
* `whole`: the real app as `serve` runs it.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Literal

import structlog
from aiohttp import web

from bot.app import App, office
from bot.bench.figures import Usage
from bot.channels.registry import channels_of
from bot.clock import Clock
from bot.config import Settings
from bot.web.server import listening

Kind = Literal["bare", "accepting", "whole"]
NewLoop = Callable[[], asyncio.AbstractEventLoop]
HOST = "127.0.0.1"
_MEBI = 1024**2 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, KiB here
_PATIENCE = 30.0
_REST = 0.2
_IDLE = 0.1
"""The share of a core below which a process is at rest."""


def usage() -> Usage:
    """Of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return Usage(used.ru_utime + used.ru_stime, used.ru_maxrss / _MEBI)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


class Serving:
    """A serving process from the outside: `async with`, and it listens at `port`."""

    def __init__(self, kind: Kind, settings: Settings, new_loop: NewLoop | None) -> None:
        self.port = settings.port
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_run, args=(theirs, kind, settings, new_loop))

    async def __aenter__(self) -> Serving:
        self._process.start()
        await self._answer()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pipe.send(None)
        await asyncio.to_thread(self._process.join, _PATIENCE)
        if self._process.exitcode is None:
            self._process.kill()
            raise RuntimeError("the serving process does not stop")

    async def usage(self) -> Usage:
        self._pipe.send(0)
        return await self._answer()

    async def quiet(self) -> Usage:
        """Waits until the process rests, with all that it loads beside its start, and returns what
        it has used until then."""
        used = await self.usage()
        for _ in range(int(_PATIENCE / _REST)):
            before = used
            await asyncio.sleep(_REST)
            used = await self.usage()
            if used.cpu - before.cpu < _IDLE * _REST:
                break
        return used

    async def move_clock(self, seconds: int) -> None:
        """Lets the office's clock go so many seconds ahead of the real one."""
        self._pipe.send(seconds)
        await self._answer()

    async def _answer(self) -> Usage:
        """Raises RuntimeError where the process is gone or silent."""
        if not await asyncio.to_thread(self._pipe.poll, _PATIENCE):
            raise RuntimeError("the serving process does not answer")
        try:
            answer: Usage = self._pipe.recv()
        except EOFError as why:
            raise RuntimeError("the serving process ended") from why
        return answer


def _run(pipe: Connection, kind: Kind, settings: Settings, new_loop: NewLoop | None) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_serve(pipe, kind, settings))


async def _serve(pipe: Connection, kind: Kind, settings: Settings) -> None:
    """Obeys until told to stop (None): the rest are seconds by which to move the clock."""
    stop = asyncio.Event()
    async with AsyncExitStack() as stack:
        if kind == "bare":
            await stack.enter_async_context(_bare(settings.port))
            app = None
        else:
            app = await stack.enter_async_context(_app(kind, settings))

        def order() -> None:
            seconds = pipe.recv() if pipe.poll() else 0
            if seconds is None:
                stop.set()
                return
            if seconds and app is not None:
                app.clock.move(timedelta(seconds=seconds))
                app.wake()
            pipe.send(usage())

        asyncio.get_running_loop().add_reader(pipe.fileno(), order)
        pipe.send(usage())
        await stop.wait()


@asynccontextmanager
async def _bare(port: int) -> AsyncIterator[None]:
    async def answer(request: web.Request) -> web.Response:
        return web.Response()

    app = web.Application()
    app.router.add_post("/webhook/{channel}", answer)
    async with listening(app, HOST, port):
        yield


@asynccontextmanager
async def _app(kind: Kind, settings: Settings) -> AsyncIterator[App]:
    async with office(settings, Clock()) as app, listening(app.web, HOST, settings.port):
        if kind == "whole":
            await app.start()
        else:
            for channel in channels_of(settings, app.addressed, app.texts):
                await channel.open()
                app.channels[channel.account] = channel
        yield app
