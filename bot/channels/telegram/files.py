"""Downloading a file in pieces, never more than was asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp

from bot.channels.base import FetchError

PIECE = 64 * 1024
GONE = (400, 404, 410)
"""HTTP answers after which asking again is of no use."""


async def download(url: str, most: int, seconds: float) -> AsyncIterator[bytes]:
    """The bytes at an address, at most `most`; the server may be silent for some seconds.

    Raises FetchError. The address is a secret and stands in no error.
    """
    silence = aiohttp.ClientTimeout(total=None, sock_connect=seconds, sock_read=seconds)
    try:
        async with (
            aiohttp.ClientSession(timeout=silence, trust_env=True) as session,
            session.get(url) as answer,
        ):
            if answer.status != 200:
                raise FetchError("gone" if answer.status in GONE else "later", str(answer.status))
            if (answer.content_length or 0) > most:
                raise FetchError("too_large")
            taken = 0
            async for piece in answer.content.iter_chunked(PIECE):
                taken += len(piece)
                if taken > most:
                    raise FetchError("too_large")
                yield piece
    except (aiohttp.ClientError, TimeoutError) as error:
        trouble = type(error).__name__
    else:
        return
    raise FetchError("later", trouble)
