"""Buttons, turned into LINE's action objects. Pure.

Limits: developers.line.biz/en/reference/messaging-api, "Action objects"; labels and the words that
an action writes are counted in grapheme clusters.
"""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

from bot.channels.limits import clusters, cut, utf16, visible
from bot.channels.line.tolerant import Json
from handlers.content import Button

Place = Literal["private", "group"]

QUICK_LABEL = 20
STANDING_LABEL = 40
WRITTEN = 300
DATA = 300  # UTF-16 units
URL = 1_000  # UTF-16 units
SCHEMES = ("http", "https", "line", "tel")


def action(button: Button, place: Place, most: int) -> Json:
    """The action of a usable button, its label at most `most` clusters.

    In a private chat a press carries the data; in a group it writes words, as only a message tells
    who acted.
    """
    label = cut(button.label, most, clusters)
    if button.url:
        return {"type": "uri", "label": label, "uri": button.url}
    if place == "group":
        words = button.typed if visible(button.typed) else button.label
        return {"type": "message", "label": label, "text": cut(words, WRITTEN, clusters)}
    shown = cut(button.label, WRITTEN, clusters)
    return {"type": "postback", "label": label, "data": button.data, "displayText": shown}


def usable(button: Button, place: Place) -> bool:
    """Whether LINE would take the button."""
    if not visible(button.label):
        return False
    if button.url:
        return utf16(button.url) <= URL and _scheme(button.url) in SCHEMES
    return place == "group" or 0 < utf16(button.data) <= DATA


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme
    except ValueError:
        return ""
