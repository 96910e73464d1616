"""Flex bubbles: a card, a text with buttons, buttons alone. Pure.

Looks: dark letters on white, white on a dark header (red when urgent), each at least 7:1; letters
grow with the reader's own setting (`scaling`); everything wraps, as a phone is narrow.

Limits: developers.line.biz/en/reference/messaging-api, "Flex message".
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.channels.limits import visible
from bot.channels.line.tolerant import Json
from handlers.content import Card

BUBBLE_BYTES = 30_000

_NAVY, _RED, _WHITE = "#1F3A5F", "#A8071A", "#FFFFFF"
_INK, _GREY, _PALE = "#111111", "#4A4A4A", "#DCE3EC"


def fits(bubble: Json) -> bool:
    """Whether LINE takes a bubble of this size, counted as it goes over the wire."""
    return len(json.dumps(bubble)) <= BUBBLE_BYTES


def of_card(card: Card, below: str, actions: Sequence[Json]) -> Json:
    """The card: number and headline, rows, excerpt, and a text and buttons below them."""
    head = [
        *_texts(card.number, size="lg", weight="bold", color=_WHITE),
        *_texts(card.headline, size="md", color=_WHITE),
    ]
    body = [_row(label, value) for label, value in card.rows if visible(label + value)]
    for part in (card.excerpt, below):
        if body and visible(part):
            body.append({"type": "separator", "margin": "md"})
        body += _texts(part, size="md", color=_INK, margin="md")
    if not head:
        return _bubble(body, actions)
    ground = _RED if card.urgent else _NAVY
    header = {**_column(head), "backgroundColor": ground, "paddingAll": "lg"}
    return {"header": header, **_bubble(body, actions)}


def of_text(text: str, actions: Sequence[Json]) -> Json:
    """A text with buttons below it; buttons alone where the text is blank."""
    return _bubble(_texts(text, size="md", color=_INK), actions)


def _bubble(body: list[Json], actions: Sequence[Json]) -> Json:
    bubble: Json = {"type": "bubble", "size": "mega"}
    if body:
        bubble["body"] = _column(body)
    if actions:
        bubble["footer"] = _column([_button(at, each) for at, each in enumerate(actions)])
    return bubble


def _button(at: int, action: Json) -> Json:
    """A button; the first one, as what is most likely wanted, stands out."""
    style = ("primary", _NAVY) if at == 0 else ("secondary", _PALE)
    return {
        "type": "button",
        "action": action,
        "style": style[0],
        "color": style[1],
        "height": "sm",
        "adjustMode": "shrink-to-fit",
        "scaling": True,
    }


def _row(label: str, value: str) -> Json:
    cells = [
        *_texts(label, size="sm", color=_GREY, flex=2),
        *_texts(value, size="sm", color=_INK, flex=5),
    ]
    return {"type": "box", "layout": "baseline", "spacing": "sm", "contents": cells}


def _column(contents: list[Json]) -> Json:
    return {"type": "box", "layout": "vertical", "spacing": "sm", "contents": contents}


def _texts(text: str, **look: str | int) -> list[Json]:
    """One text component; none for a blank text, which LINE refuses."""
    if not visible(text):
        return []
    return [{"type": "text", "text": text, "wrap": True, "scaling": True, **look}]
