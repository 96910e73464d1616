"""Links to attachments: right ones open for some minutes, all others say nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from aiohttp import ClientSession

from handlers.content import FileRef
from handlers.effects import KeepFile
from storage import messages
from tests.jobs.running import Running

JPEG = b"\xff\xd8\xff\xe0 a picture"


async def kept(
    stage: Running, mime: str = "", name: str = "a.jpg", body: bytes = JPEG, status: str = "kept"
) -> UUID:
    file = KeepFile(uuid4(), FileRef("line", "1", "photo", name, mime))
    folder = stage.settings.data_dir / "files"
    folder.mkdir(exist_ok=True)
    db = stage.app.db
    (folder / file.id.hex).write_bytes(db.vault.seal_bytes(body, file.id))
    where = stage.address("parent_a")

    def unit(tx: object) -> None:
        messages.want(tx, file, "source", where)  # type: ignore[arg-type]
        messages.file_is(tx, file.id, status, len(body))  # type: ignore[arg-type]

    await db.run(unit)
    return file.id


def path(stage: Running, file: UUID) -> str:
    return stage.app.files.link(file.hex).removeprefix(stage.base)


async def status(http: ClientSession, address: str) -> int:
    async with http.get(address) as answer:
        return answer.status


async def test_a_right_link_shows_the_file_and_tells_nobody(
    http: ClientSession, stage: Running
) -> None:
    async with http.get(path(stage, await kept(stage))) as answer:
        assert (answer.status, await answer.read()) == (200, JPEG)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("mime", ["text/html", "image/svg+xml", "application/javascript"])
async def test_what_could_run_in_our_name_is_saved(
    http: ClientSession, stage: Running, mime: str
) -> None:
    name = 'ใบ"แจ้ง\r\nSet-Cookie: a=b/../x.html'
    address = path(stage, await kept(stage, mime, name, b"<script>"))
    async with http.get(address) as answer:
        assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E0")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_link_expires(http: ClientSession, stage: Running) -> None:
    address = path(stage, await kept(stage))
    await stage.move(stage.app.office.pace.link_minutes * 60 + 1)
    assert await status(http, address) == 410


async def test_a_link_cannot_be_made_up(http: ClientSession, stage: Running) -> None:
    file = await kept(stage)
    right = path(stage, file)
    for wrong in (
        f"/file/{file.hex}",
        f"/file/{file.hex}?until=99999999999&sign=AAAA",
        right[:-2],
        right.replace("until=1", "until=2"),
        right.replace(file.hex, uuid4().hex),
        f"/file/{file.hex}?until=ก&sign=ข",
        "/file/..%2f..%2fbot.db",
    ):
        assert await status(http, wrong) == 404, wrong


@pytest.mark.parametrize("until", ["soon", "", "-1", "1e9", "٣"])
async def test_a_time_that_is_no_number_is_no_defect(
    http: ClientSession, stage: Running, until: str
) -> None:
    """Even one that we signed ourselves."""
    file = await kept(stage)
    sign = stage.app.db.vault.sign(f"{file.hex}|{until}")
    async with http.get(f"/file/{file.hex}", params={"until": until, "sign": sign}) as answer:
        assert answer.status == 410


@pytest.mark.parametrize("state", ["wanted", "lost", "erased"])
async def test_a_file_that_is_not_kept_is_404(
    http: ClientSession, stage: Running, state: str
) -> None:
    file = await kept(stage, status=state)
    assert await status(http, path(stage, file)) == 404


async def test_an_erased_file_is_404_whatever_lies_there(
    http: ClientSession, stage: Running
) -> None:
    file = await kept(stage)
    address = path(stage, file)
    await stage.app.db.run(lambda tx: messages.redact(tx, "source"))
    assert await status(http, address) == 404


DAMAGE: dict[str, Callable[[Running, UUID], bytes | None]] = {
    "gone": lambda stage, file: None,
    "changed": lambda stage, file: stage.app.db.vault.seal_bytes(JPEG, file)[:-1] + b"x",
    "of another row": lambda stage, file: stage.app.db.vault.seal_bytes(JPEG, uuid4()),
    "cut short": lambda stage, file: b"x",
}


def lay_down(path: Path, body: bytes | None) -> None:
    path.unlink()
    if body is not None:
        path.write_bytes(body)


@pytest.mark.parametrize("damage", DAMAGE)
async def test_a_damaged_file_is_404(http: ClientSession, stage: Running, damage: str) -> None:
    file = await kept(stage)
    lay_down(stage.settings.data_dir / "files" / file.hex, DAMAGE[damage](stage, file))
    assert await status(http, path(stage, file)) == 404


async def test_without_a_database_a_link_is_503(http: ClientSession, stage: Running) -> None:
    address = path(stage, await kept(stage))
    with stage.without_database():
        assert await status(http, address) == 503
