"""What a platform is answered: 200 once stored, and never 200 for what is not."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from msgspec import structs
from sqlalchemy import func, select

from bot.sandbox.platforms import LINE_SECRET
from storage.tables.queues import inbox
from tests.jobs.running import Running, running

SECRET = "a-webhook-secret"
EMPTY = b'{"destination":"U0","events":[]}'


def signed(body: bytes, secret: str = LINE_SECRET) -> dict[str, str]:
    made = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return {"x-line-signature": base64.b64encode(made).decode()}


def written(number: int, text: str = "ก") -> bytes:
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": 1_795_000_000_000 + number,
        "webhookEventId": f"01EVENT{number:019d}",
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": f"U{number:032x}"},
        "replyToken": f"token{number}",
        "message": {"id": str(number), "type": "text", "text": text, "quoteToken": "q"},
    }
    return json.dumps({"destination": "U0", "events": [event]}).encode()


async def stored(stage: Running) -> int:
    def unit(tx: Any) -> int:
        count = select(func.count()).select_from(inbox).where(inbox.c.account == "line")
        return int(tx.conn.execute(count).scalar_one())

    return await stage.app.db.read(unit)


async def post(http: ClientSession, path: str, body: Any, headers: dict[str, str]) -> int:
    async with http.post(path, data=body, headers=headers) as answer:
        return answer.status


async def test_a_signed_webhook_is_stored(http: ClientSession, stage: Running) -> None:
    body = written(1)
    assert await post(http, "/webhook/line", body, signed(body)) == 200
    assert await stored(stage) == 1
    assert await post(http, "/webhook/line", EMPTY, signed(EMPTY)) == 200, "the console's Verify"


@pytest.mark.parametrize(
    "headers",
    [{}, {"x-line-signature": ""}, {"x-line-signature": "AAAA"}, signed(EMPTY, "another secret")],
)
async def test_a_wrong_signature_is_401(
    http: ClientSession, stage: Running, headers: dict[str, str]
) -> None:
    assert await post(http, "/webhook/line", written(1), headers) == 401
    assert await stored(stage) == 0


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"events":1}', b"\xff\xfe", b"[" * 9999]
)
async def test_what_is_no_json_of_line_is_400(http: ClientSession, body: bytes) -> None:
    assert await post(http, "/webhook/line", body, signed(body)) == 400


async def chunks(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 65536):
        yield body[start : start + 65536]


async def test_a_body_over_a_mebibyte_is_413(http: ClientSession) -> None:
    just, over = EMPTY.ljust(1024 * 1024), EMPTY.ljust(1024 * 1024 + 1)
    assert await post(http, "/webhook/line", just, signed(just)) == 200
    assert await post(http, "/webhook/line", over, signed(over)) == 413
    assert await post(http, "/webhook/line", chunks(over), signed(over)) == 413


async def test_what_cannot_be_stored_is_503_and_stored_when_it_comes_again(
    http: ClientSession, stage: Running
) -> None:
    bodies = [written(number) for number in range(40)]
    async with asyncio.timeout(5):
        with stage.without_database():
            answers = await asyncio.gather(
                *(post(http, "/webhook/line", body, signed(body)) for body in bodies)
            )
            assert set(answers) == {503}
            async with http.get("/readyz") as ready:
                assert ready.status == 503
            async with http.get("/healthz") as alive:
                assert alive.status == 200
        for body in bodies:
            assert await post(http, "/webhook/line", body, signed(body)) == 200
    assert await stored(stage) == 40


async def test_a_redelivered_webhook_is_stored_once(http: ClientSession, stage: Running) -> None:
    body = written(1)
    await asyncio.gather(*(post(http, "/webhook/line", body, signed(body)) for _ in range(10)))
    assert await stored(stage) == 1


@pytest.mark.parametrize("path", ["/webhook/whatsapp", "/webhook/", "/webhook", "/nothing"])
async def test_what_is_not_there_is_404(http: ClientSession, path: str) -> None:
    assert await post(http, path, EMPTY, signed(EMPTY)) == 404


async def test_telegram_while_polling_takes_no_webhook(http: ClientSession) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": ""}
    assert await post(http, "/webhook/telegram", b"{}", headers) == 401


async def test_telegram_s_webhook_needs_its_secret(tmp_path: Path, sqlite_template: Path) -> None:
    def by_webhook(plain: Any) -> Any:
        return structs.replace(
            plain,
            telegram_mode="webhook",
            telegram_webhook_secret=SECRET,
            public_url="https://office.example",
        )

    name = "X-Telegram-Bot-Api-Secret-Token"
    async with (
        running(tmp_path, sqlite_template, by_webhook) as stage,
        ClientSession(stage.base) as http,
    ):
        for secret, body, expected in [
            (SECRET, b'{"update_id": 1}', 200),
            (SECRET, b"{", 400),
            ("other", b'{"update_id": 2}', 401),
            ("", b'{"update_id": 3}', 401),
        ]:
            assert await post(http, "/webhook/telegram", body, {name: secret}) == expected
