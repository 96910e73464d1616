"""LINE as a channel: IO and nothing else. What it says is in `parse`, what we say in `render`.

Rules:
* a letter with a reply token is a reply (free), any other a push (paid); never both, so that one
  call has one outcome;
* a push carries the letter's retry key, and 409 means that LINE has it already. A reply must
  carry none;
* a message of ours cannot be edited or deleted, and quoting needs a token we do not keep: `edits`
  and `quotes` of a letter change nothing here.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING

import aiohttp

from bot.channels.base import BadSignature, Quota, SendError, Sent
from bot.channels.limits import Breaks, no_breaks
from bot.channels.line import content, errors
from bot.channels.line.errors import Refused, Route
from bot.channels.line.messages import Addressed
from bot.channels.line.parse import parse, verify
from bot.channels.line.render import MESSAGES, render
from bot.channels.line.tolerant import number, word
from handlers.content import Address, FileRef, Letter
from handlers.events import Incoming

if TYPE_CHECKING:
    from bot.channels.line.sdk import Sdk

API = "https://api.line.me"
CONTENT = "https://api-data.line.me"
TIMEOUT = 10.0
LOADING_SECONDS = 20
LONGEST_PAUSE = 60.0


class LineChannel:
    """One LINE Official Account."""

    name = "line"
    account = "line"
    can_edit = False
    push_costs = True
    tells_blocks = False
    bubbles_per_call = MESSAGES

    def __init__(
        self,
        secrets: tuple[str, ...],
        access_token: str,
        addressed: Addressed,
        api_base: str = "",
        breaks: Breaks = no_breaks,
        timeout: float = TIMEOUT,
    ) -> None:
        """`secrets` are the valid channel secrets; `addressed` tells whether words in a group are
        meant for us; `api_base` stands in for LINE's own addresses, for content too; `breaks`
        offers places to part long texts at; `timeout` seconds for a call."""
        self._secrets = secrets
        self._token = access_token
        self._addressed = addressed
        self._base = api_base.rstrip("/") or API
        self._content_base = api_base.rstrip("/") or CONTENT
        self._breaks = breaks
        self._timeout = timeout
        self._too_fast = 0

    async def open(self) -> None:
        """Returns at once; the SDK loads beside, and the first call waits for it."""
        self._session = aiohttp.ClientSession(trust_env=True)
        self._loading = asyncio.create_task(self._load())

    async def _load(self) -> Sdk:
        module = await asyncio.to_thread(import_module, "bot.channels.line.sdk")
        sdk: Sdk = module.Sdk(self._base, self._token, self._timeout)
        return sdk

    async def _sdk(self) -> Sdk:
        return await asyncio.shield(self._loading)

    async def close(self) -> None:
        await (await self._sdk()).close()
        await self._session.close()

    def events(self, body: bytes, headers: Mapping[str, str]) -> list[Incoming]:
        signature = next(
            (value for name, value in headers.items() if name.lower() == "x-line-signature"), ""
        )
        if not verify(self._secrets, body, signature):
            raise BadSignature("line")
        return parse(body, self.account, self._addressed, datetime.now(UTC))

    async def send(self, letter: Letter) -> Sent:
        route: Route = "reply" if letter.reply_token else "push"
        if route == "push" and not letter.to.id:
            raise SendError("gone", detail="an event that named no chat")
        try:
            ids = await self._call(letter)
        except Refused as refusal:
            if refusal.status != 409 or route == "reply":
                raise self._error(refusal, route) from None
            ids = errors.sent_ids(refusal.answer)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise errors.unanswered(error, route) from error
        self._too_fast = 0
        return Sent(ids, route)

    async def _call(self, letter: Letter) -> tuple[str, ...]:
        messages = render(letter, self._breaks)
        sdk = await self._sdk()
        if letter.reply_token:
            answer = await sdk.reply(letter.reply_token, messages)
        else:
            answer = await sdk.push(letter.to.id, messages, str(letter.retry_key))
        return errors.sent_ids(answer)

    def _error(self, refusal: Refused, route: Route) -> SendError:
        """The refusal's meaning; the pause doubles while LINE goes on to find us too fast."""
        error = errors.refused(refusal, route, min(LONGEST_PAUSE, 2.0**self._too_fast))
        self._too_fast = min(self._too_fast + 1, 6) if error.reason == "rate" else 0
        return error

    def fetch(self, file: FileRef, most: int) -> AsyncIterator[bytes]:
        return content.stream(self._session, self._content_base, self._token, file, most)

    async def acknowledge(self, press: str) -> None:
        """LINE wants no acknowledgement."""

    async def busy(self, to: Address) -> None:
        """Three moving dots, until our next message; LINE has them in private chats only."""
        if to.kind == "private" and to.id:
            with suppress(Refused, aiohttp.ClientError, TimeoutError):
                await (await self._sdk()).show_loading(to.id, LOADING_SECONDS)

    async def leave(self, group: Address) -> None:
        """Leaves a group or room; having left already is as good. Raises SendError."""
        sdk = await self._sdk()
        leaving = sdk.leave_room if _is_room(group) else sdk.leave_group
        try:
            await leaving(group.id)
        except Refused as refusal:
            if refusal.status not in (400, 404):
                raise self._error(refusal, "push") from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise errors.unanswered(error, "push") from error

    async def name_of(self, person: Address, group: Address | None) -> str:
        sdk = await self._sdk()
        try:
            if group is None:
                profile = await sdk.profile(person.id)
            elif _is_room(group):
                profile = await sdk.room_profile(group.id, person.id)
            else:
                profile = await sdk.group_profile(group.id, person.id)
        except (Refused, aiohttp.ClientError, TimeoutError):
            return ""
        return word(profile, "displayName")

    async def quota(self) -> Quota | None:
        """This month's paid messages, as LINE counts them (late, and about). Raises SendError."""
        sdk = await self._sdk()
        try:
            limit, used = await sdk.limit(), await sdk.consumption()
        except Refused as refusal:
            raise self._error(refusal, "push") from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise errors.unanswered(error, "push") from error
        most = number(limit, "value") if word(limit, "type") == "limited" else None
        return Quota(None if most is None else int(most), int(number(used, "totalUsage") or 0))


def _is_room(group: Address) -> bool:
    """LINE's older kind of group, told by its id."""
    return group.id.startswith("R")
