"""LinePlatform: LINE as a person and as the bot meet it.

Persons act through verbs (people, groups and chats are keys of the World; a chat left out is
the person's private chat with the bot):

    await line.write("parent_a", "…")                       a text message
    await line.write("staff_c", "…", chat="admin", quote=card.id)
    await line.press("parent_a", "label")                   the newest button with that label
    await line.attach("parent_a", "image", data, name="a.jpg")     image, file, video, audio
    await line.locate(...)  stick(...)  unsend(...)  edit(...)
    await line.follow("parent_a")  block(...)  unblock(...)
    await line.add_bot("admin")  remove_bot(...)  add_member(...)  remove_member(...)
    await line.repeat_last()                                the last webhook once more

Each returns the Message it made (or the Delivery of its webhook) once the bot has answered
the webhook. What the bot did is in `transcript(chat)`, `answers(chat, after=message)`,
`calls`, `deliveries`. `faults.arm("error", times=2, moment="after", only="push")` breaks calls;
`ledger.quota` and `ledger.rates` set limits; `webhook.courier.again = "on"` redelivers.
`preparing.add(message.id)` answers 202 for its content. Mount `app()` at any prefix.
"""

from collections import deque
from typing import Any

from aiohttp import web

from bot.sandbox.hooks import Delivery
from bot.sandbox.line import actions, events
from bot.sandbox.line.account import BOT_USER, Account
from bot.sandbox.line.http import application
from bot.sandbox.people import Message


class LinePlatform(Account):
    def app(self) -> web.Application:
        return application(self)

    @property
    def deliveries(self) -> deque[Delivery]:
        """Every webhook that was sent, with how the bot took it."""
        return self.webhook.courier.deliveries

    # -- saying

    async def write(self, who: str, text: str, chat: str | None = None, quote: str = "") -> Message:
        message_id = self.next_id()
        people = self._mentionable(chat)
        body = events.text_message(message_id, text, events.mentions(text, people), quote)
        return await self._say(who, chat, body, text)

    async def attach(
        self,
        who: str,
        kind: str,
        data: bytes,
        *,
        name: str = "",
        chat: str | None = None,
        duration: int = 3000,
    ) -> Message:
        message_id = self.next_id()
        self.world.store.keep_file(message_id, data)
        body = events.media_message(message_id, kind, name or kind, len(data), duration)
        return await self._say(who, chat, body, name, file=message_id)

    async def locate(
        self,
        who: str,
        latitude: float,
        longitude: float,
        *,
        title: str = "",
        address: str = "",
        chat: str | None = None,
    ) -> Message:
        body: dict[str, Any] = {"id": self.next_id(), "type": "location"}
        body |= {"latitude": latitude, "longitude": longitude}
        body |= {name: text for name, text in (("title", title), ("address", address)) if text}
        return await self._say(who, chat, body, title or address)

    async def stick(
        self, who: str, package: str = "446", sticker: str = "1988", chat: str | None = None
    ) -> Message:
        message_id = self.next_id()
        body = {
            "id": message_id,
            "type": "sticker",
            "packageId": package,
            "stickerId": sticker,
            "stickerResourceType": "STATIC",
            "quoteToken": events.quote_token(message_id),
        }
        return await self._say(who, chat, body, "")

    async def press(
        self, who: str, label: str, chat: str | None = None, message_id: str = "", picked: str = ""
    ) -> Message | None:
        """Presses the newest button of that label; `picked` is what a date picker returns."""
        place = chat or who
        action = actions.pressed(self.transcript(place), self.world.person(who), label, message_id)
        if action["type"] == "message":
            return await self.write(who, action["text"], chat)
        if action["type"] not in ("postback", "datetimepicker"):
            return None
        shown: Message | None = None
        if action.get("displayText"):
            body = events.text_message(self.next_id(), action["displayText"], [], "")
            shown = self._record(who, place, body, action["displayText"])
        postback: dict[str, Any] = {"data": action["data"]}
        if action["type"] == "datetimepicker":
            postback["params"] = {action.get("mode", "date"): picked}
        await self._happen("postback", who, chat, postback=postback)
        return shown

    async def unsend(self, who: str, message_id: str, chat: str | None = None) -> Delivery | None:
        message = self._own(who, message_id, chat)
        message.state, message.text, message.body = "unsent", "", {"id": message_id}
        self.world.store.drop_file(message.file)
        self.world.changed(message)
        return await self._happen("unsend", who, chat, unsend={"messageId": message_id})

    async def edit(self, who: str, message_id: str, text: str, chat: str) -> Message:
        """LINE lets people edit in groups only."""
        if chat not in self.world.groups:
            raise ValueError("a message in a private chat cannot be edited on LINE")
        message = self._own(who, message_id, chat)
        message.text, message.state = text, "edited"
        message.body = events.text_message(message_id, text, [], message.quote)
        self.world.changed(message)
        await self._happen("messageEdited", who, chat, message=message.body)
        return message

    # -- ties

    async def follow(self, who: str) -> Delivery | None:
        person = self.world.person(who)
        back, person.tie = person.tie == "blocked", "friend"
        self.world.tell()
        return await self._happen("follow", who, None, follow={"isUnblocked": back})

    unblock = follow

    async def block(self, who: str) -> Delivery | None:
        self.world.person(who).tie = "blocked"
        self.world.tell()
        return await self._happen("unfollow", who, None)

    async def add_bot(self, group: str) -> Delivery | None:
        self.world.groups[group].bot = "in"
        self.world.tell()
        return await self._happen("join", None, group)

    async def remove_bot(self, group: str) -> Delivery | None:
        self.world.groups[group].bot = "out"
        self.world.tell()
        return await self._happen("leave", None, group)

    async def add_member(self, group: str, who: str) -> Delivery | None:
        members = self.world.groups[group].members
        if who not in members:
            members.append(who)
        self.world.tell()
        joined = {"members": [events.source_of(self.world.person(who), None)]}
        return await self._happen("memberJoined", None, group, joined=joined)

    async def remove_member(self, group: str, who: str) -> Delivery | None:
        self.world.groups[group].members.remove(who)
        self.world.tell()
        left = {"members": [events.source_of(self.world.person(who), None)]}
        return await self._happen("memberLeft", None, group, left=left)

    # -- webhooks

    async def send_events(self, happened: list[events.Event]) -> Delivery:
        """One webhook with these events, whoever they are of; [] is the console's Verify."""
        return await self.webhook.send(happened)

    async def repeat_last(self) -> Delivery | None:
        return await self.webhook.repeat_last()

    async def settled(self) -> None:
        """Returns once no redelivery is under way."""
        await self.webhook.courier.settled()

    # -- within

    async def _say(
        self, who: str, chat: str | None, body: dict[str, Any], text: str, file: str = ""
    ) -> Message:
        person = self.world.person(who)
        if chat is None and person.tie == "stranger":
            person.tie = "friend"
        message = self._record(who, chat or who, body, text, file)
        await self._happen("message", who, chat, message=body)
        return message

    def _record(
        self, who: str, chat: str, body: dict[str, Any], text: str, file: str = ""
    ) -> Message:
        quote = body.get("quotedMessageId", "")
        at = self.world.clock.now_ms()
        message = Message(body["id"], chat, who, at, body["type"], text, body, quote, file=file)
        return self.world.add(message)

    async def _happen(
        self, kind: str, who: str | None, chat: str | None, **rest: Any
    ) -> Delivery | None:
        person = self.world.person(who) if who else None
        group = self.world.groups.get(chat or "")
        return await self.webhook.happen(kind, person, group, **rest)

    def _own(self, who: str, message_id: str, chat: str | None) -> Message:
        message = self.world.find(message_id, chat or who)
        if message is None or message.by != who:
            raise LookupError(f"{who} said nothing with the id {message_id}")
        return message

    def _mentionable(self, chat: str | None) -> dict[str, dict[str, Any]]:
        group = self.world.groups.get(chat or "")
        if group is None:
            return {}
        names: dict[str, dict[str, Any]] = {"All": {"type": "all"}}
        names[self.bot_name] = {"type": "user", "userId": BOT_USER, "isSelf": True}
        for key in group.members:
            person = self.world.person(key)
            names[person.name] = {"type": "user", "userId": person.address, "isSelf": False}
        return names
