"""How LINE says no."""

from typing import Any

from aiohttp import web

TOO_FAST = "The API rate limit has been exceeded. Try again later."
NO_QUOTA = "You have reached your monthly limit."
NO_TOKEN = (
    "Authentication failed. Confirm that the access token in the authorization header is valid."
)
STANDARD = {404: "Not found", 429: TOO_FAST, 500: "Internal server error"}


class Refused(Exception):
    """An answer other than 2xx; `more` are further fields of its body."""

    def __init__(
        self, status: int, message: str, headers: dict[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}
        self.body = {"message": message} | more

    def response(self) -> web.Response:
        return web.json_response(self.body, status=self.status, headers=self.headers)


def refusal(status: int) -> web.Response:
    return Refused(status, STANDARD[status]).response()


def invalid(name: str) -> Refused:
    return Refused(
        400, f"The property, '{name}', in the request body is invalid (line: -, column: -)"
    )


def broken(details: list[dict[str, str]]) -> Refused:
    return Refused(400, f"The request body has {len(details)} error(s)", details=details)
