"""What a newcomer does after `make run`: the ring, closed on the sandbox page in a real browser.

The real command runs as a process of its own. `PICTURE=docs/images/sandbox.png` keeps the picture
that the README shows.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Locator, Page, async_playwright

from tests.chromium import CHROMIUM, FLAGS, needs_chromium

ROOT = Path(__file__).parents[2]
MATTER = "อาหารกลางวันที่โรงเรียนไม่พอ เด็กกินไม่อิ่ม ขอให้ช่วยตรวจสอบด้วยค่ะ"
ANSWER = "ขอบคุณที่แจ้ง กลุ่มฯ จะลงพื้นที่ตรวจสอบภายในสัปดาห์นี้"

pytestmark = needs_chromium


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def until_ready(address: str) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(30):
        while True:
            try:
                async with session.get(f"{address}/readyz") as answer:
                    ready = await answer.json()
                    if len(ready.get("channels", {})) == 2 and not ready["outbox"]:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)


@pytest.fixture
async def sandbox(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a sandbox that was started as `make run` starts it."""
    port = free_port()
    environment = os.environ | {"PORT": str(port), "DATA_DIR": str(tmp_path)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "sandbox", cwd=ROOT, env=environment
    )
    try:
        await until_ready(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), 20) == 0


def phone(page: Page, name: str) -> Locator:
    return page.locator(".phone:visible").filter(has_text=name).first


async def say(phone: Locator, text: str) -> None:
    box = phone.locator("textarea")
    await box.fill(text)
    await box.press("Enter")


async def test_a_newcomer_closes_the_ring(sandbox: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(viewport={"width": 1440, "height": 940})
        page.set_default_timeout(20_000)
        await page.goto(sandbox)
        await page.get_by_role("button", name="เข้าใจแล้ว").click()
        parent, desk = phone(page, "ผู้ปกครอง ก"), phone(page, "เจ้าหน้าที่ ง")
        await parent.get_by_role("button", name="เพิ่มเพื่อน").click()
        await parent.get_by_text("ความเป็นส่วนตัว:").wait_for()
        await say(parent, MATTER)
        await parent.get_by_role("button", name="ส่งเรื่อง", exact=True).click()
        await parent.get_by_text("เลขที่ TY2-").wait_for()
        await desk.get_by_role("button", name="รับเรื่อง", exact=True).click()
        await desk.get_by_text("รับเรื่องแล้ว").first.wait_for()
        await desk.locator("button.act[aria-label]").last.click()
        await say(desk, ANSWER)
        await parent.get_by_text(ANSWER).wait_for(timeout=40_000)
        await desk.get_by_text("ถึงผู้แจ้งแล้ว").first.wait_for()
        if picture := os.environ.get("PICTURE"):
            await page.screenshot(path=ROOT / picture)
        assert await parent.get_by_text("ตรวจสอบภายในสัปดาห์นี้").count() == 1
        await browser.close()
