"""What the page can do, by name: each verb is one method of `Verbs`.

Rules: the platform follows from the person who acts. A verb that cannot be done raises
LookupError or ValueError; nothing else is expected of it.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.line.platform import LinePlatform
from bot.sandbox.telegram.platform import TelegramPlatform
from bot.sandbox.world import World

Given = dict[str, Any]
OnClock = Callable[[float], Awaitable[None]]
"""Hears the whole offset in seconds, not the step."""


class Verbs:
    def __init__(
        self, world: World, line: LinePlatform, telegram: TelegramPlatform, on_clock: OnClock
    ) -> None:
        self._world = world
        self._line = line
        self._telegram = telegram
        self._on_clock = on_clock

    def table(self) -> dict[str, Callable[[Given], Awaitable[object]]]:
        return {
            "write": self.write,
            "press": self.press,
            "stick": self.stick,
            "locate": self.locate,
            "unsend": self.unsend,
            "edit": self.edit,
            "meet": self.meet,
            "block": self.block,
            "unblock": self.unblock,
            "device": self.device,
            "identity": self.identity,
            "fault": self.fault,
            "calm": self.calm,
            "repeat": self.repeat,
            "switch": self.switch,
            "clock": self.clock,
            "reset": self.reset,
        }

    # -- as a person

    async def write(self, given: Given) -> None:
        quote = str(given.get("quote") or "")
        await self._of(given).write(given["who"], given["text"], _group(given), quote)

    async def press(self, given: Given) -> None:
        who, chat, message = given["who"], _group(given), str(given.get("message") or "")
        if self._of(given) is self._line:
            picked = str(given.get("picked") or "")
            await self._line.press(who, given["label"], chat, message, picked)
        else:
            await self._telegram.press(who, given["label"], chat, message)

    async def stick(self, given: Given) -> None:
        await self._of(given).stick(given["who"], chat=_group(given))

    async def locate(self, given: Given) -> None:
        where = float(given["latitude"]), float(given["longitude"])
        await self._of(given).locate(given["who"], *where, chat=_group(given))

    async def attach(self, given: Given, data: bytes) -> None:
        platform, kind, name = self._of(given), given["kind"], given["name"]
        await platform.attach(given["who"], kind, data, name=name, chat=_group(given))

    async def unsend(self, given: Given) -> None:
        if self._of(given) is not self._line:
            raise ValueError("Telegram tells a bot nothing of deleted messages")
        await self._line.unsend(given["who"], given["message"], _group(given))

    async def edit(self, given: Given) -> None:
        chat = given["chat"]
        await self._of(given).edit(given["who"], given["message"], given["text"], chat)

    async def meet(self, given: Given) -> None:
        """Adds the office as a friend on LINE, presses Start on Telegram."""
        if self._of(given) is self._line:
            await self._line.follow(given["who"])
        else:
            await self._telegram.start(given["who"], str(given.get("payload") or ""))

    async def block(self, given: Given) -> None:
        await self._of(given).block(given["who"])

    async def unblock(self, given: Given) -> None:
        await self._of(given).unblock(given["who"])

    async def device(self, given: Given) -> None:
        self._world.person(given["who"]).device = _one_of(given["to"], "phone", "pc")
        self._world.tell()

    async def identity(self, given: Given) -> None:
        self._world.person(given["who"]).identity = _one_of(given["to"], "shown", "hidden")
        self._world.tell()

    # -- as the platforms

    async def fault(self, given: Given) -> None:
        times, moment = int(given.get("times", 1)), given.get("moment", "before")
        self._named(given).faults.arm(given["kind"], times=times, moment=moment)
        self._world.tell()

    async def calm(self, given: Given) -> None:
        self._named(given).faults.clear()
        self._world.tell()

    async def repeat(self, given: Given) -> None:
        await self._named(given).repeat_last()

    async def switch(self, given: Given) -> None:
        to: Any = _one_of(given["to"], "on", "off")
        match given["name"]:
            case "quota":
                self._line.ledger.quota = 0 if to == "on" else None
            case "redelivery":
                self._line.webhook.courier.again = to
            case "flood":
                self._telegram.flood.watch = to
            case "privacy":
                self._telegram.privacy = to
            case other:
                raise LookupError(f"no switch {other}")
        self._world.tell()

    # -- as time

    async def clock(self, given: Given) -> None:
        self._world.move_clock(float(given["seconds"]))
        await self._on_clock(self._world.clock.offset)

    async def reset(self, given: Given) -> None:
        self._world.reset()
        await self._on_clock(self._world.clock.offset)

    # -- within

    def _of(self, given: Given) -> LinePlatform | TelegramPlatform:
        on_line = self._world.person(given["who"]).platform == "line"
        return self._line if on_line else self._telegram

    def _named(self, given: Given) -> LinePlatform | TelegramPlatform:
        platform = _one_of(given["platform"], "line", "telegram")
        return self._line if platform == "line" else self._telegram


def _group(given: Given) -> str | None:
    """The page names every chat by its key; a private one has the key of its person."""
    chat = given.get("chat")
    return None if chat is None or chat == given["who"] else str(chat)


def _one_of(value: Any, *allowed: str) -> Any:
    if value not in allowed:
        raise ValueError(f"must be one of {allowed}")
    return value
