"""Which button a person meant.

Rules: quick replies are there only while their message is the last of the chat, and never
on LINE for PC; buttons of Flex and template messages stay for ever.
"""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.people import BOT, Message, Person

Action = dict[str, Any]


def pressed(said: list[Message], person: Person, label: str, message_id: str = "") -> Action:
    for message in reversed(said):
        if message.by != BOT or (message_id and message.id != message_id):
            continue
        for action in offered(message, person, newest=said[-1]):
            if action.get("label") == label:
                return action
    raise LookupError(f"{person.key} sees no button {label!r}")


def offered(message: Message, person: Person, newest: Message) -> Iterator[Action]:
    if message is newest and person.device == "phone":
        for item in message.body.get("quickReply", {}).get("items", []):
            yield item["action"]
    yield from _inside(message.body.get("contents"))
    yield from _inside(message.body.get("template"))


def _inside(part: Any) -> Iterator[Action]:
    """Every action of a Flex container or a template, wherever it hangs."""
    if isinstance(part, list):
        for each in part:
            yield from _inside(each)
    elif isinstance(part, dict):
        if isinstance(part.get("action"), dict):
            yield part["action"]
        yield from part.get("actions", [])
        for name in ("header", "hero", "body", "footer", "contents", "columns"):
            yield from _inside(part.get(name))
