"""The World: people, groups, transcripts, clock; it outlives a restart.

Rules: one World serves both stand-ins and the page. Whoever changes a record says so with
`tell`, which wakes the watchers and saves soon after (many changes, one write). `shelf`
holds what a platform itself must not forget (updates not yet fetched, accepted retry keys).
Counters and shelf survive `reset`, because the bot remembers the time before.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import yaml

from bot.sandbox.clock import Clock
from bot.sandbox.people import BOT, Group, Message, Person
from bot.sandbox.store import Store

SAMPLE = Path(__file__).parent / "data" / "world.yaml"
SAVE_AFTER = 0.3
Change = dict[str, Any]


class World:
    def __init__(
        self, folder: Path | None = None, sample: Path = SAMPLE, clock: Clock | None = None
    ) -> None:
        self.clock = clock or Clock()
        self.store = Store(folder)
        self.office = ""
        self.people: dict[str, Person] = {}
        self.groups: dict[str, Group] = {}
        self.chats: dict[str, dict[str, Message]] = {}
        self.shelf: dict[str, Any] = {}
        self.counters: dict[str, int] = {}
        self._sample = sample
        self._watchers: list[asyncio.Queue[Change]] = []
        self._saving: asyncio.TimerHandle | None = None
        self._people_the_sample()
        self._recall(self.store.load())

    # -- who and where

    def person(self, key: str) -> Person:
        return self.people[key]

    def chat_of(self, platform: str, address: str) -> Person | Group | None:
        everyone: list[Person | Group] = [*self.people.values(), *self.groups.values()]
        found = (one for one in everyone if one.platform == platform and one.address == address)
        return next(found, None)

    def transcript(self, chat: str) -> list[Message]:
        return list(self.chats.get(chat, {}).values())

    def find(self, message_id: str, chat: str | None = None) -> Message | None:
        """LINE's ids are unique everywhere, Telegram's only within a chat."""
        chats = self.chats if chat is None else {chat: self.chats.get(chat, {})}
        return next((said[message_id] for said in chats.values() if message_id in said), None)

    def number(self, series: str, after: int = 0) -> int:
        """The next number of a series that begins after `after`."""
        self.counters[series] = self.counters.get(series, after) + 1
        return self.counters[series]

    # -- change

    def add(self, message: Message) -> Message:
        self.chats.setdefault(message.chat, {})[message.id] = message
        self.tell({"type": "message", "message": asdict(message)})
        return message

    def changed(self, message: Message) -> None:
        self.tell({"type": "message", "message": asdict(message)})

    def tell(self, change: Change | None = None) -> None:
        for watcher in self._watchers:
            watcher.put_nowait(change or {"type": "state"})
        self._save_soon()

    def move_clock(self, seconds: float) -> None:
        self.clock.move(seconds)
        self.tell()

    def reset(self) -> None:
        for said in self.chats.values():
            for message in said.values():
                self.store.drop_file(message.file)
        self.chats.clear()
        self.clock.offset = 0.0
        self._people_the_sample()
        self.tell({"type": "reset"})

    # -- watch

    @contextmanager
    def watch(self) -> Iterator[asyncio.Queue[Change]]:
        queue: asyncio.Queue[Change] = asyncio.Queue()
        self._watchers.append(queue)
        try:
            yield queue
        finally:
            self._watchers.remove(queue)

    async def until(self, found: Callable[[], bool], within: float = 5.0) -> None:
        """Returns once `found` holds; asks again after every change. TimeoutError otherwise."""
        async with asyncio.timeout(within):
            with self.watch() as changes:
                while not found():
                    await changes.get()

    async def answers(self, chat: str, after: Message, within: float = 5.0) -> list[Message]:
        """What the bot said in a chat after a message; waits for the first of it."""

        def heard() -> list[Message]:
            said = self.transcript(chat)
            later = said[said.index(after) + 1 :] if after in said else said
            return [message for message in later if message.by == BOT]

        await self.until(lambda: bool(heard()), within)
        return heard()

    # -- remember

    def save(self) -> None:
        if self._saving is not None:
            self._saving.cancel()
            self._saving = None
        if not self.store.lasting:
            return
        self.store.save(
            {
                "offset": self.clock.offset,
                "people": {key: asdict(person) for key, person in self.people.items()},
                "groups": {key: asdict(group) for key, group in self.groups.items()},
                "chats": {
                    chat: [asdict(message) for message in said.values()]
                    for chat, said in self.chats.items()
                },
                "shelf": self.shelf,
                "counters": self.counters,
            }
        )

    def _save_soon(self) -> None:
        if self._saving is not None or not self.store.lasting:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.save()
            return
        self._saving = loop.call_later(SAVE_AFTER, self.save)

    def _people_the_sample(self) -> None:
        sample = yaml.safe_load(self._sample.read_text(encoding="utf-8"))
        self.office = sample["office"]
        self.people = {key: Person(key, **each) for key, each in sample["people"].items()}
        self.groups = {key: Group(key, **each) for key, each in sample["groups"].items()}

    def _recall(self, kept: dict[str, Any]) -> None:
        if not kept:
            return
        self.clock.offset = kept["offset"]
        self.people |= {key: Person(**_of(Person, each)) for key, each in kept["people"].items()}
        self.groups |= {key: Group(**_of(Group, each)) for key, each in kept["groups"].items()}
        self.shelf = kept["shelf"]
        self.counters = kept["counters"]
        for chat, said in kept["chats"].items():
            self.chats[chat] = {each["id"]: Message(**_of(Message, each)) for each in said}


def _of(record: type[Person | Group | Message], kept: dict[str, Any]) -> dict[str, Any]:
    """A file written by another version may have fields that this one does not know."""
    known = {field.name for field in fields(record)}
    return {name: value for name, value in kept.items() if name in known}
