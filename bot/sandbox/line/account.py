"""The bot's account at LINE: what the Messaging API and the people's side share.

Rules: `preparing` holds the ids of messages whose content is not ready yet (202).
"""

from aiohttp import web

from bot.sandbox.line.ledger import Ledger
from bot.sandbox.line.refused import refusal
from bot.sandbox.line.webhook import Webhook
from bot.sandbox.stand_in import StandIn
from bot.sandbox.world import World

BOT_USER = "Ub0000000000000000000000000000b07"
FIRST_ID = 500_000_000_000_000_000


class Account(StandIn):
    def __init__(
        self,
        world: World,
        *,
        webhook_url: str,
        secret: str,
        token: str,
        bot_name: str = "",
        quota: int | None = None,
    ) -> None:
        super().__init__(world, token, bot_name, refusal)
        self.ledger = Ledger(world, quota)
        self.webhook = Webhook(world, self.ledger, webhook_url, secret, BOT_USER)
        self.preparing: set[str] = set()

    def next_id(self) -> str:
        return str(FIRST_ID + self.world.number("line message"))

    async def close(self, app: web.Application | None = None) -> None:
        self.gate.closing.set()
        await self.webhook.courier.close()
