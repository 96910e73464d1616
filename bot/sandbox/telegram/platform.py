"""TelegramPlatform: Telegram as a person and as the bot meet it.

Persons act through verbs (people, groups and chats are keys of the World; a chat left out is
the person's private chat with the bot):

    await telegram.start("parent_b", "payload")             /start, by a deep link too
    await telegram.write("parent_b", "…")
    await telegram.write("staff_d", "…", chat="education_promotion", quote=card.id, thread="5")
    await telegram.press("staff_d", "label", chat="education_promotion")
    await telegram.attach("parent_b", "image", data, name="a.jpg", caption="…")
    await telegram.locate(...)  stick(...)  edit(...)
    await telegram.block("parent_b")  unblock(...)
    await telegram.add_bot("confidential", by="staff_f", payload="…")  remove_bot(...)
    await telegram.add_member(...)  remove_member(...)  migrate("confidential")
    await telegram.repeat_last()                            the last update once more

A verb returns once the update is queued; `await telegram.settled()` waits until the bot has
confirmed all. Then see `transcript(chat)`, `answers(chat, after=message)`, `calls`.
`faults.arm(...)`, `flood.watch = "on"`, `privacy = "off"` set the scene. Mount `app()`.
"""

from typing import Any

from aiohttp import web

from bot.sandbox.people import Group, Message, Person, Tie
from bot.sandbox.telegram import presses, shapes
from bot.sandbox.telegram.account import Account
from bot.sandbox.telegram.http import application
from bot.sandbox.telegram.params import Upload, guessed
from bot.sandbox.telegram.privacy import heard
from bot.sandbox.telegram.updates import Update


class TelegramPlatform(Account):
    _last: Update | None = None

    def app(self) -> web.Application:
        return application(self)

    # -- saying

    async def start(self, who: str, payload: str = "") -> Message:
        await self._meet(who)
        words = f"/start {payload}".strip()
        return self._say(who, who, "text", words, shapes.command(words))

    async def write(
        self, who: str, text: str, chat: str | None = None, quote: str = "", thread: str = ""
    ) -> Message:
        await self._meet(who if chat is None else "")
        content = shapes.command(text) if text.startswith("/") else shapes.text(text)
        return self._say(who, chat, "text", text, content, quote=quote, thread=thread)

    async def attach(
        self,
        who: str,
        kind: str,
        data: bytes,
        *,
        name: str = "",
        caption: str = "",
        chat: str | None = None,
        quote: str = "",
    ) -> Message:
        await self._meet(who if chat is None else "")
        upload = Upload(name or kind, data, guessed(name))
        file_id = self.keep(upload)
        content = shapes.media(kind, file_id, upload.name, len(data), upload.mime)
        if caption:
            content["caption"] = caption
        return self._say(who, chat, kind, caption or name, content, quote=quote, file=file_id)

    async def locate(
        self, who: str, latitude: float, longitude: float, chat: str | None = None
    ) -> Message:
        content = {"location": {"latitude": latitude, "longitude": longitude}}
        return self._say(who, chat, "location", "", content)

    async def stick(
        self, who: str, emoji: str = "\N{THUMBS UP SIGN}", chat: str | None = None
    ) -> Message:
        await self._meet(who if chat is None else "")
        return self._say(who, chat, "sticker", emoji, shapes.sticker(emoji))

    async def press(
        self, who: str, label: str, chat: str | None = None, message_id: str = ""
    ) -> Message | None:
        """A button of a reply keyboard says its words; an inline one asks the bot."""
        message, button = presses.pressed(self.transcript(chat or who), label, message_id)
        if "callback_data" not in button:
            return None if "url" in button else await self.write(who, label, chat)
        query_id = str(self.world.number("telegram press", after=10**15))
        self.presses.open(query_id, who)
        query = {"id": query_id, "from": shapes.user(self.world.person(who))}
        query |= {"message": message.body, "chat_instance": message.chat}
        self._put("callback_query", query | {"data": button["callback_data"]})
        return message

    async def edit(self, who: str, message_id: str, text: str, chat: str | None = None) -> Message:
        message = self.world.find(message_id, chat or who)
        if message is None or message.by != who:
            raise LookupError(f"{who} said nothing with the id {message_id}")
        message.text, message.state = text, "edited"
        message.body |= shapes.text(text) | {"edit_date": int(self.world.clock.now())}
        self.world.changed(message)
        if self._heard(message):
            self._put("edited_message", message.body)
        return message

    # -- ties

    async def block(self, who: str) -> None:
        self._turn(who, "blocked", "member", "kicked")

    async def unblock(self, who: str) -> None:
        self._turn(who, "friend", "kicked", "member")

    async def add_bot(self, group: str, by: str = "", payload: str = "") -> None:
        """With a payload as from a ?startgroup= link: the bot is told it as a command."""
        place = self.world.groups[group]
        by = by or place.members[0]
        place.bot = "in"
        self._became("my_chat_member", place, by, self.bot_user(), "left", place.bot_rank)
        self._notice(place, by, {"new_chat_members": [self.bot_user()]})
        if payload:
            words = f"/start@{self.username} {payload}"
            self._say(by, group, "text", words, shapes.command(words))

    async def remove_bot(self, group: str, by: str = "") -> None:
        place = self.world.groups[group]
        by = by or place.members[0]
        self._became("my_chat_member", place, by, self.bot_user(), place.bot_rank, "kicked")
        place.bot = "out"
        self.world.tell()

    async def add_member(self, group: str, who: str) -> None:
        place, person = self.world.groups[group], self.world.person(who)
        if who not in place.members:
            place.members.append(who)
        self._became("chat_member", place, who, shapes.user(person), "left", "member")
        self._notice(place, who, {"new_chat_members": [shapes.user(person)]})

    async def remove_member(self, group: str, who: str) -> None:
        place, person = self.world.groups[group], self.world.person(who)
        place.members.remove(who)
        self._became("chat_member", place, who, shapes.user(person), "member", "left")
        self._notice(place, who, {"left_chat_member": shapes.user(person)})

    async def migrate(self, group: str) -> None:
        """The group becomes a supergroup under a new number; the old one is gone."""
        place = self.world.groups[group]
        moved = -1001000000000 - self.world.number("telegram supergroup", after=1000)
        self._notice(place, place.members[0], {"migrate_to_chat_id": moved})
        old, place.moved_from = int(place.address), place.address
        place.address, place.kind = str(moved), "supergroup"
        self._notice(place, place.members[0], {"migrate_from_chat_id": old})

    # -- delivery

    async def repeat_last(self) -> Update | None:
        if self._last is not None:
            self.updates.again(self._last)
        return self._last

    async def settled(self) -> None:
        await self.updates.settled()

    # -- within

    def _say(
        self,
        who: str,
        chat: str | None,
        kind: str,
        text: str,
        content: dict[str, Any],
        quote: str = "",
        **more: str,
    ) -> Message:
        place = self.world.groups.get(chat or "") or self.world.person(who)
        quoted = self.world.find(quote, place.key) if quote else None
        message = self.record(who, place, kind, text, content, quoted, **more)
        if self._heard(message):
            self._put("message", message.body)
        return message

    def _notice(self, place: Group, by: str, content: dict[str, Any]) -> None:
        message = self.record(by, place, "notice", next(iter(content)), content)
        self._put("message", message.body)

    def _heard(self, message: Message) -> bool:
        group = self.world.groups.get(message.chat)
        quoted = self.world.find(message.quote, message.chat) if message.quote else None
        return group is None or heard(message, group, quoted, self.username, self.privacy)

    async def _meet(self, who: str) -> None:
        """Who writes can be written to; who blocked the bot unblocks it by that."""
        if who and self.world.person(who).tie == "blocked":
            await self.unblock(who)
        elif who:
            self.world.person(who).tie = "friend"

    def _turn(self, who: str, tie: Tie, old: str, new: str) -> None:
        person = self.world.person(who)
        person.tie = tie
        self._became("my_chat_member", person, who, self.bot_user(), old, new)

    def _became(
        self, kind: str, place: Person | Group, by: str, who: dict[str, Any], old: str, new: str
    ) -> None:
        actor = shapes.user(self.world.person(by))
        now = int(self.world.clock.now())
        self._put(kind, shapes.change(place, actor, now, who, old, new))

    def _put(self, kind: str, content: dict[str, Any]) -> None:
        self._last = self.updates.put(kind, content) or self._last
        self.world.tell()
