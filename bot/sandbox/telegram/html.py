"""Telegram's HTML parse mode: text with tags becomes plain text and entities.

Rules: as strict as Telegram says it is: a `<` that opens no known tag, an `&` that begins
no entity and a tag left open are errors. Offsets and lengths are UTF-16 code units.
"""

import html
import re
from typing import Any

Entity = dict[str, Any]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
TOKEN = re.compile(
    r"</(?P<end>[a-z-]+)\s*>"
    r"|<(?P<start>[a-z-]+)(?P<attributes>(?:\s+[^<>]*)?)>"
    r"|&(?P<entity>#\d{1,7}|#x[0-9a-f]{1,6}|lt|gt|amp|quot);"
    r"|(?P<bare>[<&])",
    re.IGNORECASE,
)
HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
PLAIN = re.compile(r"(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@\w+)?)|(?P<url>https?://\S+)")


class ParseError(ValueError):
    """The words of Telegram for what is wrong, without `can't parse entities`."""


def parsed(text: str, mode: str) -> tuple[str, list[Entity]]:
    """Plain text and entities; `mode` is "HTML" or "" for plain text."""
    if not mode:
        return text, found_in(text)
    reader = _Reader(text)
    for token in TOKEN.finditer(text):
        reader.take(token)
    return reader.finished()


def found_in(text: str) -> list[Entity]:
    """The entities that Telegram sees by itself in plain text."""
    return [
        {
            "type": match.lastgroup,
            "offset": units(text[: match.start()]),
            "length": units(match[0]),
        }
        for match in PLAIN.finditer(text)
    ]


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._plain = ""
        self._open: list[tuple[str, Entity]] = []
        self._entities: list[Entity] = []

    def take(self, token: re.Match[str]) -> None:
        self._plain += self._text[self._position : token.start()]
        self._position = token.end()
        at = len(self._text[: token.start()].encode())
        if token["entity"]:
            self._plain += html.unescape(token[0])
        elif token["start"]:
            self._start(token["start"].lower(), token["attributes"] or "", at)
        elif token["end"]:
            self._end(token["end"].lower(), at)
        else:
            what = "start tag" if token["bare"] == "<" else "entity"
            raise ParseError(f'Unsupported {what} "" at byte offset {at}')

    def finished(self) -> tuple[str, list[Entity]]:
        if self._open:
            name, _ = self._open[-1]
            raise ParseError(f'Can\'t find end tag corresponding to start tag "{name}"')
        self._plain += self._text[self._position :]
        return self._plain, [each for each in self._entities if each["length"]]

    def _start(self, name: str, attributes: str, at: int) -> None:
        if name not in KINDS:
            raise ParseError(f'Unsupported start tag "{name}" at byte offset {at}')
        entity: Entity = {"type": KINDS[name], "offset": units(self._plain), "length": 0}
        link = HREF.search(attributes)
        if link is not None:
            entity["url"] = html.unescape(link[1] or link[2] or "")
        self._open.append((name, entity))
        self._entities.append(entity)

    def _end(self, name: str, at: int) -> None:
        if not self._open or self._open[-1][0] != name:
            raise ParseError(f'Unmatched end tag at byte offset {at}, expected "</{name}>"')
        _, entity = self._open.pop()
        entity["length"] = units(self._plain) - entity["offset"]
