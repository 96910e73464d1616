"""Presses of inline buttons: which one was meant, and which still wait for an answer.

Rules: a press can be answered once and for a minute; then Telegram calls it too old.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.people import BOT, Message

ANSWER_WITHIN = 60.0
Button = dict[str, Any]


@dataclass
class Presses:
    now: Callable[[], float]
    _open: dict[str, tuple[str, float]] = field(default_factory=dict)

    def open(self, query_id: str, who: str) -> None:
        self._open[query_id] = (who, self.now())

    def close(self, query_id: str) -> str | None:
        """Who pressed; None if nobody waits for this answer."""
        who, since = self._open.pop(query_id, ("", 0.0))
        return who if who and self.now() <= since + ANSWER_WITHIN else None


def pressed(said: list[Message], label: str, message_id: str = "") -> tuple[Message, Button]:
    for message in reversed(said):
        if message.by != BOT or (message_id and message.id != message_id):
            continue
        for button in offered(message):
            if button["text"] == label:
                return message, button
    raise LookupError(f"no button {label!r}")


def offered(message: Message) -> Iterator[Button]:
    inline = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    for row in inline + (message.keyboard or []):
        for button in row:
            yield button if isinstance(button, dict) else {"text": button}
