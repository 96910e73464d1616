"""Who is in the sandbox: people, groups, and what they said to each other.

Rules: a chat has the key of its person (the private chat with the bot) or of its group.
`by` of a message is a person's key, BOT, or "" for a notice of the platform. Addresses are
what the platform calls them: LINE user and group ids, Telegram numbers as text. `keyboard` is
Telegram's in place of the letters; an empty one takes an earlier one away.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

PlatformName = Literal["line", "telegram"]
Tie = Literal["stranger", "friend", "blocked"]
Device = Literal["phone", "pc"]
Identity = Literal["shown", "hidden"]
GroupKind = Literal["group", "supergroup"]
State = Literal["sent", "edited", "unsent", "deleted"]

BOT = "bot"


@dataclass
class Person:
    key: str
    platform: PlatformName
    address: str
    name: str
    post: str = "citizen"
    tie: Tie = "stranger"
    device: Device = "phone"
    identity: Identity = "shown"
    language: str = "th"


@dataclass
class Group:
    key: str
    platform: PlatformName
    address: str
    name: str
    desk: str = ""
    kind: GroupKind = "group"
    members: list[str] = field(default_factory=list)
    admins: list[str] = field(default_factory=list)
    bot: Literal["in", "out", "mute"] = "in"
    bot_rank: Literal["member", "administrator"] = "member"
    moved_from: str = ""
    topics: dict[str, str] = field(default_factory=dict)


@dataclass
class Message:
    id: str
    chat: str
    by: str
    at: int
    kind: str
    text: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    quote: str = ""
    state: State = "sent"
    file: str = ""
    thread: str = ""
    keyboard: list[list[Any]] | None = None
