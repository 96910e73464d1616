"""What the bot can ask LINE: profiles, groups, content, quota, itself.

Rules: a profile is given of people who are friends or wrote; not of those who block. A
message taken back answers 410. Followers' ids need a verified account, which a school
office often lacks: 403.
"""

import mimetypes
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.sandbox.gate import CALL
from bot.sandbox.line.account import Account
from bot.sandbox.line.refused import Refused, invalid
from bot.sandbox.people import Group, Person

TYPES = {"image": "image/jpeg", "audio": "audio/mp4", "video": "video/mp4"}


class Lookup:
    def __init__(self, account: Account) -> None:
        self._account = account
        self._world = account.world

    async def bot_info(self, request: web.Request) -> web.Response:
        return web.json_response(
            {
                "userId": self._account.webhook.bot,
                "basicId": "@000sandbox",
                "displayName": self._account.bot_name,
                "chatMode": "bot",
                "markAsReadMode": "auto",
            }
        )

    async def profile(self, request: web.Request) -> web.Response:
        person = self._world.chat_of("line", request.match_info["user"])
        if not isinstance(person, Person) or person.tie != "friend":
            raise Refused(404, "Not found")
        return web.json_response(_profile(person) | {"language": person.language})

    async def member(self, request: web.Request) -> web.Response:
        person = self._world.chat_of("line", request.match_info["user"])
        if not isinstance(person, Person) or person.key not in self._group(request).members:
            raise Refused(404, "Not found")
        return web.json_response(_profile(person))

    async def summary(self, request: web.Request) -> web.Response:
        group = self._group(request)
        return web.json_response({"groupId": group.address, "groupName": group.name})

    async def member_count(self, request: web.Request) -> web.Response:
        return web.json_response({"count": len(self._group(request).members)})

    async def leave(self, request: web.Request) -> web.Response:
        self._group(request).bot = "out"
        self._world.tell()
        return web.json_response({})

    async def followers(self, request: web.Request) -> web.Response:
        raise Refused(403, "Access to this API is not available for your account")

    async def content(self, request: web.Request) -> web.Response:
        message = self._world.find(request.match_info["message"])
        if message is None:
            raise Refused(404, "Not found")
        if message.state == "unsent":
            raise Refused(410, "Gone")
        if message.id in self._account.preparing:
            return web.Response(status=202)
        data = self._world.store.file(message.file) if message.file else None
        if data is None:
            raise Refused(404, "Not found")
        kind = TYPES.get(message.kind) or mimetypes.guess_type(message.text)[0]
        return web.Response(body=data, content_type=kind or "application/octet-stream")

    async def transcoding(self, request: web.Request) -> web.Response:
        waiting = request.match_info["message"] in self._account.preparing
        return web.json_response({"status": "processing" if waiting else "succeeded"})

    async def quota(self, request: web.Request) -> web.Response:
        most = self._account.ledger.quota
        limit: dict[str, Any] = {"type": "none"}
        return web.json_response(limit if most is None else {"type": "limited", "value": most})

    async def consumption(self, request: web.Request) -> web.Response:
        return web.json_response({"totalUsage": self._account.ledger.used()})

    async def loading(self, request: web.Request) -> web.Response:
        body = await request.json()
        seconds = body.get("loadingSeconds", 20)
        place = self._world.chat_of("line", str(body.get("chatId")))
        if not isinstance(place, Person):
            raise invalid("chatId")
        if seconds not in range(5, 61, 5):
            raise invalid("loadingSeconds")
        self._world.tell({"type": "typing", "chat": place.key})
        return web.json_response({}, status=202)

    async def mark_as_read(self, request: web.Request) -> web.Response:
        if not (await request.json()).get("markAsReadToken"):
            raise invalid("markAsReadToken")
        return web.json_response({})

    async def endpoint(self, request: web.Request) -> web.Response:
        return web.json_response({"endpoint": self._account.webhook.url, "active": True})

    async def set_endpoint(self, request: web.Request) -> web.Response:
        self._account.webhook.url = str((await request.json())["endpoint"])
        return web.json_response({})

    async def test_endpoint(self, request: web.Request) -> web.Response:
        endpoint = (request[CALL].body or {}).get("endpoint", "")
        delivery = await self._account.webhook.test(endpoint)
        now = datetime.fromtimestamp(self._world.clock.now(), UTC)
        return web.json_response(
            {
                "success": delivery.welcome,
                "timestamp": now.isoformat(timespec="milliseconds"),
                "statusCode": delivery.status,
                "reason": "OK" if delivery.welcome else "ERROR_STATUS_CODE",
                "detail": str(delivery.status),
            }
        )

    def _group(self, request: web.Request) -> Group:
        group = self._world.chat_of("line", request.match_info["group"])
        if not isinstance(group, Group) or group.bot == "out":
            raise Refused(404, "Not found")
        return group


def _profile(person: Person) -> dict[str, Any]:
    return {"displayName": person.name, "userId": person.address}
