"""The page's JSON interface: what it shows, what can be done, who may ask."""

import json
from collections.abc import Callable
from typing import Any

from aiohttp import ClientSession, FormData

from bot.sandbox.platforms import Platforms
from bot.sandbox.texts import KEYS, page_texts
from tests.sandbox.conftest import Listener


async def do(page: ClientSession, verb: str, **given: Any) -> int:
    async with page.post("api/do", json={"verb": verb, **given}) as answer:
        return answer.status


async def state(page: ClientSession) -> Any:
    async with page.get("api/state") as answer:
        return await answer.json()


async def test_what_is_written_on_the_page_reaches_the_bot(
    page: ClientSession, listener: Listener, platforms: Platforms
) -> None:
    assert await do(page, "meet", who="parent_a") == 200
    assert await do(page, "write", who="parent_a", chat="parent_a", text="<b>สวัสดี</b>") == 200
    assert await do(page, "write", who="staff_c", chat="admin", text="ค่ะ", quote="1") == 200
    assert [event["type"] for event in listener.events] == ["follow", "message", "message"]
    assert listener.events[2]["message"]["quotedMessageId"] == "1"
    said = (await state(page))["chats"]
    assert [message["text"] for message in said["parent_a"]] == ["<b>สวัสดี</b>"]
    assert said["admin"][0]["by"] == "staff_c"
    assert await do(page, "meet", who="parent_b", payload="abc") == 200
    assert platforms.telegram.transcript("parent_b")[0].text == "/start abc"


async def test_everything_a_person_can_do(
    page: ClientSession, listener: Listener, platforms: Platforms
) -> None:
    for verb in ("meet", "stick", "block", "unblock"):
        for who in ("parent_a", "parent_b"):
            assert await do(page, verb, who=who, chat=who) == 200
    assert (
        await do(page, "locate", who="parent_a", chat="parent_a", latitude=17, longitude=101) == 200
    )
    said = await platforms.line.write("staff_c", "ผิด", chat="admin")
    told = {"who": "staff_c", "chat": "admin", "message": said.id}
    assert await do(page, "edit", **told, text="ถูก") == 200
    assert await do(page, "unsend", **told) == 200
    assert await do(page, "device", who="staff_c", to="pc") == 200
    assert await do(page, "identity", who="staff_c", to="hidden") == 200
    people = {each["key"]: each for each in (await state(page))["people"]}
    assert (people["staff_c"]["device"], people["staff_c"]["identity"]) == ("pc", "hidden")
    assert {"unsend", "messageEdited", "unfollow"} <= {event["type"] for event in listener.events}


async def test_what_cannot_be_done_says_so(page: ClientSession) -> None:
    assert await do(page, "press", who="parent_a", chat="parent_a", label="ไม่มี") == 400
    assert await do(page, "edit", who="parent_a", chat="parent_a", message="1", text="ก") == 400
    assert await do(page, "unsend", who="parent_b", chat="parent_b", message="1") == 400
    assert await do(page, "switch", name="sun", to="off") == 400
    assert await do(page, "device", who="parent_a", to="fax") == 400
    assert await do(page, "dance") == 404


async def test_clock_faults_switches_and_reset(
    page: ClientSession, platforms: Platforms, listener: Listener, moved: list[float]
) -> None:
    await do(page, "clock", seconds=3600)
    await do(page, "clock", seconds=60)
    await do(page, "fault", platform="telegram", kind="error", times=2, moment="after")
    for name in ("quota", "redelivery", "flood"):
        assert await do(page, "switch", name=name, to="on") == 200
    shown = await state(page)
    assert shown["offset"] == 3660
    assert shown["faults"]["telegram"][0]["times"] == 2
    assert shown["switches"] == {"quota": "on", "redelivery": "on", "flood": "on", "privacy": "on"}
    await do(page, "calm", platform="telegram")
    await platforms.line.write("parent_a", "หนึ่ง")
    await do(page, "repeat", platform="line")
    assert listener.events[-1]["deliveryContext"]["isRedelivery"]
    await do(page, "reset")
    assert (await state(page))["chats"] == {}
    assert moved == [3600, 3660, 0]


async def test_a_sent_file_is_shown_but_never_runs(
    page: ClientSession, platforms: Platforms
) -> None:
    form = FormData({"who": "parent_a", "chat": "parent_a", "kind": "file"})
    form.add_field("file", b"<script>", filename="a.html", content_type="text/html")
    async with page.post("api/attach", data=form) as answer:
        assert answer.status == 200
    (message,) = platforms.line.transcript("parent_a")
    assert message.body["fileName"] == "a.html"
    async with page.get(f"api/files/{message.file}") as answer:
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_changes_come_live(page: ClientSession, platforms: Platforms) -> None:
    async with page.get("api/stream") as stream:
        first = json.loads((await stream.content.readuntil(b"\n\n"))[6:])
        assert first["type"] == "state"
        await platforms.line.write("parent_a", "สด")
        while (change := json.loads((await stream.content.readuntil(b"\n\n"))[6:])) is not None:
            if change["type"] == "message":
                break
        assert change["message"]["text"] == "สด"


async def test_another_site_may_not_ask(page: ClientSession) -> None:
    headers = {"Origin": "https://elsewhere.example"}
    async with page.post("api/do", json={"verb": "reset"}, headers=headers) as answer:
        assert answer.status == 403


async def test_the_page_needs_nothing_from_outside(page: ClientSession) -> None:
    async with page.get("") as answer:
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "http" not in (await answer.text()).replace("<!doctype html>", "")
    for path in ("static/main.js", "static/base.css", "font/400.ttf", "texts/th.json"):
        async with page.get(path) as answer:
            assert answer.status == 200, path


def test_every_sentence_is_in_both_languages(words: Callable[[str], dict[str, str]]) -> None:
    assert set(words("th")) == set(words("en")) == set(KEYS)
    assert all(words("th").values())
    assert page_texts(str.upper)["sandbox-title"] == "SANDBOX-TITLE"
