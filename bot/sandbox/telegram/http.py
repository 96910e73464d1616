"""The Bot API over HTTP: methods, token, files, and the record of every call.

Rules: method names do not mind their case; an unknown one is 404 like an unknown path.
Mount `application(account)` at any prefix: behind it stand /bot{token}/METHOD and
/file/bot{token}/PATH.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox.gate import CALL, Handler
from bot.sandbox.telegram import params
from bot.sandbox.telegram.account import Account
from bot.sandbox.telegram.ask import Ask
from bot.sandbox.telegram.refused import Refused, refusal
from bot.sandbox.telegram.talk import Talk

UPLOAD_MAX = 50 * 1024 * 1024
Method = Callable[[params.Params], Awaitable[Any]]


def application(account: Account) -> web.Application:
    app = web.Application(middlewares=[_middleware(account)], client_max_size=UPLOAD_MAX)
    table = {name.lower(): method for name, method in _methods(account).items()}

    async def call(request: web.Request) -> web.Response:
        _authorize(account, request)
        method = table.get(request.match_info["method"].lower())
        if method is None:
            raise Refused(404, "Not Found")
        given = await params.read(request)
        request[CALL].body = given.values | {
            name: each.name for name, each in given.uploads.items()
        }
        return web.json_response({"ok": True, "result": await method(given)})

    async def file(request: web.Request) -> web.Response:
        _authorize(account, request)
        data = account.world.store.file(request.match_info["path"])
        if data is None:
            raise Refused(404, "Not Found")
        return web.Response(body=data, content_type="application/octet-stream")

    app.router.add_route("*", "/bot{token}/{method}", call)
    app.router.add_get("/file/bot{token}/files/{path}", file)
    app.on_startup.append(account.begin)
    app.on_shutdown.append(account.close)
    return app


def _authorize(account: Account, request: web.Request) -> None:
    if request.match_info["token"] != account.token:
        raise Refused(401, "Unauthorized")


def _methods(account: Account) -> dict[str, Method]:
    talk = Talk(account)
    return _said(talk) | _asked(Ask(account, talk))


def _said(talk: Talk) -> dict[str, Method]:
    return {
        "sendMessage": talk.send_message,
        "sendPhoto": talk.send_file,
        "sendDocument": talk.send_file,
        "sendVoice": talk.send_file,
        "sendVideo": talk.send_file,
        "sendLocation": talk.send_location,
        "sendChatAction": talk.send_chat_action,
        "editMessageText": talk.edit_text,
        "editMessageCaption": talk.edit_caption,
        "editMessageReplyMarkup": talk.edit_markup,
        "deleteMessage": talk.delete,
        "answerCallbackQuery": talk.answer_press,
    }


def _asked(ask: Ask) -> dict[str, Method]:
    kept = ("Commands", "Description", "ShortDescription", "Name", "DefaultAdministratorRights")
    settings: dict[str, Method] = {f"setMy{name}": ask.remember for name in kept}
    return settings | {
        "getMe": ask.me,
        "getUpdates": ask.updates,
        "setWebhook": ask.set_webhook,
        "deleteWebhook": ask.delete_webhook,
        "getWebhookInfo": ask.webhook_info,
        "getChat": ask.chat,
        "getChatMember": ask.chat_member,
        "getChatAdministrators": ask.administrators,
        "getChatMemberCount": ask.member_count,
        "leaveChat": ask.leave,
        "getFile": ask.file,
        "getMyCommands": ask.commands,
        "deleteMyCommands": ask.agree,
        "setChatMenuButton": ask.remember,
        "setMessageReaction": ask.agree,
        "pinChatMessage": ask.agree,
        "unpinChatMessage": ask.agree,
        "logOut": ask.agree,
        "close": ask.agree,
    }


def _middleware(account: Account) -> Any:
    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        async def answered(request: web.Request) -> web.StreamResponse:
            try:
                response = await handler(request)
            except Refused as refused:
                response = refused.response()
            except (web.HTTPNotFound, web.HTTPMethodNotAllowed):
                response = refusal(404)
            except web.HTTPRequestEntityTooLarge:
                response = Refused(413, "Request Entity Too Large").response()
            if isinstance(response, web.Response) and response.content_type == "application/json":
                request[CALL].answer = json.loads(response.text or "null")
            return response

        return await account.gate.pass_through(request, answered)

    return guarded
