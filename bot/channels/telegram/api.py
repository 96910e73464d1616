"""The Bot API over HTTP: JSON in, JSON out, every failure a SendError. The only file that knows
python-telegram-bot, and slow to import for that reason: import it where a channel opens.

Rules: the library's typed methods are not used, since they drop what is newer than they are;
nothing that holds the token (it is part of every address) gets into a log or an error.
"""

from __future__ import annotations

import asyncio
import logging
import warnings
from datetime import timedelta
from typing import Any

from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest
from telegram.warnings import PTBUserWarning

from bot.channels.base import Reason, SendError
from handlers.content import Address

OFFICIAL = "https://api.telegram.org"

NOT_SENT = ("ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol")
"""httpx's errors after which the platform cannot have our call."""

REFUSALS: tuple[tuple[str, Reason], ...] = (
    ("blocked by the user", "blocked"),
    ("user is deactivated", "blocked"),
    ("can't initiate conversation", "blocked"),
    ("kicked", "gone"),
    ("not a member", "gone"),
    ("was deleted", "gone"),
    ("was deactivated", "gone"),
    ("chat not found", "gone"),
    ("peer_id_invalid", "gone"),
    ("channel_private", "gone"),
    ("not enough rights", "mute"),
    ("have no rights", "mute"),
    ("write_forbidden", "mute"),
    ("chat_restricted", "mute"),
    ("administrator rights", "mute"),
    ("topic_closed", "mute"),
)
"""What a 403 or 400 means, by words of its description; every other is "rejected"."""


class Api:
    """Calls of one bot. Made inside the running loop; `close` when done."""

    def __init__(self, token: str, base: str = "", seconds: float = 10.0) -> None:
        """`base` is the platform's address, `seconds` the longest that a call may take."""
        _silence()
        root = (base or OFFICIAL).rstrip("/")
        self._token = token
        self._seconds = seconds
        self._files = f"{root}/file/bot{token}"
        self._account = f"telegram:{token.partition(':')[0]}"
        self._requests = [_request(seconds), _request(seconds)]
        self._bot = Bot(
            token,
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )

    async def close(self) -> None:
        for request in self._requests:
            await request.shutdown()

    async def call(self, method: str, params: dict[str, Any] | None = None) -> Any:
        """The `result` of a call, as JSON. Raises SendError, its detail the platform's words."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._bot.do_api_request(method, params)
        except TelegramError as error:
            meant = self._meaning(error)
        except TimeoutError:
            meant = SendError("uncertain", detail="no answer in time")
        except (KeyError, TypeError, AttributeError):  # the library trusts the answer's shape
            meant = SendError("uncertain", detail="an answer of another shape")
        raise meant  # outside the handler: the library's errors hold addresses with the token

    def file_url(self, path: str) -> str:
        """Where a file of `getFile` lies. Holds the token: for downloading, never for a log."""
        return f"{self._files}/{path}"

    def _meaning(self, error: TelegramError) -> SendError:
        detail = str(error).replace(self._token, "…")[:200]
        match error:
            case ChatMigrated():
                moved = Address(self._account, "group", str(error.new_chat_id))
                return SendError("migrated", retryable=True, moved_to=moved)
            case RetryAfter():
                after = _seconds(error.retry_after)
                return SendError("rate", retryable=True, retry_after=after)
            case Forbidden() | BadRequest():
                return SendError(_refusal(detail), detail=detail)
            case InvalidToken() | EndPointNotFound():
                return SendError("forbidden", detail=detail)
            case Conflict():
                return SendError("unreachable", retryable=True, detail=f"conflict: {detail}")
            case NetworkError() if type(error.__cause__).__name__ in NOT_SENT:
                return SendError("unreachable", retryable=True, detail=detail)
            case _:
                return SendError("uncertain", detail=detail)


def _request(seconds: float) -> HTTPXRequest:
    return HTTPXRequest(
        read_timeout=seconds,
        write_timeout=seconds,
        connect_timeout=seconds / 2,
        pool_timeout=seconds / 2,
    )


def _seconds(time: int | timedelta) -> float:
    return time.total_seconds() if isinstance(time, timedelta) else float(time)


def _refusal(detail: str) -> Reason:
    said = detail.lower()
    return next((reason for words, reason in REFUSALS if words in said), "rejected")


def _silence() -> None:
    """Keeps the libraries from logging addresses with the token and the words of people, from
    recommending typed methods, and from announcing a type that `_seconds` is ready for."""
    for library in ("httpx", "httpcore", "telegram"):
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
    warnings.filterwarnings("ignore", message="Please use 'Bot", category=PTBUserWarning)
    warnings.filterwarnings("ignore", message=".*attribute `retry_after`", category=PTBUserWarning)
