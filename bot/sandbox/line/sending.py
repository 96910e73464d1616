"""How LINE takes messages from the bot: reply, push, multicast, broadcast, validate.

Rules: look at the body, then at the retry key (known: 409 and nothing is sent again), then
at the receiver, then at the quota; only then is anything delivered, counted or spent.
"""

from typing import Any
from uuid import UUID

from bot.sandbox.line import events, rules
from bot.sandbox.line.account import Account
from bot.sandbox.line.refused import NO_QUOTA, Refused, broken, invalid
from bot.sandbox.people import BOT, Group, Message, Person

SHOWN_TEXT = ("text", "altText", "title")
Sent = list[dict[str, str]]


class Sending:
    def __init__(self, account: Account) -> None:
        self._account = account
        self._world = account.world
        self._ledger = account.ledger

    async def reply(self, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        if "x-line-retry-key" in headers:
            raise Refused(400, "The X-Line-Retry-Key header is not supported for this endpoint")
        messages = _looked_at(body)
        chat = self._ledger.spend(str(body.get("replyToken", "")))
        if chat is None:
            raise Refused(400, "Invalid reply token")
        return {"sentMessages": self._deliver(messages, self._place(chat))}

    async def push(self, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        messages = _looked_at(body)
        self._known(headers, "push")
        if not isinstance(body.get("to"), str):
            raise invalid("to")
        place = self._world.chat_of("line", body["to"])
        if place is None or (isinstance(place, Group) and place.bot == "out"):
            raise Refused(400, "Failed to send messages")
        self._charge([place])
        sent = self._deliver(messages, place)
        self._remember(headers, sent)
        return {"sentMessages": sent}

    async def multicast(self, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        messages = _looked_at(body)
        self._known(headers, "multicast")
        targets = body.get("to")
        if not isinstance(targets, list) or not 1 <= len(targets) <= rules.TARGETS_MAX:
            raise invalid("to")
        for index, target in enumerate(targets):
            if not (isinstance(target, str) and target.startswith("U") and len(target) == 33):
                raise invalid(f"to[{index}]")
        found = [self._world.chat_of("line", target) for target in dict.fromkeys(targets)]
        return self._spread(messages, [place for place in found if place is not None], headers)

    async def broadcast(self, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        messages = _looked_at(body)
        self._known(headers, "broadcast")
        everyone = [each for each in self._world.people.values() if each.platform == "line"]
        return self._spread(messages, everyone, headers)

    async def validate(self, body: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
        _looked_at(body)
        return {}

    def _spread(
        self, messages: list[dict[str, Any]], places: list[Any], headers: dict[str, str]
    ) -> dict[str, Any]:
        self._charge(places)
        for place in places:
            self._deliver(messages, place)
        self._remember(headers, [])
        return {}

    # -- retry keys

    def _known(self, headers: dict[str, str], endpoint: str) -> None:
        key = headers.get("x-line-retry-key")
        if key is None:
            return
        try:
            UUID(key)
        except ValueError:
            raise Refused(400, "The retry key is invalid") from None
        known = self._ledger.accepted(key)
        if known is not None:
            more = {"sentMessages": known["sent"]} if endpoint == "push" else {}
            accepted = {"x-line-accepted-request-id": known["request_id"]}
            raise Refused(409, "The retry key is already accepted", accepted, **more)

    def _remember(self, headers: dict[str, str], sent: Sent) -> None:
        if "x-line-retry-key" in headers:
            self._ledger.accept(headers["x-line-retry-key"], headers["x-line-request-id"], sent)

    # -- delivery

    def _charge(self, places: list[Person | Group]) -> None:
        recipients = sum(
            len(place.members) if isinstance(place, Group) else int(place.tie == "friend")
            for place in places
        )
        if not self._ledger.room_for(recipients):
            raise Refused(429, NO_QUOTA)
        self._ledger.count(recipients)

    def _deliver(self, messages: list[dict[str, Any]], place: Person | Group) -> Sent:
        """Ids are given out even if the receiver's block keeps the messages away."""
        reached = isinstance(place, Group) or place.tie == "friend"
        sent: Sent = []
        for body in messages:
            message_id = self._account.next_id()
            token = events.quote_token(message_id)
            sent.append({"id": message_id, "quoteToken": token})
            if reached:
                self._world.add(self._message(message_id, place.key, body))
        return sent

    def _message(self, message_id: str, chat: str, body: dict[str, Any]) -> Message:
        text = next((str(body[name]) for name in SHOWN_TEXT if body.get(name)), "")
        if body["type"] == "textV2":
            text = self._mentioned(text, body.get("substitution", {}))
        quote = events.quoted_id(body.get("quoteToken", ""))
        at = self._world.clock.now_ms()
        return Message(message_id, chat, BOT, at, body["type"], text, body, quote)

    def _mentioned(self, text: str, substitution: dict[str, Any]) -> str:
        for name, what in substitution.items():
            who = what.get("mentionee", {}).get("userId", "")
            person = self._world.chat_of("line", who)
            text = text.replace(f"{{{name}}}", f"@{person.name if person else 'All'}")
        return text.replace("{{", "{").replace("}}", "}")

    def _place(self, chat: str) -> Person | Group:
        return self._world.groups.get(chat) or self._world.person(chat)


def _looked_at(body: dict[str, Any]) -> list[dict[str, Any]]:
    details = rules.breaches(body.get("messages"))
    if details:
        raise broken(details)
    messages: list[dict[str, Any]] = body["messages"]
    return messages
