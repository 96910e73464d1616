"""How Telegram takes what the bot says: send, edit, delete, answer a press.

Rules: first the chat (unknown, moved, blocked), then text and buttons, then the quoted
message, then flood control; only then is anything delivered.
"""

import mimetypes
from typing import Any

from bot.sandbox.people import BOT, Group, Message, Person
from bot.sandbox.telegram import shapes
from bot.sandbox.telegram.account import Account
from bot.sandbox.telegram.html import ParseError, parsed
from bot.sandbox.telegram.params import Params, Upload
from bot.sandbox.telegram.refused import bad, forbidden, too_many

TEXT_MAX = 4096
CAPTION_MAX = 1024
DATA_BYTES_MAX = 64
ANSWER_MAX = 200
DELETABLE = 48 * 3600
FILE_FIELDS = {"photo": "image", "document": "file", "voice": "audio", "video": "video"}
ACTION_FIELDS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
    "pay",
)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class Talk:
    def __init__(self, account: Account) -> None:
        self._account = account
        self._world = account.world

    async def send_message(self, params: Params) -> Any:
        place = self.reached(params)
        text, entities = _parsed(params, "text", TEXT_MAX)
        if not text.strip():
            raise bad("message text is empty")
        content: dict[str, Any] = {"text": text}
        if entities:
            content["entities"] = entities
        return self._said(place, params, "text", text, content)

    async def send_file(self, params: Params) -> Any:
        place = self.reached(params)
        field = next(name for name in FILE_FIELDS if name in params.values | params.uploads)
        caption, entities = _parsed(params, "caption", CAPTION_MAX)
        upload = params.upload(field) or self._sent_before(params.text(field))
        file_id = self._account.keep(upload)
        kind = FILE_FIELDS[field]
        content = shapes.media(kind, file_id, upload.name, len(upload.data), upload.mime)
        if caption:
            content |= {"caption": caption, "caption_entities": entities}
        return self._said(place, params, kind, caption or upload.name, content, file_id)

    async def send_location(self, params: Params) -> Any:
        place = self.reached(params)
        where = {name: float(params.values[name]) for name in ("latitude", "longitude")}
        return self._said(place, params, "location", "", {"location": where})

    async def send_chat_action(self, params: Params) -> Any:
        self._world.tell({"type": "typing", "chat": self.reached(params).key})
        return True

    async def edit_text(self, params: Params) -> Any:
        message = self._mine(params, "edit")
        text, entities = _parsed(params, "text", TEXT_MAX)
        content: dict[str, Any] = {"text": text}
        if entities:
            content["entities"] = entities
        return self._edited(message, params, content)

    async def edit_caption(self, params: Params) -> Any:
        message = self._mine(params, "edit")
        caption, entities = _parsed(params, "caption", CAPTION_MAX)
        return self._edited(message, params, {"caption": caption, "caption_entities": entities})

    async def edit_markup(self, params: Params) -> Any:
        return self._edited(self._mine(params, "edit"), params, {})

    async def delete(self, params: Params) -> Any:
        place = self.reached(params)
        message = self._world.find(params.text("message_id"), place.key)
        if message is None or message.state == "deleted":
            raise bad("message to delete not found")
        old = self._world.clock.now() - message.at / 1000 > DELETABLE
        rank = place.bot_rank if isinstance(place, Group) else "administrator"
        if old or (message.by != BOT and rank != "administrator"):
            raise bad("message can't be deleted")
        message.state, message.text, message.body = "deleted", "", {}
        self._world.changed(message)
        return True

    async def answer_press(self, params: Params) -> Any:
        text = params.text("text")
        if len(text) > ANSWER_MAX:
            raise bad("MESSAGE_TOO_LONG")
        who = self._account.presses.close(params.text("callback_query_id"))
        if who is None:
            raise bad(TOO_OLD)
        shown = "alert" if params.has("show_alert") else "toast"
        self._world.tell({"type": shown, "person": who, "text": text})
        return True

    # -- chats

    def reached(self, params: Params) -> Person | Group:
        """The chat, if the bot may write there now."""
        place = self.found(params)
        if isinstance(place, Group):
            if place.bot == "out":
                raise forbidden(f"bot was kicked from the {place.kind} chat")
            if place.bot == "mute":
                raise bad("not enough rights to send text messages to the chat")
        elif place.tie == "blocked":
            raise forbidden("bot was blocked by the user")
        elif place.tie == "stranger":
            raise forbidden("bot can't initiate conversation with a user")
        return place

    def found(self, params: Params) -> Person | Group:
        address = params.text("chat_id")
        if not address:
            raise bad("chat_id is empty")
        for group in self._world.groups.values():
            if group.moved_from == address:
                moved = int(group.address)
                raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=moved)
        place = self._world.chat_of("telegram", address)
        if place is None:
            raise bad("chat not found")
        return place

    # -- within

    def _said(
        self,
        place: Person | Group,
        params: Params,
        kind: str,
        text: str,
        content: dict[str, Any],
        file: str = "",
    ) -> Any:
        markup = _markup(params)
        quote = self._quoted(place, params)
        thread = self._thread(place, params)
        wait = self._account.flood.wait(
            place.key, "group" if isinstance(place, Group) else "private"
        )
        if wait:
            raise too_many(wait)
        if "inline_keyboard" in markup:
            content["reply_markup"] = markup
        said = self._account.record(BOT, place, kind, text, content, quote, file, thread)
        if "keyboard" in markup or "remove_keyboard" in markup:
            said.keyboard = markup.get("keyboard", [])
            self._world.changed(said)
        return said.body

    def _quoted(self, place: Person | Group, params: Params) -> Message | None:
        wish = params.object("reply_parameters") or {
            "message_id": params.text("reply_to_message_id")
        }
        if not wish.get("message_id"):
            return None
        message = self._world.find(str(wish["message_id"]), place.key)
        if message is not None and message.state != "deleted":
            return message
        if wish.get("allow_sending_without_reply") or params.has("allow_sending_without_reply"):
            return None
        raise bad("message to be replied not found")

    def _thread(self, place: Person | Group, params: Params) -> str:
        thread = params.text("message_thread_id")
        topics = place.topics if isinstance(place, Group) else {}
        if thread and thread not in topics:
            raise bad("message thread not found")
        return thread

    def _mine(self, params: Params, what: str) -> Message:
        place = self.reached(params)
        message = self._world.find(params.text("message_id"), place.key)
        if message is None or message.state == "deleted":
            raise bad(f"message to {what} not found")
        if message.by != BOT:
            raise bad(f"message can't be {what}ed")
        return message

    def _edited(self, message: Message, params: Params, content: dict[str, Any]) -> Any:
        markup = _markup(params)
        kept = {name: value for name, value in message.body.items() if name != "reply_markup"}
        if "text" in content:
            kept.pop("entities", None)
        fresh = kept | content | ({"reply_markup": markup} if markup else {})
        if fresh == message.body:
            raise bad(NOT_MODIFIED)
        message.body = fresh | {"edit_date": int(self._world.clock.now())}
        if content:
            message.text = content.get("text", content.get("caption", message.text))
            message.state = "edited"
        self._world.changed(message)
        return message.body

    def _sent_before(self, file_id: str) -> Upload:
        data = self._world.store.file(file_id)
        if data is None:
            raise bad("wrong file identifier/HTTP URL specified")
        return Upload(file_id, data, "application/octet-stream")


def _parsed(params: Params, name: str, longest: int) -> tuple[str, list[dict[str, Any]]]:
    mode = params.text("parse_mode")
    if mode not in ("", "HTML"):
        raise bad("unsupported parse_mode")
    try:
        text, entities = parsed(params.text(name), mode)
    except ParseError as why:
        raise bad(f"can't parse entities: {why}") from None
    if len(text) > longest:
        raise bad("message is too long" if name == "text" else "message caption is too long")
    return text, params.object("entities") or entities


def _markup(params: Params) -> dict[str, Any]:
    markup: dict[str, Any] = params.object("reply_markup") or {}
    for row in markup.get("inline_keyboard", []):
        for button in row:
            if not button.get("text"):
                raise bad("can't parse inline keyboard button: text must be non-empty")
            if sum(name in button for name in ACTION_FIELDS) != 1:
                raise bad("can't parse inline keyboard button: exactly one action is needed")
            size = len(str(button.get("callback_data", "-")).encode())
            if not 1 <= size <= DATA_BYTES_MAX:
                raise bad("BUTTON_DATA_INVALID")
    return markup


def guessed(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
