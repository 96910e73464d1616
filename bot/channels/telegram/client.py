"""Telegram as a channel: calls, files and the bot's own settings at the platform.

Rules: `open` never fails because the platform does; who we are is asked, and webhook and commands
are set, as soon as it answers. A letter of several messages that failed half-way goes on where it
stopped when it is sent again, since Telegram knows no retry keys.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from msgspec import structs

from bot.channels.base import BadSignature, FetchError, Quota, SendError, Sent
from bot.channels.limits import Breaks, no_breaks
from bot.channels.telegram.files import download
from bot.channels.telegram.pacing import Gate, Pace
from bot.channels.telegram.parse import Me, parse, read
from bot.channels.telegram.raw import Json, full_name, name, part, text
from bot.channels.telegram.render import Call, chat_id, mend, render, where
from bot.channels.telegram.settings import (
    MenuCommand,
    Settings,
    offer_commands,
    settle_updates,
    username,
)
from handlers.content import Address, FileRef, Letter
from handlers.events import Incoming

if TYPE_CHECKING:
    from bot.channels.telegram.api import Api

log = logging.getLogger(__name__)

SECRET_HEADER = "x-telegram-bot-api-secret-token"
PATIENCE = 15.0
"""Seconds that a letter may wait for its turn here; with longer to go it waits in the outbox."""
HALF_SENT = 1000
"""Half-sent letters that are remembered."""
LONGEST_PAUSE = 60.0
"""Seconds between attempts to settle with a platform that is down."""


class TelegramChannel:
    """See `bot.channels.base.Channel`. Besides, `read` and `new_api` serve polling, and `ready`
    tells that the platform knows our settings."""

    name = "telegram"
    can_edit = True
    push_costs = False
    tells_blocks = True
    bubbles_per_call = 1

    def __init__(
        self,
        token: str,
        *,
        addressed: Callable[[str], bool],
        secret: str = "",
        api_base: str = "",
        mode: Literal["polling", "webhook"] = "polling",
        public_url: str = "",
        breaks: Breaks = no_breaks,
        commands: Sequence[MenuCommand] = (),
        pace: Pace | None = None,
        timeout: float = 10.0,
    ) -> None:
        """`addressed` knows words in a group that are meant for us (see `words.Me`); `timeout` is
        in seconds, for a call."""
        self.me = Me(token.partition(":")[0], "", addressed)
        self.account = self.me.account
        self.ready = asyncio.Event()
        self._token = token
        self._api_base = api_base
        self._settings = Settings(mode, secret, public_url, tuple(commands))
        self._breaks = breaks
        self._gate = Gate(pace or Pace(), PATIENCE)
        self._timeout = timeout
        self._api: Api | None = None
        self._introduction: asyncio.Task[None] | None = None
        self._half_sent: dict[UUID, list[str]] = {}

    @property
    def polls(self) -> bool:
        """Whether updates are asked for, instead of being posted to our webhook."""
        return self._settings.mode == "polling"

    async def open(self) -> None:
        """Waits a little for the platform, then goes on trying in the background."""
        self._api = self.new_api()
        self._introduction = asyncio.create_task(self._introduce())
        await asyncio.wait([self._introduction], timeout=self._timeout)

    async def close(self) -> None:
        if self._introduction:
            self._introduction.cancel()
            await asyncio.wait([self._introduction])
        if self._api:
            await self._api.close()

    def new_api(self, seconds: float = 0) -> Api:
        """A connection of its own, whose calls may last some seconds."""
        from bot.channels.telegram.api import Api  # a third of a second, only where Telegram is on

        return Api(self._token, self._api_base, seconds or self._timeout)

    def events(self, body: bytes, headers: Mapping[str, str]) -> list[Incoming]:
        """Without a secret of ours every call is refused: anyone could have made it."""
        given = next((headers[key] for key in headers if key.lower() == SECRET_HEADER), "")
        secret = self._settings.secret.encode()
        if not secret or not hmac.compare_digest(given.encode("utf-8", "replace"), secret):
            raise BadSignature
        return parse(body, self.me, datetime.now(UTC))

    def read(self, update: Json) -> list[Incoming]:
        """The events of one polled update."""
        return read(update, self.me, datetime.now(UTC))

    async def send(self, letter: Letter) -> Sent:
        calls = render(letter, self._breaks)
        ids = self._half_sent.pop(letter.retry_key, [])
        try:
            for call in calls[len(ids) :]:
                ids.append(await self._deliver(call, letter.to))
        finally:
            if 0 < len(ids) < len(calls):
                self._remember(letter.retry_key, ids)
        return Sent(tuple(ids), "edit" if ids[0] == letter.edits else "push")

    async def fetch(self, file: FileRef, most: int) -> AsyncIterator[bytes]:
        if file.size is not None and file.size > most:
            raise FetchError("too_large")
        try:
            found = await self._open_api().call("getFile", {"file_id": file.id})
        except SendError as error:
            raise _not_fetched(error) from None
        path = text(found, "file_path")
        if not path:
            raise FetchError("gone", "no path")
        async for piece in download(self._open_api().file_url(path), most, self._timeout):
            yield piece

    async def acknowledge(self, press: str) -> None:
        await self._try("answerCallbackQuery", {"callback_query_id": press})

    async def busy(self, to: Address) -> None:
        await self._try("sendChatAction", where(to) | {"action": "typing"})

    async def leave(self, group: Address) -> None:
        await self._try("leaveChat", {"chat_id": chat_id(group)})

    async def name_of(self, person: Address, group: Address | None) -> str:
        if group is None:
            return full_name(await self._try("getChat", {"chat_id": chat_id(person)}))
        both = {"chat_id": chat_id(group), "user_id": chat_id(person)}
        return full_name(part(await self._try("getChatMember", both), "user"))

    async def quota(self) -> Quota | None:
        return None

    async def _deliver(self, call: Call, to: Address) -> str:
        """Makes a call, or the nearest to it that the platform takes; gives the message's id."""
        await self._gate.enter(to)
        try:
            return name(await self._open_api().call(call.method, call.params), "message_id")
        except SendError as error:
            if error.reason == "rate":
                self._gate.refuse(to, error.retry_after or 1.0)
            if "message is not modified" in error.detail.lower():
                return str(call.params["message_id"])
            mended = mend(call, error.detail, to) if error.reason == "rejected" else None
            if mended is None:
                raise
        log.warning("telegram: %s refused, sent otherwise", call.method)
        return await self._deliver(mended, to)

    async def _try(self, method: str, params: Json) -> Json:
        """A call whose failure changes nothing; its result, or nothing."""
        try:
            result = await self._open_api().call(method, params)
        except SendError as error:
            log.info("telegram: %s failed: %s", method, error.reason)
            return {}
        return result if isinstance(result, dict) else {}

    def _open_api(self) -> Api:
        if self._api is None:
            raise SendError("unreachable", retryable=True, detail="the channel is not open")
        return self._api

    def _remember(self, key: UUID, ids: list[str]) -> None:
        self._half_sent[key] = ids
        if len(self._half_sent) > HALF_SENT:
            del self._half_sent[next(iter(self._half_sent))]

    async def _introduce(self) -> None:
        """Settles with the platform who we are and how updates come; tries until it has."""
        pause = 1.0
        while True:
            try:
                return await self._settle(self._open_api())
            except SendError as error:
                log.warning("telegram: not set up yet: %s", error)
                await asyncio.sleep(max(pause, error.retry_after or 0.0))
                pause = min(2 * pause, LONGEST_PAUSE)

    async def _settle(self, api: Api) -> None:
        self.me = structs.replace(self.me, username=await username(api))
        await settle_updates(api, self._settings)
        self.ready.set()
        await offer_commands(api, self._settings.commands)


def _not_fetched(error: SendError) -> FetchError:
    if "file is too big" in error.detail.lower():
        return FetchError("too_large", "the platform gives no file of this size")
    return FetchError("gone" if error.reason == "rejected" else "later", error.reason)
