"""What both stand-ins have: a World, a gate, and a name for the bot."""

from collections import deque
from collections.abc import Callable

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.gate import Call, Gate
from bot.sandbox.people import Message
from bot.sandbox.world import World


class StandIn:
    def __init__(
        self, world: World, token: str, bot_name: str, refuse: Callable[[int], web.Response]
    ) -> None:
        self.world = world
        self.token = token
        self.bot_name = bot_name or world.office
        self.gate = Gate(world.clock.now, refuse)

    @property
    def faults(self) -> Faults:
        return self.gate.faults

    @property
    def calls(self) -> deque[Call]:
        """What the bot asked of this platform, newest last."""
        return self.gate.calls

    def transcript(self, chat: str) -> list[Message]:
        return self.world.transcript(chat)

    async def answers(self, chat: str, after: Message, within: float = 5.0) -> list[Message]:
        """What the bot said in a chat after a message; waits for the first of it."""
        return await self.world.answers(chat, after, within)
