"""LINE under the contract."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from bot.channels.base import Channel
from bot.channels.line.client import LineChannel
from handlers.content import Address
from tests.channels.case import Call, Case, Outcome, Platform
from tests.channels.line.stand_in import GROUP, TOKEN, USER, Line, event

SECRET = "channel-secret"
PATIENCE = 0.5


@asynccontextmanager
async def running() -> AsyncIterator[tuple[LineChannel, Line]]:
    """Our client pointed at a fresh stand-in, which must have found nothing wrong in the end."""
    line = Line()
    channel = LineChannel(
        (SECRET,),
        TOKEN,
        addressed=lambda text: text.startswith("LEI2-"),
        api_base=await line.open(),
        timeout=PATIENCE,
    )
    await channel.open()
    try:
        yield channel, line
    finally:
        await channel.close()
        await line.close()
    assert line.problems == []


@asynccontextmanager
async def _running() -> AsyncIterator[tuple[Channel, Platform]]:
    async with running() as (channel, line):
        yield channel, line


def signed(body: bytes, secret: str = SECRET) -> Call:
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return Call(body, {"X-Line-Signature": base64.b64encode(digest).decode()})


def calls(events: Sequence[Any]) -> list[Call]:
    body = json.dumps({"destination": "U" + "0" * 32, "events": events}, ensure_ascii=False)
    return [signed(body.encode())]


def text(number: int, words: str) -> dict[str, Any]:
    message = {"id": f"m{number}", "type": "text", "text": words, "quoteToken": "q"}
    return event("message", message=message, webhookEventId=f"event-{number}")


CASE = Case(
    name="line",
    running=_running,
    calls=calls,
    resigned=signed,
    forged=lambda call: signed(call.body, "another-secret"),
    text=text,
    broken=(
        None,
        7,
        "event",
        [],
        {},
        {"type": 5, "source": [], "timestamp": "soon"},
        event("message", message="words"),
        event("message", message={"type": "text", "text": 5}),
        event("message", source=None, timestamp=10**30),
        event("postback", postback=None, webhookEventId=None),
        event("memberJoined", joined={"members": [None, {"userId": 4}]}),
        event("somethingNew", timestamp=float("nan"), source={"type": "planet"}),
    ),
    person=Address("line", "private", USER),
    group=Address("line", "group", GROUP),
    faults={
        "gone": Outcome("gone", False),
        "rate": Outcome("rate", True),
        "quota": Outcome("quota", False),
        "forbidden": Outcome("forbidden", False),
        "rejected": Outcome("rejected", False),
        "too_large": Outcome("rejected", False),
        "down": Outcome("unreachable", True),
    },
    patience=PATIENCE,
)
