"""LINE's own SDK, kept small: the calls we make, as plain data in and out.

The only module that imports `linebot`, which takes a second: `client.py` loads it beside the
running process. Traps of the SDK that are dealt with here: its models of messages drop fields that
they do not know and are slow (letters go past them); no call has a timeout of its own; answers that
its models do not know raise after the message was sent. `Configuration` keeps the SDK's log, which
would show answers and people's names at DEBUG, at WARNING.
"""

from __future__ import annotations

import json
from typing import Any

from linebot.v3.messaging import (
    ApiException,
    AsyncApiClient,
    AsyncMessagingApi,
    Configuration,
    ShowLoadingAnimationRequest,
)

from bot.channels.line.errors import Refused
from bot.channels.line.tolerant import Json

CONNECTIONS = 100
"""More than the workers that send at once: waiting for a connection counts against the timeout."""

_JSON = {"Accept": "application/json", "Content-Type": "application/json"}


class _Client(AsyncApiClient):  # type: ignore[misc]
    """Refusals become our own `Refused`, answers plain JSON ({} where they are none)."""

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return await super().request(*args, **kwargs)
        except ApiException as error:
            raise Refused(error.status or 0, error.body or b"") from None

    def deserialize(self, response: Any, response_type: str) -> Json:
        try:
            answer = json.loads(response.data)
        except ValueError:
            return {}
        return answer if isinstance(answer, dict) else {}


class Sdk:
    """The calls. Each raises Refused, `aiohttp.ClientError` or TimeoutError."""

    def __init__(self, base: str, token: str, timeout: float) -> None:
        """`base` has no trailing slash; `timeout` seconds for a whole call. Needs the loop."""
        settings = Configuration(host=base, access_token=token)
        settings.connection_pool_maxsize = CONNECTIONS
        self._client = _Client(settings)
        self._api: Any = AsyncMessagingApi(self._client)
        self._limit = {"_request_timeout": timeout}

    async def close(self) -> None:
        await self._client.close()

    async def reply(self, token: str, messages: list[Json]) -> Json:
        return await self._post("reply", {"replyToken": token, "messages": messages})

    async def push(self, to: str, messages: list[Json], retry_key: str) -> Json:
        headers = {"X-Line-Retry-Key": retry_key}
        return await self._post("push", {"to": to, "messages": messages}, headers)

    async def _post(self, route: str, body: Json, headers: dict[str, str] | None = None) -> Json:
        """By the SDK's own call, but past its models of messages: those take the body apart and
        put it together again, for longer than all the rest of a letter's way to LINE."""
        call = self._client.call_api(
            f"/v2/bot/message/{route}",
            "POST",
            header_params=_JSON | (headers or {}),
            body=body,
            response_types_map={"200": "object"},
            auth_settings=["Bearer"],
            _return_http_data_only=True,
            **self._limit,
        )
        return await self._answer(call)

    async def show_loading(self, user: str, seconds: int) -> None:
        request = ShowLoadingAnimationRequest(chatId=user, loadingSeconds=seconds)
        await self._api.show_loading_animation(request, **self._limit)

    async def leave_group(self, group: str) -> None:
        await self._api.leave_group(group, **self._limit)

    async def leave_room(self, room: str) -> None:
        await self._api.leave_room(room, **self._limit)

    async def profile(self, user: str) -> Json:
        return await self._answer(self._api.get_profile(user, **self._limit))

    async def group_profile(self, group: str, user: str) -> Json:
        call = self._api.get_group_member_profile(group, user, **self._limit)
        return await self._answer(call)

    async def room_profile(self, room: str, user: str) -> Json:
        call = self._api.get_room_member_profile(room, user, **self._limit)
        return await self._answer(call)

    async def limit(self) -> Json:
        return await self._answer(self._api.get_message_quota(**self._limit))

    async def consumption(self) -> Json:
        return await self._answer(self._api.get_message_quota_consumption(**self._limit))

    @staticmethod
    async def _answer(call: Any) -> Json:
        answer = await call
        return answer if isinstance(answer, dict) else {}
