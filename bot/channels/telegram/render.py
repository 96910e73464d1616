"""Letters as calls of the Bot API. Pure: a method, its parameters, nothing sent.

Rules: every word is escaped, so that no text can become markup; a text is 1 to 4,096 letters,
longer ones go in several messages with the buttons below the last; callback data is at most 64
bytes. What cannot be shown as asked is shown in words and logged, never left out.
"""

from __future__ import annotations

import logging
import unicodedata
from html import escape
from itertools import chain
from typing import Any

from msgspec import Struct

from bot.channels.limits import Breaks, clusters, code_points, no_breaks, octets, split
from handlers.content import Address, Bubble, Button, Card, Letter

log = logging.getLogger(__name__)

TEXT_LIMIT = 4096
"""Letters of a message, counted when its markup has been read."""
DATA_LIMIT = 64
"""Bytes of a button's callback data."""
KEYBOARD_LIMIT = 100
"""Buttons below one message."""
ROW_WIDTH = 30
"""Letters that the labels of one row may have together, so that a phone cuts none."""
BUTTON_EDGE = 3
"""What a button's own edges take of the row, in letters."""
LINKS = ("http://", "https://", "tg://")


class Call(Struct, frozen=True):
    """A call to be made. `plain` is its text without markup."""

    method: str
    params: dict[str, Any]
    plain: str = ""


def render(letter: Letter, breaks: Breaks = no_breaks) -> list[Call]:
    """The calls that bring a letter, in order; the first edits or quotes, where that is asked."""
    bubbles = letter.bubbles or (Bubble(""),)
    calls = list(chain.from_iterable(_bubble(bubble, letter.to, breaks) for bubble in bubbles))
    if letter.edits.isdecimal():
        calls[0] = _edit(calls[0], int(letter.edits))
    elif letter.quotes.isdecimal():
        quote = {"message_id": int(letter.quotes), "allow_sending_without_reply": True}
        calls[0] = _with(calls[0], reply_parameters=quote)
    return calls


def mend(call: Call, complaint: str, to: Address) -> Call | None:
    """The call without what the platform complains of; None where nothing can be done.

    A message that cannot be edited is sent anew; unreadable markup and a closed topic are done
    without; of a refused keyboard the links are written into the text, then all of it is left out.
    """
    complaint = complaint.lower()
    if call.method == "editMessageText" and (
        "message to edit not found" in complaint or "message can't be edited" in complaint
    ):
        return Call("sendMessage", _without(call, "message_id") | where(to), call.plain)
    if "can't parse entities" in complaint and "parse_mode" in call.params:
        return Call(call.method, _without(call, "parse_mode") | {"text": call.plain}, call.plain)
    if "button" in complaint and "reply_markup" in call.params:
        return _without_links(call) or Call(call.method, _without(call, "reply_markup"), call.plain)
    if "message thread not found" in complaint and "message_thread_id" in call.params:
        return Call(call.method, _without(call, "message_thread_id"), call.plain)
    return None


def _without_links(call: Call) -> Call | None:
    """The call with the addresses of its buttons in its text; None if it has none, or no room."""
    keyboard = call.params["reply_markup"]["inline_keyboard"]
    links = [key for row in keyboard for key in row if "url" in key]
    lines = "".join(f"\n▪ {key['text']} {key['url']}" for key in links)
    if not links or code_points(call.plain + lines) > TEXT_LIMIT:
        return None
    kept = [left for row in keyboard if (left := [key for key in row if "url" not in key])]
    params = _without(call, "reply_markup")
    marked = lines if "parse_mode" not in params else escape(lines, quote=False)
    params["text"] += marked
    if kept:
        params["reply_markup"] = {"inline_keyboard": kept}
    return Call(call.method, params, call.plain + lines)


def where(to: Address) -> dict[str, Any]:
    """The parameters that name a chat, and a topic in it."""
    place: dict[str, Any] = {"chat_id": chat_id(to)}
    if to.thread.isdecimal():
        place["message_thread_id"] = int(to.thread)
    return place


def chat_id(to: Address) -> int | str:
    """A chat's id as the platform wants it: a number."""
    return int(to.id) if to.id.removeprefix("-").isdecimal() else to.id


def rows(buttons: tuple[Button, ...]) -> list[list[Button]]:
    """Buttons in rows of equal widths: as many side by side as show their labels whole."""
    laid: list[list[Button]] = []
    for button in buttons:
        if laid and _fits([*laid[-1], button]):
            laid[-1].append(button)
        else:
            laid.append([button])
    return laid


def _bubble(bubble: Bubble, to: Address, breaks: Breaks) -> list[Call]:
    shown = tuple(filter(_showable, bubble.buttons))[:KEYBOARD_LIMIT]
    unshown = [button for button in bubble.buttons if button not in shown]
    if unshown:
        log.warning("telegram: %d buttons shown in words: too long or too many", len(unshown))
    words = [(escape(bubble.text, quote=False), bubble.text)] if bubble.text.strip() else []
    if bubble.card:
        words.append(_card(bubble.card))
    words += [_in_words(button) for button in unshown]
    marked, plain = ("\n\n".join(side) for side in zip(*words, strict=True)) if words else ("", "")
    if not _visible(plain):
        log.warning("telegram: a message without a word was asked for")
        marked = plain = "…"
    texts = _texts(marked, plain, breaks)
    calls = [_message(to, *text) for text in texts]
    if shown:
        calls[-1] = _with(calls[-1], reply_markup=_keyboard(shown))
    return calls


def _visible(text: str) -> bool:
    """Has a letter that a reader sees: no blank, mark of formatting or control."""
    return any(unicodedata.category(letter)[0] not in "CZ" for letter in text)


def _texts(marked: str, plain: str, breaks: Breaks) -> list[tuple[str, str]]:
    """A text with its markup, or the pieces of one too long, which have none."""
    if code_points(plain) <= TEXT_LIMIT:
        return [(marked, plain)]
    pieces = split(plain, TEXT_LIMIT, code_points, breaks)
    return [(escape(piece, quote=False), piece) for piece in pieces]


def _card(card: Card) -> tuple[str, str]:
    """A card with markup and without."""
    headline = f"{'🔴 ' if card.urgent else ''}{card.headline}"
    if card.number not in headline:
        headline = f"{headline}\n{card.number}" if headline else card.number
    lines = [f"{label}: {value}" if label else value for label, value in card.rows]
    marked = [
        f"<b>{escape(headline, quote=False)}</b>",
        *(escape(row, quote=False) for row in lines),
    ]
    plain = [headline, *lines]
    if card.excerpt.strip():
        marked.append(f"<blockquote>{escape(card.excerpt, quote=False)}</blockquote>")
        plain.append(card.excerpt)
    return "\n".join(marked), "\n".join(plain)


def _message(to: Address, marked: str, plain: str) -> Call:
    # A preview would have Telegram open the link, and ours may be good for one opening.
    preview = {"is_disabled": True}
    params = where(to) | {"text": marked, "parse_mode": "HTML", "link_preview_options": preview}
    return Call("sendMessage", params, plain)


def _edit(call: Call, message_id: int) -> Call:
    return Call(
        "editMessageText",
        _without(call, "message_thread_id") | {"message_id": message_id},
        call.plain,
    )


def _keyboard(buttons: tuple[Button, ...]) -> dict[str, Any]:
    return {"inline_keyboard": [[_key(button) for button in row] for row in rows(buttons)]}


def _key(button: Button) -> dict[str, str]:
    action = {"url": button.url} if button.url else {"callback_data": button.data}
    return {"text": button.label} | action


def _showable(button: Button) -> bool:
    if not button.label.strip():
        return False
    if button.url:
        return button.url.startswith(LINKS)
    return 0 < octets(button.data) <= DATA_LIMIT


def _in_words(button: Button) -> tuple[str, str]:
    line = " ".join(filter(None, ("▪", button.label, button.url)))
    return escape(line, quote=False), line


def _fits(row: list[Button]) -> bool:
    share = ROW_WIDTH / len(row) - BUTTON_EDGE
    return all(_width(button.label) <= share for button in row)


def _width(label: str) -> int:
    """How wide a label is, in letters: vowels above and below take no room, emoji take two."""
    wide = sum(1 for letter in label if unicodedata.east_asian_width(letter) in "WF")
    return clusters(label) + wide


def _with(call: Call, **more: Any) -> Call:
    return Call(call.method, call.params | more, call.plain)


def _without(call: Call, name: str) -> dict[str, Any]:
    return {key: value for key, value in call.params.items() if key != name}
