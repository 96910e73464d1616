"""A letter, turned into LINE's message objects (JSON). Pure.

Rules:
* a call takes five messages; long texts become several, at sentence or word ends;
* in a private chat choices are quick replies: they show only on the last message of the call and
  vanish after the next one, so the buttons of all bubbles are gathered there (LINE for PC shows
  none: the worded text lists the choices where that matters);
* in a group a press need not say who pressed, so a choice writes its words (`Button.typed`) and
  stands below its text in a bubble, which stays and shows everywhere;
* buttons that open a page, and all buttons of a card, stand in a bubble everywhere;
* what LINE would refuse is shown some other way and logged, never left out silently. The log names
  limits and counts, no words of the letter.

Limits: developers.line.biz/en/reference/messaging-api, "Message objects".
"""

from __future__ import annotations

import logging

from bot.channels.limits import ELLIPSIS, Breaks, cut, no_breaks, split, utf16, visible
from bot.channels.line import flex
from bot.channels.line.actions import QUICK_LABEL, STANDING_LABEL, Place, action, usable
from bot.channels.line.tolerant import Json
from handlers.content import Bubble, Button, Card, Letter

MESSAGES = 5
TEXT = 5_000  # UTF-16 units
ALT_TEXT = 1_500  # UTF-16 units
QUICK_REPLIES = 13
TEXT_IN_BUBBLE = 1_500  # UTF-16 units; a longer one is better read, and copied, as a text

log = logging.getLogger(__name__)


def render(letter: Letter, breaks: Breaks = no_breaks) -> list[Json]:
    """The message objects of one call, one to five."""
    place = letter.to.kind
    bubbles = [_with_usable_buttons(bubble, place) for bubble in letter.bubbles or (Bubble(""),)]
    messages = _at_most_five(
        [message for bubble in bubbles for message in _messages(bubble, place, breaks)]
    )
    newest_first = [button for bubble in reversed(bubbles) for button in _passing(bubble, place)]
    if newest_first:
        messages[-1]["quickReply"] = {"items": _quick_replies(newest_first, place)}
    return messages


def _with_usable_buttons(bubble: Bubble, place: Place) -> Bubble:
    """The bubble without buttons that LINE would refuse; their pages are named in the text."""
    refused = [button for button in bubble.buttons if not usable(button, place)]
    if not refused:
        return bubble
    log.warning("line: %d of %d buttons cannot be shown", len(refused), len(bubble.buttons))
    pages = [f"{button.label}: {button.url}" for button in refused if button.url]
    return Bubble(
        text="\n".join([*filter(visible, [bubble.text]), *pages]),
        buttons=tuple(button for button in bubble.buttons if usable(button, place)),
        card=bubble.card,
    )


def _passing(bubble: Bubble, place: Place) -> list[Button]:
    """The buttons that are quick replies."""
    if place == "group" or bubble.card:
        return []
    return [button for button in bubble.buttons if not button.url]


def _messages(bubble: Bubble, place: Place, breaks: Breaks) -> list[Json]:
    passing = _passing(bubble, place)
    standing = [
        action(button, place, STANDING_LABEL) for button in bubble.buttons if button not in passing
    ]
    if bubble.card:
        return _card(bubble.card, bubble.text, standing, breaks)
    return _text(bubble.text, standing, breaks)


def _card(card: Card, text: str, standing: list[Json], breaks: Breaks) -> list[Json]:
    below = "" if text == card.summary else text
    bubble = flex.of_card(card, below, standing)
    if len(bubble.keys() & {"header", "body"}) and flex.fits(bubble):
        return [_flex(card.summary or card.number, bubble)]
    log.warning("line: a card cannot be shown as a card")
    rows = [f"{label}: {value}" for label, value in card.rows]
    parts = (card.summary, card.number, card.headline, *rows, card.excerpt, below)
    return _text("\n".join(filter(visible, parts)), standing, breaks)


def _text(text: str, standing: list[Json], breaks: Breaks) -> list[Json]:
    if not standing:
        return _texts(text, breaks)
    whole = flex.of_text(text, standing)
    if utf16(text) <= TEXT_IN_BUBBLE and flex.fits(whole):
        return [_flex(text if visible(text) else _labels(standing), whole)]
    return [*_texts(text, breaks), *_buttons(standing)]


def _buttons(standing: list[Json]) -> list[Json]:
    """The buttons alone, in as many bubbles as their size needs."""
    bubble = flex.of_text("", standing)
    if flex.fits(bubble) or len(standing) == 1:
        return [_flex(_labels(standing), bubble)]
    half = len(standing) // 2
    return [*_buttons(standing[:half]), *_buttons(standing[half:])]


def _labels(actions: list[Json]) -> str:
    return " / ".join(each["label"] for each in actions)


def _texts(text: str, breaks: Breaks) -> list[Json]:
    return [{"type": "text", "text": _shown(piece)} for piece in split(text, TEXT, utf16, breaks)]


def _flex(alt_text: str, bubble: Json) -> Json:
    alt = cut(_shown(alt_text), ALT_TEXT, utf16)
    return {"type": "flex", "altText": alt, "contents": bubble}


def _shown(text: str) -> str:
    """The text, or an ellipsis for one that nobody could see and LINE would refuse."""
    if visible(text):
        return text
    log.warning("line: a text without a visible letter")
    return ELLIPSIS


def _quick_replies(buttons: list[Button], place: Place) -> list[Json]:
    """The items; a choice that several bubbles offer is offered once."""
    once = list({button.data: button for button in buttons}.values())
    if len(once) > QUICK_REPLIES:
        log.warning("line: %d quick replies, %d can be shown", len(once), QUICK_REPLIES)
    return [
        {"type": "action", "action": action(button, place, QUICK_LABEL)}
        for button in once[:QUICK_REPLIES]
    ]


def _at_most_five(messages: list[Json]) -> list[Json]:
    """At most five messages: neighbouring texts share one; what is then left over ends in "…"."""
    if len(messages) <= MESSAGES:
        return messages
    packed = _packed(messages)
    if len(packed) <= MESSAGES:
        return packed
    log.warning("line: %d messages, %d can be sent", len(packed), MESSAGES)
    return [*packed[: MESSAGES - 1], {"type": "text", "text": ELLIPSIS}]


def _packed(messages: list[Json]) -> list[Json]:
    packed: list[Json] = []
    for message in messages:
        if packed and packed[-1]["type"] == message["type"] == "text":
            both = f"{packed[-1]['text']}\n\n{message['text']}"
            if utf16(both) <= TEXT:
                packed[-1] = {"type": "text", "text": both}
                continue
        packed.append(message)
    return packed
