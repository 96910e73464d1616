"""What LINE's stand-in answers has the shape LINE describes, refusals too."""

from typing import Any
from uuid import uuid4

import jsonschema
import pytest
import yaml
from aiohttp import ClientSession

from bot.sandbox.platforms import LINE_TOKEN, Platforms
from tests.sandbox.specs import described

TEXT = {"messages": [{"type": "text", "text": "ก"}]}


@pytest.fixture(scope="module")
def api() -> dict[str, Any]:
    api: dict[str, Any] = yaml.safe_load(described("messaging-api.yml").read_text("utf-8"))
    return api


def requests_of(platforms: Platforms) -> list[tuple[str, str, dict[str, str], Any]]:
    """Method, described path, what stands in its braces, body."""
    user = platforms.world.person("director_e").address
    group = platforms.world.groups["admin"].address
    message, here = "/v2/bot/message", {"userId": user, "groupId": group}
    return [
        ("POST", f"{message}/push", {}, TEXT | {"to": user}),
        ("POST", f"{message}/push", {}, TEXT | {"to": "U0"}),
        ("POST", f"{message}/push", {}, {"to": user, "messages": []}),
        ("POST", f"{message}/reply", {}, TEXT | {"replyToken": "used"}),
        ("POST", f"{message}/multicast", {}, TEXT | {"to": [user]}),
        ("POST", f"{message}/broadcast", {}, TEXT),
        ("POST", f"{message}/validate/push", {}, TEXT),
        ("GET", f"{message}/quota", {}, None),
        ("GET", f"{message}/quota/consumption", {}, None),
        ("GET", "/v2/bot/info", {}, None),
        ("GET", "/v2/bot/profile/{userId}", here, None),
        ("GET", "/v2/bot/group/{groupId}/summary", here, None),
        ("GET", "/v2/bot/group/{groupId}/members/count", here, None),
        ("GET", "/v2/bot/group/{groupId}/member/{userId}", here, None),
        ("POST", "/v2/bot/chat/loading/start", {}, {"chatId": user, "loadingSeconds": 7}),
        ("POST", "/v2/bot/chat/loading/start", {}, {"chatId": user, "loadingSeconds": 5}),
        ("GET", "/v2/bot/channel/webhook/endpoint", {}, None),
        ("POST", "/v2/bot/channel/webhook/test", {}, {}),
    ]


async def test_every_answer_has_lines_shape(platforms: Platforms, api: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {LINE_TOKEN}"}
    statuses = set()
    async with ClientSession(headers=headers) as session:
        for method, path, braces, body in requests_of(platforms):
            url = platforms.line_base + path.format(**braces)
            async with session.request(method, url, json=body) as answer:
                status, said = answer.status, await answer.json()
                assert answer.headers["x-line-request-id"]
            meet(api, method, path, status, said)
            statuses.add(status)
    assert statuses == {200, 202, 400}


def meet(api: dict[str, Any], method: str, path: str, status: int, said: Any) -> None:
    responses = api["paths"][path][method.lower()]["responses"]
    media = responses.get(str(status), {}).get("content", {}).get("application/json", {})
    refused = {"$ref": "#/components/schemas/ErrorResponse"}
    schema = media.get("schema", refused if status >= 400 else {})
    jsonschema.validate(said, schema | {"components": api["components"]})


async def test_a_conflict_has_lines_shape(platforms: Platforms, api: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {LINE_TOKEN}", "X-Line-Retry-Key": str(uuid4())}
    path = "/v2/bot/message/push"
    body = TEXT | {"to": platforms.world.person("director_e").address}
    async with ClientSession(headers=headers) as session:
        for expected in (200, 409):
            async with session.post(platforms.line_base + path, json=body) as answer:
                assert answer.status == expected
                meet(api, "POST", path, expected, await answer.json())


async def test_superfluous_slashes_are_not_forgiven(platforms: Platforms) -> None:
    headers = {"Authorization": f"Bearer {LINE_TOKEN}"}
    url = platforms.line_base + "//v2/bot/info"
    async with ClientSession(headers=headers) as session, session.get(url) as answer:
        assert answer.status == 404
