"""What people attach: fetched at once and sealed, refused with a word, erased when taken back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from msgspec import structs
from sqlalchemy import select

from bot.config import Settings
from bot.jobs.fetch import ABREAST
from handlers.content import FileRef
from storage.tables.tickets import files
from tests.jobs.running import Running, running
from tests.storage.case import LOOK_AGAIN

PHOTO = b"\xff\xd8\xff\xe0" + b"a small picture " * 100
CONTENT = "/content"


async def kept(stage: Running) -> list[tuple[Any, ...]]:
    wanted = select(files.c.status, files.c.size, files.c.reason)
    return await stage.app.db.read(lambda tx: [tuple(row) for row in tx.conn.execute(wanted)])


def on_disk(stage: Running) -> list[Path]:
    return sorted((stage.settings.data_dir / "files").glob("*"))


async def sends_a_photo(stage: Running) -> str:
    message = await stage.line.attach("parent_a", "image", PHOTO, name="a.jpg")
    return message.id


async def test_a_photo_is_kept_sealed(stage: Running) -> None:
    await sends_a_photo(stage)
    await stage.settle()
    assert await kept(stage) == [("kept", len(PHOTO), None)]
    [path] = on_disk(stage)
    assert b"small picture" not in path.read_bytes()
    assert stage.app.db.vault.open_bytes(path.read_bytes(), _id(path)) == PHOTO


def _id(path: Path) -> str:
    name = path.name
    return f"{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:]}"


async def test_a_fetch_that_fails_is_tried_again(stage: Running) -> None:
    stage.line.faults.arm("error", times=2, only=CONTENT)
    await sends_a_photo(stage)
    for _ in range(3):
        await stage.wait(30)
    assert await kept(stage) == [("kept", len(PHOTO), None)]


async def test_a_file_that_cannot_be_had_is_lost_and_its_sender_told(stage: Running) -> None:
    stage.line.faults.arm("error", times=99, only=CONTENT)
    await sends_a_photo(stage)
    for _ in range(8):
        await stage.wait(1000)
    assert [each[0] for each in await kept(stage)] == ["lost"]
    await stage.heard("parent_a", stage.app.texts.line("file-lost", "th", {"most": 20}))
    assert on_disk(stage) == []


async def test_a_file_that_is_too_large_is_refused_and_its_sender_told(
    tmp_path: Path, sqlite_template: Path
) -> None:
    def small(plain: Settings) -> Settings:
        return structs.replace(plain, office=structs.replace(plain.office, file_megabytes=1))

    async with running(tmp_path, sqlite_template, small) as stage:
        await stage.line.attach("parent_a", "video", b"x" * 1_100_000, name="v.mp4")
        await stage.settle()
        assert await kept(stage) == [("refused", None, "too_large")]
        words = stage.app.texts.line("file-too-large", "th", {"most": 1})
        await stage.heard("parent_a", words)
        assert on_disk(stage) == []


async def test_a_file_that_was_taken_back_is_erased(stage: Running) -> None:
    message = await sends_a_photo(stage)
    await stage.settle()
    assert len(on_disk(stage)) == 1
    await stage.line.unsend("parent_a", message)
    await stage.settle()
    assert await kept(stage) == [("erased", None, None)] and on_disk(stage) == []


async def test_a_file_that_is_gone_at_the_platform_is_lost(stage: Running) -> None:
    stage.line.faults.arm("error", only=CONTENT)
    message = await sends_a_photo(stage)
    await stage.settle()
    await stage.line.unsend("parent_a", message)
    await stage.wait(60)
    assert [each[0] for each in await kept(stage)] == ["erased"]
    assert on_disk(stage) == []


async def test_a_full_disk_is_waited_out(stage: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, sealed: bytes) -> None:
        monkeypatch.undo()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.jobs.fetch._write", full)
    await sends_a_photo(stage)
    await stage.settle()
    assert [each[0] for each in await kept(stage)] == ["wanted"]
    await stage.wait(30)
    assert await kept(stage) == [("kept", len(PHOTO), None)]


async def test_a_slow_download_delays_no_other_and_ends_with_the_process(
    stage: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = stage.app.channels["line"]
    fetch, slow = channel.fetch, asyncio.Event()

    async def hangs(file: FileRef, most: int) -> AsyncIterator[bytes]:
        slow.set()
        await asyncio.Event().wait()
        yield b""

    monkeypatch.setattr(channel, "fetch", hangs)
    await sends_a_photo(stage)
    await asyncio.wait_for(slow.wait(), 5.0)
    monkeypatch.setattr(channel, "fetch", fetch)
    for _ in range(3):
        await sends_a_photo(stage)
    states: list[str] = []
    deadline = monotonic() + 5.0
    while states.count("kept") < 3 and monotonic() < deadline:
        await asyncio.sleep(LOOK_AGAIN)
        states = sorted(each[0] for each in await kept(stage))
    assert states == ["kept", "kept", "kept", "wanted"]
    await asyncio.wait_for(stage.app.fetch.stop(), 1.0)


async def test_only_so_many_files_are_fetched_at_a_time(
    stage: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = stage.app.channels["line"]
    fetch, abreast, most_abreast = channel.fetch, 0, 0

    async def counted(file: FileRef, most: int) -> AsyncIterator[bytes]:
        nonlocal abreast, most_abreast
        abreast += 1
        most_abreast = max(most_abreast, abreast)
        await asyncio.sleep(0.05)
        async for piece in fetch(file, most):
            yield piece
        abreast -= 1

    monkeypatch.setattr(channel, "fetch", counted)
    for _ in range(10):
        await sends_a_photo(stage)
    await stage.settle()
    assert [each[0] for each in await kept(stage)] == ["kept"] * 10
    assert 1 < most_abreast <= ABREAST
