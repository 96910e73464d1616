"""Files from the platform, in pieces and up to a cap."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.base import FetchError
from handlers.content import FileRef
from tests.channels.telegram.standin import refusal, running


def photo(size: int | None = None) -> FileRef:
    return FileRef("telegram:4000000001", "AgAC", "photo", size=size)


async def test_a_file_comes_in_pieces_up_to_the_cap() -> None:
    async with running() as (channel, platform):
        platform.files["photos/AgAC"] = b"x" * 200_000
        pieces = [piece async for piece in channel.fetch(photo(), 200_000)]
        assert len(pieces) > 1
        assert b"".join(pieces) == b"x" * 200_000
        with pytest.raises(FetchError, match="too_large"):
            [piece async for piece in channel.fetch(photo(), 199_999)]
        with pytest.raises(FetchError, match="too_large"):
            [piece async for piece in channel.fetch(photo(size=200_000), 199_999)]
        assert len(platform.of("getFile")) == 2


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (refusal(400, "Bad Request: file is too big"), "too_large"),
        (refusal(400, "Bad Request: wrong file_id or the file is unavailable"), "gone"),
        (refusal(500, "Internal Server Error"), "later"),
        ((200, {"ok": True, "result": {"file_id": "AgAC"}}), "gone"),
        ((200, {"ok": True, "result": {"file_id": "AgAC", "file_path": "photos/none"}}), "gone"),
    ],
)
async def test_a_file_that_cannot_be_had_says_why(answer: Any, reason: str) -> None:
    async with running() as (channel, platform):
        platform.always["getFile"] = answer
        with pytest.raises(FetchError) as error:
            [piece async for piece in channel.fetch(photo(), 1000)]
    assert error.value.reason == reason
