"""The page in a real browser: the ring is walked, words never become markup, 360 px suffice."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.sandbox.platforms import LINE_TOKEN, TELEGRAM_TOKEN, Platforms
from tests.chromium import CHROMIUM, FLAGS, needs_chromium

CARD: dict[str, Any] = {
    "type": "bubble",
    "body": {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": "เลขที่ 1"}]},
    "footer": {
        "type": "box",
        "layout": "vertical",
        "contents": [
            {
                "type": "button",
                "style": "primary",
                "action": {
                    "type": "postback",
                    "label": "รับเรื่อง",
                    "data": "take",
                    "displayText": "รับเรื่อง 1",
                },
            }
        ],
    },
}

pytestmark = needs_chromium


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


async def opened(browser: Browser, url: str, width: int) -> tuple[Page, list[str]]:
    page = await browser.new_page(viewport={"width": width, "height": 780})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    await page.goto(url)
    await page.get_by_role("button", name="เข้าใจแล้ว").click()
    return page, wrong


async def push(platforms: Platforms, to: str, message: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {LINE_TOKEN}"}
    body = {"to": to, "messages": [message]}
    async with ClientSession(headers=headers) as session:
        answer = await session.post(f"{platforms.line_base}/v2/bot/message/push", json=body)
        assert answer.status == 200, await answer.text()


async def test_the_ring_on_line(browser: Browser, platforms: Platforms, page_url: str) -> None:
    page, wrong = await opened(browser, page_url, 1280)
    parent, staff = page.locator(".phone").nth(0), page.locator(".phone").nth(1)
    await parent.get_by_role("button", name="เพิ่มเพื่อน").click()
    await parent.locator("textarea").fill("<img src=x onerror=alert(1)> & ถนนพัง")
    await parent.locator("textarea").press("Enter")
    await expect(parent.locator(".talk .words")).to_have_text(
        "<img src=x onerror=alert(1)> & ถนนพัง"
    )
    assert await parent.locator(".talk img").count() == 0

    action = {"type": "message", "label": "ยืนยัน", "text": "ยืนยันค่ะ"}
    quick = {"items": [{"type": "action", "action": action}]}
    who = platforms.world.person("parent_a").address
    await push(platforms, who, {"type": "text", "text": "ใช่ไหมคะ", "quickReply": quick})
    await parent.get_by_role("button", name="ยืนยัน", exact=True).click()
    await expect(parent.locator(".mine .words").last).to_have_text("ยืนยันค่ะ")
    await expect(parent.locator(".offers")).to_be_hidden()

    desk = platforms.world.groups["admin"].address
    await push(platforms, desk, {"type": "flex", "altText": "เรื่องใหม่", "contents": CARD})
    await staff.get_by_role("button", name="รับเรื่อง", exact=True).click()
    await expect(staff.locator(".mine .words")).to_have_text("รับเรื่อง 1")
    await staff.get_by_role("button", name="ตอบโดยอ้างถึงข้อความนี้").first.click()
    await staff.locator("textarea").fill("ดำเนินการแล้วค่ะ")
    await staff.locator("textarea").press("Enter")
    await expect(staff.locator(".quoted").last).to_contain_text("เรื่องใหม่")
    answer = platforms.line.transcript("admin")[-1]
    assert (answer.text, answer.quote) == (
        "ดำเนินการแล้วค่ะ",
        platforms.line.transcript("admin")[0].id,
    )
    await expect(page.locator(".chip", has_text="ผู้อำนวยการ จ").locator(".badge")).to_have_text("3")
    assert wrong == []


async def test_telegram_on_a_narrow_phone(
    browser: Browser, platforms: Platforms, page_url: str
) -> None:
    page, wrong = await opened(browser, page_url, 360)
    await page.locator(".chip", has_text="ผู้ปกครอง ข").click()
    assert await page.locator(".phone").count() == 1
    await page.get_by_role("button", name="เริ่มสนทนา").click()
    keys = {"inline_keyboard": [[{"text": "ยืนยัน", "callback_data": "yes"}]]}
    words = {"chat_id": 500000002, "text": "<b>สรุป</b> 1 &lt; 2", "parse_mode": "HTML"}
    async with ClientSession() as session:
        method = f"{platforms.telegram_base}/bot{TELEGRAM_TOKEN}/sendMessage"
        answer = await session.post(method, json=words | {"reply_markup": keys})
        assert answer.status == 200
    await expect(page.locator(".theirs .words")).to_have_text("สรุป 1 < 2")
    await expect(page.locator(".theirs .words strong")).to_have_text("สรุป")
    await page.get_by_role("button", name="ยืนยัน", exact=True).click()
    await platforms.world.until(
        lambda: any("callback_query" in update for update in platforms.telegram.updates.waiting())
    )
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    await page.get_by_role("button", name="เครื่องมือ").click()
    await page.get_by_role("button", name="+ 1 วัน").click()
    await platforms.world.until(lambda: platforms.world.clock.offset == 86_400)
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    await page.get_by_role("button", name="ปิด").click()
    await page.get_by_role("button", name="EN").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Sandbox")
    assert wrong == []


async def test_the_newest_message_stays_in_view(
    browser: Browser, platforms: Platforms, page_url: str
) -> None:
    await platforms.line.follow("parent_a")
    page, wrong = await opened(browser, page_url, 360)
    who = platforms.world.person("parent_a").address
    for number in range(12):
        await push(platforms, who, {"type": "text", "text": f"ข้อความที่ {number}\n\n\n\n"})
    await expect(page.get_by_text("ข้อความที่ 11")).to_be_in_viewport()
    await page.locator(".talk").evaluate("talk => talk.scrollTo(0, 0)")
    await expect(page.get_by_text("ข้อความที่ 0")).to_be_in_viewport()
    await push(platforms, who, {"type": "text", "text": "ข้อความใหม่"})
    await expect(page.get_by_text("ข้อความใหม่")).not_to_be_in_viewport()
    assert wrong == []


async def test_what_was_said_is_there_after_a_reload(
    browser: Browser, platforms: Platforms, page_url: str
) -> None:
    await platforms.line.follow("parent_a")
    await platforms.line.write("parent_a", "ยังอยู่")
    page, wrong = await opened(browser, page_url, 1280)
    await page.reload()
    await expect(page.locator(".phone").first.locator(".words")).to_have_text("ยังอยู่")
    assert wrong == []
