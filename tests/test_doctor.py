"""The doctor against platforms that answer as the real ones do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.finding import Finding
from bot.channels.line.check import check as check_line
from bot.channels.telegram.check import check as check_telegram
from bot.commands.doctor import data_dir

OURS = "https://bot.example.go.th"
SECONDS = 3.0
Answers = dict[str, tuple[int, dict[str, Any]]]
Platform = Callable[[Answers], Awaitable[str]]

GOOD_LINE: Answers = {
    "/v2/bot/info": (200, {"displayName": "สพป.ทดลอง", "basicId": "@x"}),
    "/v2/bot/message/quota": (200, {"type": "limited", "value": 500}),
    "/v2/bot/message/quota/consumption": (200, {"totalUsage": 12}),
    "/v2/bot/channel/webhook/endpoint": (
        200,
        {"endpoint": f"{OURS}/webhook/line", "active": True},
    ),
    "/v2/bot/channel/webhook/test": (200, {"success": True, "statusCode": 200, "reason": "OK"}),
}
GOOD_TELEGRAM: Answers = {
    "getMe": (200, {"ok": True, "result": {"id": 1, "is_bot": True, "username": "trial_bot"}}),
    "getWebhookInfo": (200, {"ok": True, "result": {"url": "", "pending_update_count": 0}}),
}


@pytest.fixture
async def platform() -> AsyncIterator[Platform]:
    """Starts a platform that gives certain answers by the end of the path; 404 for others."""
    servers: list[TestServer] = []

    async def start(answers: Answers) -> str:
        async def answer(request: web.Request) -> web.Response:
            for path, (status, body) in answers.items():
                if request.path == path or request.path.endswith(f"/{path}"):
                    return web.json_response(body, status=status)
            return web.json_response({"message": "Not found"}, status=404)

        app = web.Application()
        app.router.add_route("*", "/{path:.*}", answer)
        servers.append(TestServer(app))
        await servers[-1].start_server()
        return str(servers[-1].make_url("")).rstrip("/")

    yield start
    for server in servers:
        await server.close()


def wrong(findings: list[Finding]) -> set[str]:
    """What is not fine, by the last part of its key."""
    return {
        found.text.key.removeprefix("cli-doctor-") for found in findings if found.state != "fine"
    }


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, set()),
        ({"/v2/bot/info": (401, {"message": "Authentication failed"})}, {"line-token"}),
        ({"/v2/bot/info": (500, {})}, {"line-unreachable"}),
        ({"/v2/bot/message/quota/consumption": (200, {"totalUsage": 499})}, {"line-quota-low"}),
        ({"/v2/bot/message/quota": (200, {"type": "none"})}, set()),
        ({"/v2/bot/channel/webhook/endpoint": (404, {})}, {"line-no-webhook"}),
        (
            {
                "/v2/bot/channel/webhook/endpoint": (
                    200,
                    {"endpoint": "https://other.example/x", "active": False},
                )
            },
            {"line-other-webhook", "line-webhook-off"},
        ),
        (
            {
                "/v2/bot/channel/webhook/test": (
                    200,
                    {"success": False, "reason": "ERROR_STATUS_CODE", "detail": "503"},
                )
            },
            {"line-webhook-fails"},
        ),
    ],
)
async def test_line_is_looked_at(platform: Platform, answers: Answers, expected: set[str]) -> None:
    base = await platform(GOOD_LINE | answers)
    assert wrong(await check_line("token", base, OURS, SECONDS)) == expected


async def test_line_that_is_not_there_is_told() -> None:
    found = await check_line("token", "http://127.0.0.1:9", OURS, SECONDS)
    assert wrong(found) == {"line-unreachable"}


@pytest.mark.parametrize(
    ("answers", "mode", "expected"),
    [
        ({}, "polling", set()),
        ({}, "webhook", {"telegram-no-webhook"}),
        (
            {"getWebhookInfo": (200, {"ok": True, "result": {"url": "https://other.example"}})},
            "polling",
            {"telegram-webhook-set"},
        ),
        (
            {
                "getWebhookInfo": (
                    200,
                    {"ok": True, "result": {"url": f"{OURS}/webhook/telegram"}},
                )
            },
            "webhook",
            set(),
        ),
        (
            {
                "getWebhookInfo": (
                    200,
                    {
                        "ok": True,
                        "result": {
                            "url": f"{OURS}/webhook/telegram",
                            "last_error_message": "Connection refused",
                        },
                    },
                )
            },
            "webhook",
            {"telegram-webhook-fails"},
        ),
        (
            {"getMe": (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})},
            "polling",
            {"telegram-token"},
        ),
    ],
)
async def test_telegram_is_looked_at(
    platform: Platform, answers: Answers, mode: Any, expected: set[str]
) -> None:
    base = await platform(GOOD_TELEGRAM | answers)
    assert wrong(await check_telegram("1:token", base, mode, OURS, SECONDS)) == expected


async def test_telegram_that_is_not_there_is_told() -> None:
    found = await check_telegram("1:token", "http://127.0.0.1:9", "polling", OURS, SECONDS)
    assert wrong(found) == {"telegram-unreachable"}


def test_a_data_dir_is_tried_out(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert data_dir(tmp_path / "new").state == "fine"
    assert data_dir(tmp_path / "file" / "below").state == "wrong"
    assert not list((tmp_path / "new").iterdir())
