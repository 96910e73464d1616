"""Makes LINE's webhooks: signed, with a reply token where the kind of event has one.

Rules: a repeated webhook is the same body but for isRedelivery, signed anew; its reply
tokens get a new minute. A group from which the bot is gone sends nothing.
"""

import json
from dataclasses import replace
from typing import Any

from bot.sandbox.hooks import Courier, Delivery, Hook
from bot.sandbox.line import events
from bot.sandbox.line.ledger import Ledger
from bot.sandbox.people import Group, Person
from bot.sandbox.world import World

REPLIED = {"message", "postback", "follow", "join", "memberJoined", "messageEdited"}


class Webhook:
    def __init__(self, world: World, ledger: Ledger, url: str, secret: str, bot: str) -> None:
        self.url = url
        self.secret = secret
        self.bot = bot
        self.courier = Courier()
        self._world = world
        self._ledger = ledger

    async def happen(
        self, kind: str, person: Person | None, group: Group | None, **rest: Any
    ) -> Delivery | None:
        if group is not None and group.bot == "out" and kind != "leave":
            return None
        happened = events.event(
            kind, self._world.clock.now_ms(), events.source_of(person, group), **rest
        )
        place = group or person
        if kind in REPLIED and place is not None:
            happened["replyToken"] = self._ledger.issue(place.key)
        return await self.send([happened])

    async def send(self, happened: list[events.Event]) -> Delivery:
        body = events.packed(self.bot, happened)
        return await self.courier.carry(self._signed(body), self._renewed)

    async def test(self, url: str = "") -> Delivery:
        """The console's Verify: a webhook without events, at another address if one is given."""
        hook = self._signed(events.packed(self.bot, []))
        return await self.courier.post(replace(hook, url=url or self.url), attempt=1)

    async def repeat_last(self) -> Delivery | None:
        if not self.courier.deliveries:
            return None
        last = self.courier.deliveries[-1]
        return await self.courier.post(self._renewed(last.hook), last.attempt + 1)

    def _signed(self, body: bytes) -> Hook:
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "LineBotWebhook/2.0",
            "x-line-signature": events.signature(self.secret, body),
        }
        return Hook(self.url, body, headers)

    def _renewed(self, hook: Hook) -> Hook:
        happened = json.loads(hook.body)["events"]
        for each in happened:
            each["deliveryContext"]["isRedelivery"] = True
            self._ledger.renew(each.get("replyToken", ""))
        return self._signed(events.packed(self.bot, happened))
