"""The bot's account at Telegram: what the Bot API and the people's side share."""

from typing import Any

from aiohttp import web

from bot.sandbox.people import BOT, Group, Message, Person
from bot.sandbox.stand_in import StandIn
from bot.sandbox.telegram import shapes
from bot.sandbox.telegram.flood import Flood
from bot.sandbox.telegram.params import Upload
from bot.sandbox.telegram.presses import Presses
from bot.sandbox.telegram.privacy import Privacy
from bot.sandbox.telegram.refused import refusal
from bot.sandbox.telegram.updates import Updates
from bot.sandbox.world import World


class Account(StandIn):
    def __init__(
        self,
        world: World,
        *,
        token: str,
        bot_name: str = "",
        username: str = "sandbox_bot",
        privacy: Privacy = "on",
    ) -> None:
        super().__init__(world, token, bot_name, refusal)
        self.username = username
        self.privacy = privacy
        self.updates = Updates(world)
        self.flood = Flood(world.clock.now)
        self.presses = Presses(world.clock.now)

    def bot_user(self) -> dict[str, Any]:
        return shapes.bot_user(self.bot_name, self.username)

    async def begin(self, app: web.Application) -> None:
        """Goes on with what was waiting when the sandbox stopped."""
        self.updates.wake()

    async def close(self, app: web.Application | None = None) -> None:
        self.gate.closing.set()
        await self.updates.close()

    def keep(self, upload: Upload) -> str:
        file_id = f"file{self.world.number('telegram file')}"
        self.world.store.keep_file(file_id, upload.data)
        return file_id

    def record(
        self,
        by: str,
        place: Person | Group,
        kind: str,
        text: str,
        content: dict[str, Any],
        quote: Message | None = None,
        file: str = "",
        thread: str = "",
    ) -> Message:
        """Puts a message into its chat; its body is what Telegram calls a Message."""
        number = str(self.world.number(f"telegram message {place.key}"))
        at = self.world.clock.now_ms()
        message = Message(number, place.key, by, at, kind, text, file=file, thread=thread)
        if quote is not None:
            message.quote = quote.id
            quoted = {key: part for key, part in quote.body.items() if key != "reply_to_message"}
            content = content | {"reply_to_message": quoted}
        who = self.bot_user() if by == BOT else shapes.user(self.world.person(by))
        message.body = shapes.message(message, place, who, content)
        return self.world.add(message)
