"""A whole confidential case: told, asked, answered from another account, in danger. Afterwards
name, account, words and receipt are looked for wherever they must not be."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.people import BOT
from storage.tables.tickets import acts
from tests.journeys import acts as deeds
from tests.journeys import checks
from tests.journeys.play import labels_of, play, words_of
from tests.journeys.stage import HOST, Stage, stage, without_pacing

__all__ = ["checks", "deeds"]
LEAD = "ผอ.โรงเรียนบ้านนาทดลองเรียกรับเงินทอนจากผู้รับเหมา ทุจริตงบอาคาร"
CASE = [
    {"administrator makes a code for duty as": "duty"},
    {"staff_c writes": "{code}"},
    {"staff_c hears": "ผู้อยู่เวรเหตุด่วน"},
    {"administrator makes a code for technical as": "administrator"},
    {"director_e writes": "{code}"},
    {"director_e hears": "ผู้ดูแลระบบ"},
    {"parent_a writes": LEAD},
    {"parent_a sends photo": None},
    {"wait": "5s"},
    {"parent_a presses": "ส่งเรื่อง"},
    {"parent_a hears": ["รหัส TY2-Z-", "บัญชีใดก็ได้"]},
    {"confidential hears": ["{number}", "เงินทอน"]},
    {"staff_f in confidential presses": "รับเรื่อง"},
    {"staff_f in confidential presses": "อ่านทั้งหมด"},
    {"staff_f hears": "ทุจริตงบอาคาร"},
    {"staff_f in confidential quotes card": "ขอทราบวันที่เกิดเหตุ"},
    {"wait": "21s"},
    {"parent_a hears": "ขอทราบวันที่เกิดเหตุ"},
    {"parent_a presses": "เขียนถึงเจ้าหน้าที่"},
    {"parent_a writes": "เกิดเมื่อวันสถาปนาโรงเรียน"},
    {"confidential hears": ["ผู้แจ้งเขียนเพิ่ม", "วันสถาปนา"]},
    {"parent_b writes": "{number}"},
    {"parent_b hears": ["เรื่อง {number}", "ผู้รับเรื่องลับ"]},
    {"parent_b presses": "เขียนถึงเจ้าหน้าที่"},
    {"parent_b writes": "มีสมุดบัญชีเป็นหลักฐาน"},
    {"confidential hears": ["ผู้แจ้งเขียนเพิ่ม", "สมุดบัญชี"]},
    {"staff_f in confidential quotes card": "ขอบคุณสำหรับหลักฐาน"},
    {"wait": "21s"},
    {"parent_b hears": ["{number}", "ขอบคุณสำหรับหลักฐาน"]},
    {"parent_a shows nowhere": "ขอบคุณสำหรับหลักฐาน"},
    {"parent_b writes": "{number} ตอนนี้ครูตบหน้าลูกจนเลือดกำเดาไหล"},
    {"parent_b hears": ["โปรดโทรทันที", "191", "ไม่ใช่สายด่วน"]},
    {"confidential hears": ["เรื่องด่วน", "อาจมีการใช้ความรุนแรง"]},
    {"wait": "30min"},
    {"restart": None},
    {"parent_b writes": "{number}"},
    {"parent_b hears": "เรื่อง {number}"},
]
WORDS = ("เงินทอน", "งบอาคาร", "วันที่เกิดเหตุ", "วันสถาปนา", "สมุดบัญชี", "เลือดกำเดา", "หลักฐาน")
WHO = ("ผู้ปกครอง ก", "ผู้ปกครอง ข", "Ua000", "500000002")
OF_THE_CASE = {"parent_a", "parent_b", "confidential", "staff_f"}


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("confidence") / "empty.db"


def said_in(on: Stage, chat: str) -> str:
    said = [each for each in on.world.transcript(chat) if each.by == BOT]
    return "\n".join([*(words_of(each.body) for each in said), *labels_in(on, chat)])


def labels_in(on: Stage, chat: str) -> list[str]:
    return [label for each in on.world.transcript(chat) for label in labels_of(each.body)]


async def metrics(on: Stage) -> str:
    url = f"http://{HOST}:{on.settings.port}/metrics"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 200
        return await answer.text()


async def test_nothing_of_a_confidential_case_is_anywhere_else(
    tmp_path: Path,
    template: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    without_pacing(monkeypatch)
    caplog.set_level(logging.DEBUG)
    async with asyncio.timeout(20), stage(tmp_path, template) as on:
        for group in on.world.groups.values():
            await on.bind(group, group.desk or "")
        await play(on, CASE)
        receipt = next(word for word in said_in(on, "parent_a").split() if "-Z-" in word)
        hidden = (*WORDS, *WHO, receipt, receipt.removeprefix("TY2-Z-"), receipt[-5:])
        for chat in on.world.chats.keys() - OF_THE_CASE:
            assert not found(hidden, said_in(on, chat)), chat
        for chat in ("confidential", "staff_f"):
            assert not found(WHO, said_in(on, chat)), chat
        assert "ผู้ปกครอง ข" not in said_in(on, "parent_a") + said_in(on, "parent_b")
        logged = capsys.readouterr()
        written = {
            "log": logged.out + logged.err + caplog.text,
            "metrics": await metrics(on),
            "acts": str(await on.app.db.read(lambda tx: tx.conn.execute(acts.select()).all())),
            "database": on.database_bytes().decode("utf-8", "replace"),
            "files": names_in(tmp_path),
        }
        assert "channel.on" in written["log"] and "bot_" in written["metrics"]
        for what, text in written.items():
            assert not found(hidden, text), what
        await _no_act_names_a_reporter(on)


def names_in(folder: Path) -> str:
    return " ".join(path.name for path in folder.rglob("*"))


def found(hidden: tuple[str, ...], text: str) -> list[str]:
    return [each for each in hidden if each in text]


async def _no_act_names_a_reporter(on: Stage) -> None:
    reporters = {await on.chat_id(on.world.person(who)) for who in ("parent_a", "parent_b")}
    rows = await on.app.db.read(lambda tx: tx.conn.execute(acts.select()).all())
    assert {row.act for row in rows} >= {"opened", "claimed", "replied", "written", "read"}
    assert not reporters & {id for row in rows for id in (row.person_id, row.chat_id)}
