"""The check by LINE's description is worth nothing unless it finds what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from tests.channels.line.description import MESSAGING, REASON, problems

pytestmark = pytest.mark.skipif(not MESSAGING.exists(), reason=REASON)

TEXT = {"type": "text", "text": "ก"}


def action(**action: Any) -> dict[str, Any]:
    return {**TEXT, "quickReply": {"items": [{"type": "action", "action": action}]}}


def flex(**component: Any) -> dict[str, Any]:
    body = {"type": "box", "layout": "vertical", "contents": [component]}
    return {"type": "flex", "altText": "ก", "contents": {"type": "bubble", "body": body}}


def found(*messages: Any) -> list[str]:
    return problems("PushMessageRequest", {"to": "U1", "messages": list(messages)})


@pytest.mark.parametrize(
    "message",
    [TEXT, action(type="postback", label="ก", data="a"), flex(type="text", text="ก", wrap=True)],
)
def test_good_messages_pass(message: dict[str, Any]) -> None:
    assert found(message) == []


@pytest.mark.parametrize(
    "messages",
    [
        [],
        [TEXT] * 6,
        [{"type": "text"}],
        [{"type": "telegram", "text": "ก"}],
        [{**TEXT, "colour": "red"}],
        [action(type="postback", label="ก", data="a" * 301)],
        [action(type="press", label="ก")],
        [flex(type="text", text="ก", colour="red")],
        [flex(type="button")],
    ],
)
def test_bad_messages_are_found(messages: list[Any]) -> None:
    assert found(*messages)
