"""What the database file gives away to somebody who has it and not the key: no name, no account,
no words; and no way from an anonymous ticket to who wrote it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.sandbox.people import Group, Person
from storage import chats
from storage.database import Tx
from tests.jobs.running import Running, running

MATTER = "อาหารกลางวันโรงเรียนอนุบาลตัวอย่างบูด เด็กกินไม่อิ่มทุกวัน"
LEAD = "แจ้งเบาะแสทุจริต เจ้าหน้าที่พัสดุรับสินบนจากผู้รับเหมา"
ANSWER = "กลุ่มจะตรวจสอบและแจ้งผลให้ทราบ"
PHOTO = b"\xff\xd8\xff\xe0" + b"a small picture " * 20
GROUPS = ("admin", "education_promotion", "personnel", "confidential")
DAY = 24 * 3600 * 1000
BANGKOK = 7 * 3600 * 1000
Node = tuple[str, int]


@pytest.fixture
async def stage(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[Running]:
    async with running(tmp_path, sqlite_template) as started:
        for group in GROUPS:
            await started.bind(group, group)
        yield started


async def tell(stage: Running, who: str, text: str, *presses: str) -> None:
    """A matter of somebody, from the first word to the receipt."""
    platform = stage.line if stage.world.person(who).platform == "line" else stage.telegram
    await platform.write(who, text)
    await stage.wait(5)
    for label in presses:
        await platform.press(who, label)
        await stage.settle()


def file_of(stage: Running) -> Path:
    return Path(stage.settings.database_url.removeprefix("sqlite:///"))


async def test_the_file_holds_no_account_no_name_and_no_words(stage: Running) -> None:
    await stage.line.follow("parent_a")
    await tell(stage, "parent_a", MATTER)
    await stage.line.attach("parent_a", "image", PHOTO, name="ใบแจ้งหนี้.jpg")
    await stage.wait(5)
    await stage.line.press("parent_a", "ส่งเรื่อง")
    await tell(stage, "parent_b", LEAD, "ส่งเรื่อง")
    await tell(stage, "parent_b", "ยังเขียนค้างไว้")
    await stage.settle()
    raw = b"".join(path.read_bytes() for path in file_of(stage).parent.glob("bot.db*"))
    for folder in file_of(stage).parent.glob("files/*"):
        raw += folder.read_bytes()
    people: list[Person | Group] = [*stage.world.people.values(), *stage.world.groups.values()]
    secrets = [each.address for each in people] + [each.name for each in people]
    for text in (MATTER, LEAD, "ยังเขียนค้างไว้", "ใบแจ้งหนี้", "a small picture"):
        secrets += [text, text[5:25]]
    assert [each for each in secrets if each.encode() in raw] == []
    assert b"TY2-70-" in raw, "the file was read where it says something"


def linking(value: object) -> Iterator[str]:
    """What a value may have in common with another row: an id, a keyed hash, an exact moment."""
    if isinstance(value, bytes) and len(value) == 16:
        yield value.hex()
    if isinstance(value, str):
        yield from re.findall(r"[0-9a-f]{32}", value.replace("-", "").lower())
        if not re.search(r"[0-9a-f]{32}", value) and len(value) > 20:
            yield value
    if isinstance(value, int) and value > 10**12 and (value + BANGKOK) % DAY:
        yield f"ms {value}"


def nodes(file: Path) -> dict[Node, set[str]]:
    """Every row with what links it: rows that one turn wrote by their moment, ids that tell a
    time by that time."""
    found: dict[Node, set[str]] = {}
    with closing(sqlite3.connect(file)) as conn:
        names = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in names:
            if table.startswith(("sqlite_", "alembic")):
                continue
            for number, row in enumerate(conn.execute(f"SELECT * FROM {table}")):
                links = {each for value in row for each in linking(value)}
                links |= {f"ms {int(each[:12], 16)}" for each in links if _told_time(each)}
                found[table, number] = links
    return found


def _told_time(link: str) -> bool:
    """Whether it is an id of the kind that begins with its time (UUIDv7)."""
    return re.fullmatch(r"[0-9a-f]{12}7[0-9a-f]{19}", link) is not None


def path(rows: dict[Node, set[str]], start: str, end: str, shared: set[str]) -> list[str]:
    """The way from one value to another over rows that have a value in common, [] for none;
    `shared` are the desks and staff that everybody's tickets have in common."""
    ways: dict[str, list[str]] = {start: [start]}
    fresh = {start}
    while fresh:
        found: set[str] = set()
        for (table, _), links in rows.items():
            for known in (links & fresh) - shared:
                for link in links - ways.keys():
                    ways[link] = [*ways[known], f"{table}: {link}"]
                    found.add(link)
        fresh = found
    return ways.get(end, [])


async def ids_of(stage: Running) -> dict[str, str]:
    """The id of the chat of each person and group of the sample world."""

    def unit(tx: Tx) -> dict[str, str]:
        everyone = [*stage.world.people, *stage.world.groups]
        return {who: chats.ensure(tx, stage.address(who)).id.hex for who in everyone}

    return await stage.app.db.run(unit)


async def way(stage: Running, number: str, who: str) -> list[str]:
    """How to get from a ticket to somebody's chat."""
    await stage.settle()
    ids = await ids_of(stage)
    shared = {id for each, id in ids.items() if not each.startswith("parent")}
    with closing(sqlite3.connect(file_of(stage))) as conn:
        # A receipt is not to be read in the database.
        query = "SELECT id FROM tickets WHERE number LIKE ? OR (confidential AND ? = 'TY2-Z-')"
        (ticket,) = conn.execute(query, (f"%{number}%", number)).fetchone()
    ticket = ticket.hex() if isinstance(ticket, bytes) else ticket
    return path(nodes(file_of(stage)), ticket, ids[who], shared)


async def test_a_named_ticket_leads_to_its_reporter(stage: Running) -> None:
    """So the search is able to find something."""
    await tell(stage, "parent_a", MATTER, "ส่งเรื่อง")
    assert await way(stage, "-00001-", "parent_a")


async def answer(stage: Running, group: str, staff: str) -> None:
    """Staff claim the newest card and answer it."""
    line = stage.world.person(staff).platform == "line"
    platform = stage.line if line else stage.telegram
    await platform.press(staff, "รับเรื่อง", chat=group)
    await stage.settle()
    card = await stage.heard(group, "TY2-")
    await platform.write(staff, ANSWER, chat=group, quote=card.id)
    await stage.wait(21)


async def test_an_anonymous_ticket_does_not_lead_to_its_reporter(stage: Running) -> None:
    await stage.line.follow("parent_a")
    await stage.line.attach("parent_a", "image", PHOTO, name="a.jpg")
    await tell(stage, "parent_a", MATTER, "ไม่เปิดเผยตัว", "ส่งเรื่อง")
    await tell(stage, "parent_b", "ขอร้องเรียนเรื่องการย้ายครูล่าช้า", "ส่งเรื่อง")
    found = await way(stage, "-00001-", "parent_a")
    assert not found, "\n".join(found)
    found = await way(stage, "-00001-", "parent_b")
    assert not found, "\n".join(found)


async def test_a_confidential_ticket_does_not_lead_to_its_reporter(stage: Running) -> None:
    await tell(stage, "parent_a", LEAD, "ส่งเรื่อง")
    await answer(stage, "confidential", "staff_f")
    await stage.heard("parent_a", ANSWER)
    await stage.line.press("parent_a", "เขียนถึงเจ้าหน้าที่")
    await stage.settle()
    await stage.line.write("parent_a", "มีหลักฐานเพิ่มเติม")
    await stage.wait(5)
    found = await way(stage, "TY2-Z-", "parent_a")
    assert not found, "\n".join(found)


async def test_a_ticket_that_waits_for_its_desk_does_not_lead_to_its_reporter(
    tmp_path: Path, sqlite_template: Path
) -> None:
    """Nothing of it has come to its end: its card is held, and its reporter's timers run."""
    async with running(tmp_path, sqlite_template) as stage:
        await tell(stage, "parent_a", MATTER, "ไม่เปิดเผยตัว", "ส่งเรื่อง")
        await tell(stage, "parent_b", LEAD, "ส่งเรื่อง")
        for number, who in (("-00001-", "parent_a"), ("TY2-Z-", "parent_b")):
            found = await way(stage, number, who)
            assert not found, "\n".join(found)
