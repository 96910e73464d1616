"""Telegram under the contract of channels."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from bot.channels.base import Channel
from handlers.content import Address
from tests.channels.case import Call, Case, Outcome, Platform, Raw
from tests.channels.telegram.standin import SECRET, Answer, Telegram, private, refusal, running

ACCOUNT = "telegram:4000000001"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PERSON = Address(ACCOUNT, "private", "5001")
GROUP = Address(ACCOUNT, "group", "-100200300")
FAULTS: dict[str, tuple[Answer, Outcome]] = {
    "blocked": (
        refusal(403, "Forbidden: bot was blocked by the user"),
        Outcome("blocked", False),
    ),
    "deactivated": (refusal(403, "Forbidden: user is deactivated"), Outcome("blocked", False)),
    "kicked": (
        refusal(403, "Forbidden: bot was kicked from the supergroup chat"),
        Outcome("gone", False),
    ),
    "no chat": (refusal(400, "Bad Request: chat not found"), Outcome("gone", False)),
    "may not write": (
        refusal(400, "Bad Request: have no rights to send a message"),
        Outcome("mute", False),
    ),
    "no rights": (
        refusal(400, "Bad Request: not enough rights to send text messages to the chat"),
        Outcome("mute", False),
    ),
    "migrated": (
        refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1009),
        Outcome("migrated", True),
    ),
    "flood": (
        refusal(429, "Too Many Requests: retry after 7", retry_after=7),
        Outcome("rate", True),
    ),
    "token": (refusal(401, "Unauthorized"), Outcome("forbidden", False)),
    "server": (refusal(500, "Internal Server Error"), Outcome("uncertain", False)),
    "gateway": (refusal(502, "Bad Gateway"), Outcome("uncertain", False)),
}
"""The platform's refusals, and what each must be taken for."""


class Stand:
    """The stand-in under the names of the contract suite."""

    def __init__(self, platform: Telegram) -> None:
        self._platform = platform

    def fail(self, fault: str) -> None:
        if fault == "hang":
            self._platform.hanging.add("sendMessage")
            return
        for method in ("sendMessage", "sendChatAction", "answerCallbackQuery"):
            self._platform.always[method] = FAULTS[fault][0]

    def shown(self) -> list[str]:
        return self._platform.shown()

    def presses(self) -> list[Raw]:
        return self._platform.presses()


@asynccontextmanager
async def start() -> AsyncIterator[tuple[Channel, Platform]]:
    async with running() as (channel, platform):
        yield channel, Stand(platform)


def call(body: bytes) -> Call:
    return Call(body, {HEADER: SECRET, "Content-Type": "application/json"})


def calls(raw: Sequence[Any]) -> list[Call]:
    """Telegram sends each update in a call of its own."""
    return [call(json.dumps(update).encode()) for update in raw]


def forged(true: Call) -> Call:
    return Call(true.body, {**true.headers, HEADER: SECRET + "x"})


CASE = Case(
    name="telegram",
    running=start,
    calls=calls,
    resigned=call,
    forged=forged,
    text=private,
    broken=(
        {},
        {"update_id": 1},
        {"update_id": "x", "message": []},
        {"update_id": 2, "message": {"chat": {"id": "5001", "type": "private"}}},
        {"update_id": 3, "message": {"chat": {"id": 5001, "type": "private"}}},
        {"update_id": 4, "message": {"chat": {"id": 5001, "type": 7}, "text": 8, "date": "x"}},
        {"update_id": 5, "callback_query": {"id": 9, "from": {"id": 5001}}},
        {"update_id": 6, "something_new": {"from": {"id": 5001}}},
        {"update_id": 7, "my_chat_member": {"chat": {"id": -1, "type": "group"}}},
    ),
    person=PERSON,
    group=GROUP,
    faults={name: outcome for name, (_, outcome) in FAULTS.items()},
    patience=1.0,
)
