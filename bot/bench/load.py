"""The load: signed LINE webhooks over kept connections, sparing the CPU of who is measured."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack
from functools import partial
from time import perf_counter, time
from types import TracebackType
from typing import Any, cast

from msgspec import Struct

from bot.bench.serving import HOST

SECRET = "bench-line-secret"
BODY_BYTES = 580
CONNECTIONS = 64
PATIENCE = 60.0


class Connection(asyncio.Protocol):
    """One kept connection. Answers here have no body, so the end of the head is the end."""

    def __init__(self) -> None:
        self._answered: Callable[[int], None] = lambda status: None
        self._received = b""
        self._transport: asyncio.WriteTransport | None = None
        self.lost = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        if self._received.endswith(b"\r\n\r\n"):
            status, self._received = int(self._received[9:12]), b""
            self._answered(status)

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost.set_result(None)

    def ask(self, request: bytes, answered: Callable[[int], None]) -> None:
        """Sends a request; `answered` is called with the answer's status."""
        assert self._transport is not None
        self._answered = answered
        self._transport.write(request)

    def close(self) -> None:
        if self._transport:
            self._transport.close()


class Run(Struct, frozen=True):
    """What became of a load: how long it took in all, and each answer's status and seconds."""

    seconds: float
    statuses: tuple[int, ...]
    waits: tuple[float, ...]

    @property
    def rate(self) -> float:
        return len(self.statuses) / self.seconds

    @property
    def accepted(self) -> int:
        return sum(status == 200 for status in self.statuses)


class Load:
    """Connections to a port on loopback: `async with`, then `saturate`, `burst` or `spread`."""

    def __init__(self, port: int, connections: int = CONNECTIONS) -> None:
        self._port = port
        self._most = connections
        self._stack = AsyncExitStack()
        self._connections: list[Connection] = []

    async def __aenter__(self) -> Load:
        loop = asyncio.get_running_loop()
        for _ in range(self._most):
            _, connection = await loop.create_connection(Connection, HOST, self._port)
            self._stack.callback(connection.close)
            self._connections.append(connection)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stack.aclose()

    async def saturate(self, requests: Sequence[bytes]) -> Run:
        """As fast as they are answered, one after the other on each connection."""
        left = iter(requests)
        run = _Under(len(requests))
        for connection in self._connections:
            run.go_on(connection, left)
        return await run.ended(self._connections)

    async def spread(self, requests: Sequence[bytes], rate: float) -> Run:
        """At an even rate. A request that finds no connection free waits, and that counts."""
        waiting = deque[tuple[bytes, float]]()
        free = deque(self._connections)
        run = _Under(len(requests))

        def pair() -> None:
            while waiting and free:
                connection = free.popleft()
                run.ask(connection, *waiting.popleft(), partial(after, connection))

        def after(connection: Connection) -> None:
            free.append(connection)
            pair()

        for position, request in enumerate(requests):
            due = run.started + position / rate
            if (early := due - perf_counter()) > 0:
                await asyncio.sleep(early)
            waiting.append((request, due))
            pair()
        return await run.ended(self._connections)


class _Under:
    """A load under way."""

    def __init__(self, most: int) -> None:
        self.started = perf_counter()
        self._most = most
        self._done: list[tuple[int, float]] = []
        self._all = asyncio.Event()

    def go_on(self, connection: Connection, left: Iterator[bytes]) -> None:
        """The connection's next request, and so on until none is left."""
        request = next(left, None)
        if request is not None:
            self.ask(connection, request, perf_counter(), lambda: self.go_on(connection, left))

    def ask(
        self, connection: Connection, request: bytes, due: float, after: Callable[[], None]
    ) -> None:
        def answered(status: int) -> None:
            self._done.append((status, perf_counter() - due))
            if len(self._done) == self._most:
                self._all.set()
            after()

        connection.ask(request, answered)

    async def ended(self, connections: Iterable[Connection]) -> Run:
        """Raises ConnectionResetError where the server hangs up, TimeoutError where it is mute."""
        async with asyncio.timeout(PATIENCE):
            whole = asyncio.ensure_future(self._all.wait())
            losses = [connection.lost for connection in connections]
            await asyncio.wait([whole, *losses], return_when=asyncio.FIRST_COMPLETED)
        if not self._all.is_set():
            raise ConnectionResetError("the server hung up")
        statuses, waits = zip(*self._done, strict=True)
        return Run(perf_counter() - self.started, statuses, waits)


def user(number: int) -> str:
    return f"U{number:032x}"


def text_event(number: int, token: str, words: str) -> dict[str, Any]:
    message = {"id": f"{token}m", "type": "text", "text": words, "quoteToken": "q" * 32}
    return _event(number, token, {"type": "message", "message": message})


def press_event(number: int, token: str, data: str) -> dict[str, Any]:
    return _event(number, token, {"type": "postback", "postback": {"data": data}})


def follow_event(number: int, token: str) -> dict[str, Any]:
    return _event(number, token, {"type": "follow", "follow": {"isUnblocked": False}})


def _event(number: int, token: str, what: dict[str, Any]) -> dict[str, Any]:
    """An event of the `number`-th user; `token` is unique and comes back with the answer."""
    return what | {
        "webhookEventId": token,
        "replyToken": token,
        "mode": "active",
        "timestamp": int(time() * 1000),
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": user(number)},
    }


def webhook(event: dict[str, Any], least: int = 0) -> bytes:
    """A whole signed HTTP request with one event, its body padded to `least` bytes."""
    body = json.dumps({"destination": "U" + "f" * 32, "events": [event]}, ensure_ascii=False)
    padded = body.encode()[:-1] + b" " * max(0, least - len(body.encode())) + b"}"
    signature = base64.b64encode(hmac.digest(SECRET.encode(), padded, hashlib.sha256))
    head = (
        f"POST /webhook/line HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
        f"User-Agent: LineBotWebhook/2.0\r\nContent-Length: {len(padded)}\r\nX-Line-Signature: "
    )
    return head.encode() + signature + b"\r\n\r\n" + padded
