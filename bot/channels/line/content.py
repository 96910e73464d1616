"""The bytes of files that people sent, streamed: LINE allows 200 MB and more, memory does not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import quote

import aiohttp

from bot.channels.base import FetchError
from handlers.content import FileRef

PIECE = 64 * 1024
TIMEOUT = aiohttp.ClientTimeout(total=300, sock_connect=10, sock_read=30)


async def stream(
    session: aiohttp.ClientSession, base: str, token: str, file: FileRef, most: int
) -> AsyncIterator[bytes]:
    """The content in pieces, at most `most` bytes. Raises FetchError, perhaps midway.

    202 means that LINE is still preparing it (large videos), 404 and 410 that it was unsent or
    forgotten.
    """
    url = f"{base}/v2/bot/message/{quote(file.id, safe='')}/content"
    headers = {"Authorization": f"Bearer {token}"}
    try:
        async with session.get(
            url, headers=headers, timeout=TIMEOUT, allow_redirects=False
        ) as response:
            _check(response, most)
            got = 0
            async for piece in response.content.iter_chunked(PIECE):
                got += len(piece)
                if got > most:
                    raise FetchError("too_large", f"more than {most} bytes")
                yield piece
    except (aiohttp.ClientError, TimeoutError) as error:
        raise FetchError("later", type(error).__name__) from error


def _check(response: aiohttp.ClientResponse, most: int) -> None:
    if response.status in (400, 404, 410):
        raise FetchError("gone", f"status {response.status}")
    if response.status != 200:
        raise FetchError("later", f"status {response.status}")
    if (response.content_length or 0) > most:
        raise FetchError("too_large", f"{response.content_length} bytes")
