"""What the bot can ask Telegram or set there: itself, updates, webhook, chats, files."""

from typing import Any

from bot.sandbox.people import Group, Person
from bot.sandbox.telegram import shapes
from bot.sandbox.telegram.account import Account
from bot.sandbox.telegram.params import Params
from bot.sandbox.telegram.refused import bad, forbidden
from bot.sandbox.telegram.talk import Talk

FILE_MAX = 20 * 1024 * 1024
POLL_MAX = 50
UPDATES_MAX = 100


class Ask:
    def __init__(self, account: Account, talk: Talk) -> None:
        self._account = account
        self._talk = talk
        self._world = account.world
        self.settings: dict[str, Any] = {}

    async def me(self, params: Params) -> Any:
        return self._account.bot_user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": self._account.privacy == "off",
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    # -- updates

    async def updates(self, params: Params) -> Any:
        updates = self._account.updates
        updates.allow(params.object("allowed_updates"))
        limit = max(1, min(params.number("limit", UPDATES_MAX), UPDATES_MAX))
        patience = max(0, min(params.number("timeout", 0), POLL_MAX))
        return await updates.poll(params.number("offset", 0), limit, patience)

    async def set_webhook(self, params: Params) -> Any:
        updates = self._account.updates
        updates.allow(params.object("allowed_updates"))
        if params.has("drop_pending_updates"):
            updates.drop_waiting()
        url, secret = params.text("url"), params.text("secret_token")
        updates.set_webhook({"url": url, "secret_token": secret} if url else {})
        return True

    async def delete_webhook(self, params: Params) -> Any:
        if params.has("drop_pending_updates"):
            self._account.updates.drop_waiting()
        self._account.updates.set_webhook({})
        return True

    async def webhook_info(self, params: Params) -> Any:
        updates = self._account.updates
        info: dict[str, Any] = {
            "url": updates.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(updates.waiting()),
        }
        last = updates.last_delivery()
        if last is not None and not last.welcome:
            info["last_error_date"] = int(self._world.clock.now())
            info["last_error_message"] = f"Wrong response from the webhook: {last.status}"
        return info

    # -- chats

    async def chat(self, params: Params) -> Any:
        place = self._talk.found(params)
        more = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": GIFTS}
        return shapes.chat(place) | more

    async def chat_member(self, params: Params) -> Any:
        group, who = self._group(params), params.number("user_id")
        if who == shapes.BOT_ID:
            return shapes.member(self._account.bot_user(), group.bot_rank)
        person = self._world.chat_of("telegram", str(who))
        if not isinstance(person, Person):
            raise bad("member not found")
        return shapes.member(shapes.user(person), _standing(person, group))

    async def administrators(self, params: Params) -> Any:
        group = self._group(params)
        people = [self._world.person(key) for key in group.admins]
        return [shapes.member(shapes.user(each), "administrator") for each in people]

    async def member_count(self, params: Params) -> Any:
        return len(self._group(params).members) + 1

    async def leave(self, params: Params) -> Any:
        self._group(params).bot = "out"
        self._world.tell()
        return True

    # -- files and settings

    async def file(self, params: Params) -> Any:
        file_id = params.text("file_id")
        data = self._world.store.file(file_id)
        if data is None:
            raise bad("invalid file_id")
        if len(data) > FILE_MAX:
            raise bad("file is too big")
        size = {"file_size": len(data), "file_path": f"files/{file_id}"}
        return {"file_id": file_id, "file_unique_id": "u" + file_id} | size

    async def remember(self, params: Params) -> Any:
        """Commands, descriptions, menu button: kept, and given back when asked."""
        self.settings |= params.values
        return True

    async def commands(self, params: Params) -> Any:
        return Params(self.settings).object("commands") or []

    async def agree(self, params: Params) -> Any:
        return True

    def _group(self, params: Params) -> Group:
        place = self._talk.found(params)
        if not isinstance(place, Group):
            raise bad("there are no members in the private chat")
        if place.bot == "out":
            raise forbidden(f"bot was kicked from the {place.kind} chat")
        return place


def _standing(person: Person, group: Group) -> str:
    if person.key in group.admins:
        return "administrator"
    return "member" if person.key in group.members else "left"


GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}
