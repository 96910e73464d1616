"""How Telegram says no."""

from typing import Any

from aiohttp import web

STANDARD = {404: "Not Found", 401: "Unauthorized", 500: "Internal Server Error"}
DEFAULT_WAIT = 3


class Refused(Exception):
    """An answer with ok false; `parameters` tell the bot what to do about it."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def response(self) -> web.Response:
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return web.json_response(body, status=self.code)


def bad(why: str, **parameters: int) -> Refused:
    return Refused(400, f"Bad Request: {why}", **parameters)


def forbidden(why: str) -> Refused:
    return Refused(403, f"Forbidden: {why}")


def too_many(seconds: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def refusal(status: int) -> web.Response:
    refused = too_many(DEFAULT_WAIT) if status == 429 else Refused(status, STANDARD[status])
    return refused.response()
