"""What LINE accepts as a message, row by row."""

from typing import Any

import pytest

from bot.sandbox.line.rules import breaches, clusters


def text(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "text": words} | more


def quick(*actions: dict[str, Any]) -> dict[str, Any]:
    return {"items": [{"type": "action", "action": action} for action in actions]}


def press(label: str, data: str = "a") -> dict[str, Any]:
    return {"type": "postback", "label": label, "data": data}


def flex(contents: Any, alt: str = "บัตร") -> dict[str, Any]:
    return {"type": "flex", "altText": alt, "contents": contents}


def bubble(*parts: dict[str, Any]) -> dict[str, Any]:
    body = {"type": "box", "layout": "vertical", "contents": list(parts)}
    return {"type": "bubble", "body": body}


GOOD = [
    [text("ก" * 5000)],
    [text("😀" * 2500)],
    [text("ก")] * 5,
    [text("ก", quickReply=quick(*[press("น้ำ" * 20)] * 13))],
    [flex(bubble({"type": "text", "text": "ก"}), "ก" * 1500)],
    [flex({"type": "carousel", "contents": [bubble({"type": "separator"})] * 12})],
]


def mention(words: str) -> dict[str, Any]:
    whom = {"type": "mention", "mentionee": {"type": "user", "userId": "U1"}}
    return {"type": "textV2", "text": words, "substitution": {"who": whom}}


GOOD += [[mention("{who} {{ไม่ใช่ตัวแปร}}")]]
BAD = [
    ([mention("{who} {other}")], "messages[0].substitution.other"),
    ([mention("{who} }")], "messages[0].text"),
    ([], "messages"),
    ([text("ก")] * 6, "messages"),
    ([text("")], "messages[0].text"),
    ([text("ก" * 5001)], "messages[0].text"),
    ([text("😀" * 2501)], "messages[0].text"),
    ([{"type": "poem"}], "messages[0].type"),
    ([text("ก", quickReply=quick(*[press("ก")] * 14))], "messages[0].quickReply.items"),
    (
        [text("ก", quickReply=quick(press("น้ำ" * 21)))],
        "messages[0].quickReply.items[0].action.label",
    ),
    (
        [text("ก", quickReply=quick(press("ก", "ก" * 301)))],
        "messages[0].quickReply.items[0].action.data",
    ),
    ([text("ก", quickReply=quick({"type": "sing", "label": "ก"}))],
     "messages[0].quickReply.items[0].action"),
    ([flex(None)], "messages[0].contents"),
    ([flex({"type": "bubble"})], "messages[0].contents"),
    ([flex(bubble({"type": "text", "text": ""}))], "messages[0].contents/body/contents[0]/text"),
    ([flex(bubble({"type": "separator"}), "ก" * 1501)], "messages[0].altText"),
    ([flex(bubble({"type": "button", "action": {"type": "uri", "label": "ก"}}))],
     "messages[0].contents/body/contents[0]/action.uri"),
    ([{"type": "template", "altText": "ก", "template": {"type": "confirm", "text": "ก"}}],
     "messages[0].template.actions"),
]  # fmt: skip


@pytest.mark.parametrize("messages", GOOD)
def test_what_line_takes(messages: list[dict[str, Any]]) -> None:
    assert breaches(messages) == []


@pytest.mark.parametrize(("messages", "where"), BAD)
def test_what_line_refuses(messages: list[dict[str, Any]], where: str) -> None:
    assert where in [detail["property"] for detail in breaches(messages)]


def test_a_cluster_is_what_a_reader_counts() -> None:
    assert clusters("น้ำใจ") == 3
