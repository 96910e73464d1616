"""The Messaging API over HTTP: routes, token, rate, and the record of every call.

Rules: the token is asked first, then the rate, then the request is looked at. Every answer
has an x-line-request-id. Mount `application(account)` at any prefix; content has the same
base. A path LINE does not know is 404, one with superfluous slashes too.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox.gate import CALL, Handler
from bot.sandbox.line.account import Account
from bot.sandbox.line.lookup import Lookup
from bot.sandbox.line.refused import NO_TOKEN, TOO_FAST, Refused
from bot.sandbox.line.sending import Sending

REQUEST_ID = "x-line-request-id"
BODY_MAX = 2 * 1024 * 1024
SENDS = ("reply", "push", "multicast", "broadcast")
Take = Callable[[dict[str, Any], dict[str, str]], Awaitable[dict[str, Any]]]


def application(account: Account) -> web.Application:
    app = web.Application(middlewares=[_middleware(account)], client_max_size=BODY_MAX)
    sending, lookup = Sending(account), Lookup(account)
    for name in SENDS:
        app.router.add_post(f"/v2/bot/message/{name}", _taking(getattr(sending, name)))
        app.router.add_post(f"/v2/bot/message/validate/{name}", _taking(sending.validate))
    app.add_routes(_reading(lookup))
    app.on_shutdown.append(account.close)
    return app


def _reading(lookup: Lookup) -> list[web.RouteDef]:
    message, group = "/v2/bot/message", "/v2/bot/group/{group}"
    endpoint = "/v2/bot/channel/webhook"
    return [
        web.get("/v2/bot/info", lookup.bot_info),
        web.get("/v2/bot/profile/{user}", lookup.profile),
        web.get("/v2/bot/followers/ids", lookup.followers),
        web.get(group + "/summary", lookup.summary),
        web.get(group + "/members/count", lookup.member_count),
        web.get(group + "/members/ids", lookup.followers),
        web.get(group + "/member/{user}", lookup.member),
        web.post(group + "/leave", lookup.leave),
        web.get(message + "/quota", lookup.quota),
        web.get(message + "/quota/consumption", lookup.consumption),
        web.get(message + "/{message}/content", lookup.content),
        web.get(message + "/{message}/content/preview", lookup.content),
        web.get(message + "/{message}/content/transcoding", lookup.transcoding),
        web.post("/v2/bot/chat/loading/start", lookup.loading),
        web.post("/v2/bot/chat/markAsRead", lookup.mark_as_read),
        web.get(endpoint + "/endpoint", lookup.endpoint),
        web.put(endpoint + "/endpoint", lookup.set_endpoint),
        web.post(endpoint + "/test", lookup.test_endpoint),
    ]


def _taking(take: Take) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        body = request[CALL].body
        if not isinstance(body, dict):
            raise Refused(400, "The request body could not be parsed as JSON")
        headers = request[CALL].headers | {REQUEST_ID: request[CALL].id}
        return web.json_response(await take(body, headers))

    return handler


def _middleware(account: Account) -> Any:
    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        async def answered(request: web.Request) -> web.StreamResponse:
            call = request[CALL]
            call.body = _parsed(await request.read())
            try:
                if call.headers.get("authorization") != f"Bearer {account.token}":
                    raise Refused(401, NO_TOKEN)
                if account.ledger.too_fast(request.path.rsplit("/", 1)[-1]):
                    raise Refused(429, TOO_FAST)
                response = await handler(request)
            except Refused as refused:
                response = refused.response()
            except web.HTTPNotFound:
                response = Refused(404, "Not found").response()
            except web.HTTPRequestEntityTooLarge:
                response = Refused(413, "Request entity too large").response()
            if isinstance(response, web.Response) and response.content_type == "application/json":
                call.answer = _parsed(response.body)
            return response

        response = await account.gate.pass_through(request, answered)
        response.headers.setdefault(REQUEST_ID, request[CALL].id)
        return response

    return guarded


def _parsed(body: Any) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        return None
