"""What LINE's refusals and broken calls mean for trying again. Pure, but for the exception types.

Rules:
* a push carries a retry key, so that repeating it is safe for 24 hours: whatever broke is
  `unreachable`. A reply has none: LINE may have shown it, which is `uncertain`, unless the
  connection was never made;
* 429 has three causes, told apart by its message alone, and names no time to wait;
* LINE answers 200 for people who blocked us: that is known by `unfollow` events only.

Source: developers.line.biz/en/reference/messaging-api, "Status codes" and "Retry key".
"""

from __future__ import annotations

import json
from typing import Literal

import aiohttp

from bot.channels.base import SendError
from bot.channels.line.tolerant import Json, records, word

Route = Literal["reply", "push"]

_DETAIL = 300


class Refused(Exception):
    """LINE answered with an error. `answer` is its JSON, {} where there is none."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.answer = _answer(body)

    @property
    def message(self) -> str:
        return word(self.answer, "message")


def _answer(body: bytes) -> Json:
    try:
        answer = json.loads(body)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def sent_ids(answer: Json) -> tuple[str, ...]:
    """The ids of the messages sent; also in a 409 for a push that LINE has already."""
    return tuple(word(each, "id") for each in records(answer, "sentMessages"))


def refused(refusal: Refused, route: Route, pause: float) -> SendError:
    """What a refusal means; `pause` seconds to wait where LINE was asked too fast."""
    status, message = refusal.status, refusal.message
    detail = _detail(refusal)
    if status >= 500:
        return broken(route, detail)
    if status == 429 and "monthly limit" in message:
        return SendError("quota", detail=detail)
    if status == 429:
        return SendError("rate", retryable=True, retry_after=pause, detail=detail)
    if status in (401, 403):
        return SendError("forbidden", detail=detail)
    if status == 400 and route == "reply" and "Invalid reply token" in message:
        return SendError("token", detail=detail)
    if status == 400 and "Failed to send messages" in message:
        return SendError("gone", detail=detail)
    return SendError("rejected", detail=detail)


def unanswered(error: aiohttp.ClientError | TimeoutError, route: Route) -> SendError:
    """What a call means that brought no answer."""
    never_left = isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
    return broken("push" if never_left else route, type(error).__name__)


def broken(route: Route, detail: str) -> SendError:
    if route == "push":
        return SendError("unreachable", retryable=True, detail=detail)
    return SendError("uncertain", detail=detail)


def _detail(refusal: Refused) -> str:
    """LINE's own words on what is wrong; they name properties, not what we sent."""
    parts = [
        f"{word(each, 'property')}: {word(each, 'message')}"
        for each in records(refusal.answer, "details")
    ]
    return "; ".join([f"{refusal.status} {refusal.message}", *parts])[:_DETAIL]
