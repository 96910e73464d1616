"""What was written, and whether it was meant for us. Pure.

Telegram marks commands and mentions as entities: spans of the text, counted in UTF-16 units.
In a group only words that are meant for the bot are read; talk among colleagues is not ours.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from bot.channels.limits import utf16
from bot.channels.telegram.raw import Json, name, part, parts, text, whole


class Me(Struct, frozen=True):
    """The bot itself. `username` is "" while the platform has not told it; `addressed` knows words
    that are meant for us though they neither quote nor name us (a ticket number, an invite)."""

    id: str
    username: str
    addressed: Callable[[str], bool]

    @property
    def account(self) -> str:
        return f"telegram:{self.id}"

    def called(self, username: str) -> bool:
        return bool(self.username) and username.lower() == self.username.lower()


class Command(Struct, frozen=True):
    """A /command as it was typed: "/Name@bot argument". `bot` is "" where none is named."""

    name: str
    bot: str
    argument: str

    def for_other(self, me: Me) -> bool:
        """It names another bot; while we do not know our own name, any name may be ours."""
        return bool(self.bot and me.username and not me.called(self.bot))


def written(message: Json) -> str:
    """The text of a message or the caption of a file."""
    return text(message, "text") or text(message, "caption")


def command(message: Json) -> Command | None:
    """The command a message begins with, if it does."""
    words = written(message)
    for entity in _entities(message):
        if text(entity, "type") == "bot_command" and whole(entity, "offset") == 0:
            end = whole(entity, "length") or 0
            named, _, bot = words[1:end].partition("@")  # a command is ASCII: units are letters
            return Command(named.lower(), bot, words[end:].strip())
    return None


def quoted(message: Json) -> Json:
    """The message this one answers, else {}. In a topic every message that answers nothing is
    given as an answer to the topic's opening, which nobody quoted."""
    answered = part(message, "reply_to_message")
    return {} if "forum_topic_created" in answered else answered


def quotes_us(message: Json, me: Me) -> bool:
    return name(part(quoted(message), "from"), "id") == me.id


def mentions_us(message: Json, me: Me) -> bool:
    return bool(_mentions(message, me))


def meant_for_us(message: Json, me: Me) -> bool:
    """Whether a group's message is for the bot: it quotes, commands, names or addresses us."""
    ordered = command(message)
    if ordered and ordered.for_other(me):
        return False
    return bool(
        ordered
        or quotes_us(message, me)
        or mentions_us(message, me)
        or me.addressed(written(message))
    )


def without_mentions(message: Json, me: Me) -> str:
    """What was written, our own name taken out."""
    said = written(message)
    if not _mentions(message, me):
        return said
    pieces, begin = [], 0
    for start, end in _mentions(message, me):
        pieces.append(_span(said, begin, start))
        begin = end
    pieces.append(_span(said, begin, utf16(said)))
    return " ".join(stripped for piece in pieces if (stripped := piece.strip(" "))).strip()


def _mentions(message: Json, me: Me) -> list[tuple[int, int]]:
    """Where we are named, in UTF-16 units, in order."""
    said = written(message)
    found = []
    for entity in _entities(message):
        start = whole(entity, "offset") or 0
        end = start + (whole(entity, "length") or 0)
        kind = text(entity, "type")
        if (kind == "mention" and me.called(_span(said, start, end).removeprefix("@"))) or (
            kind == "text_mention" and name(part(entity, "user"), "id") == me.id
        ):
            found.append((start, end))
    return sorted(found)


def _span(said: str, start: int, end: int) -> str:
    """A part of a text, its bounds given in UTF-16 units."""
    return said.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")


def _entities(message: Json) -> list[Json]:
    return parts(message, "entities" if text(message, "text") else "caption_entities")
