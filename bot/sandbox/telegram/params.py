"""Reads what a bot sent with a call: JSON, urlencoded or multipart.

Rules: Telegram takes every form alike, so numbers, truths and objects may come as text.
"""

import json
import mimetypes
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from bot.sandbox.telegram.refused import bad


@dataclass
class Upload:
    name: str
    data: bytes
    mime: str


@dataclass
class Params:
    values: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        return value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str, otherwise: int | None = None) -> int:
        value = self.values.get(name, otherwise)
        try:
            return int(value)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            raise bad(f'parameter "{name}" is required and must be a number') from None

    def has(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in ("true", "1")

    def object(self, name: str) -> Any:
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """A file sent along, named directly or by attach://."""
        value = self.values.get(name)
        other = value.removeprefix("attach://") if isinstance(value, str) else name
        return self.uploads.get(name) or self.uploads.get(other)


async def read(request: web.Request) -> Params:
    kind = request.content_type
    if kind.startswith("multipart/"):
        return await _multipart(request)
    if kind == "application/json":
        try:
            body = await request.json()
        except ValueError:
            raise bad("can't parse request JSON object") from None
        return Params(dict(request.query) | (body if isinstance(body, dict) else {}))
    form = await request.post()
    return Params(dict(request.query) | {name: str(value) for name, value in form.items()})


async def _multipart(request: web.Request) -> Params:
    params = Params(dict(request.query))
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        if part.filename is None:
            params.values[part.name] = await part.text()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            data = bytes(await part.read(decode=True))
            params.uploads[part.name] = Upload(part.filename, data, mime)
    return params


def guessed(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
