"""The updates that wait for the bot, and the two ways by which it gets them.

Rules: an update waits until it is confirmed: by a later offset of getUpdates, or by a 2xx
of the webhook. Polling and webhook exclude each other (409), and so do two pollers. Kinds
that the bot did not ask for are never queued. All of it outlives a restart.
"""

import asyncio
import json
import time
from collections.abc import Iterable
from typing import Any

from bot.sandbox.hooks import Courier, Delivery, Hook
from bot.sandbox.telegram.refused import Refused
from bot.sandbox.world import World

SHELF = "telegram"
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
KEPT = 24 * 3600
WEBHOOK_WAITS = (0.2, 1.0, 3.0, 9.0)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
USE_DELETE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
TERMINATED = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
Update = dict[str, Any]


class Updates:
    def __init__(self, world: World) -> None:
        self._world = world
        self.courier = Courier()
        self._more = asyncio.Event()
        self._poller: asyncio.Future[None] | None = None
        self._pusher: asyncio.Task[None] | None = None

    # -- in

    def put(self, kind: str, content: dict[str, Any]) -> Update | None:
        if not self._wanted(kind):
            return None
        number = self._world.number("telegram update", after=int(time.time()))
        update = {"update_id": number, kind: content}
        self._shelf()["waiting"].append({"at": self._world.clock.now(), "update": update})
        self._world.tell()
        self.wake()
        return update

    def again(self, update: Update) -> None:
        """The same update once more, in front of the others."""
        self._shelf()["waiting"].insert(0, {"at": self._world.clock.now(), "update": update})
        self.wake()

    def waiting(self) -> list[Update]:
        shelf = self._shelf()
        oldest = self._world.clock.now() - KEPT
        shelf["waiting"] = [each for each in shelf["waiting"] if each["at"] >= oldest]
        return [each["update"] for each in shelf["waiting"]]

    # -- out by polling

    async def poll(self, offset: int, limit: int, patience: float) -> list[Update]:
        if self.webhook:
            raise Refused(409, USE_DELETE)
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(Refused(409, TERMINATED))
        self._confirm(offset)
        if patience and not self.waiting():
            await self._news(patience)
        return self.waiting()[:limit]

    async def _news(self, patience: float) -> None:
        self._more.clear()
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poller = mine
        news = asyncio.create_task(self._news_came())
        try:
            await asyncio.wait({news, mine}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
            if mine.done():
                mine.result()
        finally:
            news.cancel()
            mine.cancel()

    async def _news_came(self) -> None:
        await self._more.wait()

    def _confirm(self, offset: int) -> None:
        waiting = self.waiting()
        first = offset
        if offset < 0:
            first = waiting[offset:][0]["update_id"] if waiting else 0
        done = [each["update_id"] for each in waiting if each["update_id"] < first]
        self._forget(done)

    # -- out by webhook

    @property
    def webhook(self) -> dict[str, Any]:
        hook: dict[str, Any] = self._shelf()["webhook"]
        return hook

    def set_webhook(self, hook: dict[str, Any]) -> None:
        self._shelf()["webhook"] = hook
        self._world.tell()
        self.wake()

    def allow(self, kinds: Iterable[str] | None) -> None:
        """None keeps what was asked for before; an empty list means the default again."""
        if kinds is not None:
            self._shelf()["allowed"] = list(kinds)

    def drop_waiting(self) -> None:
        self._shelf()["waiting"] = []

    def wake(self) -> None:
        self._more.set()
        if self.webhook and (self._pusher is None or self._pusher.done()):
            self._pusher = asyncio.get_running_loop().create_task(self._push())

    async def _push(self) -> None:
        failures = 0
        while self.webhook and self.waiting():
            update = self.waiting()[0]
            delivery = await self.courier.post(self._hook(update), failures + 1)
            if delivery.welcome:
                self._forget([update["update_id"]])
                failures = 0
            elif failures >= len(WEBHOOK_WAITS):
                return
            else:
                await asyncio.sleep(WEBHOOK_WAITS[failures])
                failures += 1

    def _hook(self, update: Update) -> Hook:
        headers = {"Content-Type": "application/json"}
        if self.webhook.get("secret_token"):
            headers[SECRET_HEADER] = self.webhook["secret_token"]
        body = json.dumps(update, ensure_ascii=False).encode()
        return Hook(self.webhook["url"], body, headers)

    # -- both

    def last_delivery(self) -> Delivery | None:
        return self.courier.deliveries[-1] if self.courier.deliveries else None

    async def settled(self) -> None:
        """Returns once the bot has confirmed everything."""
        with self._world.watch() as changes:
            while self.waiting():
                await changes.get()

    async def close(self) -> None:
        if self._pusher is not None:
            self._pusher.cancel()
            await asyncio.gather(self._pusher, return_exceptions=True)
        self._more.set()
        await self.courier.close()

    def _wanted(self, kind: str) -> bool:
        allowed = self._shelf()["allowed"]
        return kind in allowed if allowed else kind not in NOT_BY_DEFAULT

    def _forget(self, done: list[int]) -> None:
        shelf = self._shelf()
        kept = [each for each in shelf["waiting"] if each["update"]["update_id"] not in done]
        if len(kept) != len(shelf["waiting"]):
            shelf["waiting"] = kept
            self._world.tell()

    def _shelf(self) -> dict[str, Any]:
        fresh: dict[str, Any] = {"waiting": [], "allowed": [], "webhook": {}}
        shelf: dict[str, Any] = self._world.shelf.setdefault(SHELF, fresh)
        return shelf
