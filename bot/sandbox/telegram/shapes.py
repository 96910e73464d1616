"""Telegram's objects as plain dicts: User, Chat, Message, members."""

from typing import Any

from bot.sandbox.people import Group, Message, Person
from bot.sandbox.telegram.html import found_in, units

Shape = dict[str, Any]
BOT_ID = 700000001


def user(person: Person) -> Shape:
    shape = {"id": int(person.address), "is_bot": False, "first_name": person.name}
    return shape | {"language_code": person.language}


def bot_user(name: str, username: str) -> Shape:
    return {"id": BOT_ID, "is_bot": True, "first_name": name, "username": username}


def chat(place: Person | Group) -> Shape:
    if isinstance(place, Person):
        return {"id": int(place.address), "type": "private", "first_name": place.name}
    shape = {"id": int(place.address), "type": place.kind, "title": place.name}
    return shape | ({"is_forum": True} if place.topics else {})


def message(said: Message, place: Person | Group, by: Shape | None, rest: Shape) -> Shape:
    shape: Shape = {"message_id": int(said.id), "date": said.at // 1000, "chat": chat(place)}
    if by is not None:
        shape["from"] = by
    if said.thread:
        shape |= {"message_thread_id": int(said.thread), "is_topic_message": True}
    return shape | rest


def text(words: str) -> Shape:
    entities = found_in(words)
    return {"text": words} | ({"entities": entities} if entities else {})


def command(words: str) -> Shape:
    """A command's first word is always an entity, whatever follows."""
    length = units(words.split(" ", 1)[0])
    return {"text": words, "entities": [{"type": "bot_command", "offset": 0, "length": length}]}


def media(kind: str, file_id: str, name: str, size: int, mime: str) -> Shape:
    """What a message carries for a file of ours: photo, document, voice or video."""
    file: Shape = {"file_id": file_id, "file_unique_id": "u" + file_id, "file_size": size}
    if kind == "image":
        return {"photo": [file | {"width": 90, "height": 90}, file | {"width": 800, "height": 600}]}
    if kind == "audio":
        return {"voice": file | {"duration": 3, "mime_type": "audio/ogg"}}
    if kind == "video":
        return {"video": file | {"duration": 3, "width": 640, "height": 480, "mime_type": mime}}
    return {"document": file | {"file_name": name, "mime_type": mime}}


def sticker(emoji: str) -> Shape:
    file: Shape = {"file_id": "sticker1", "file_unique_id": "usticker1", "emoji": emoji}
    flags = {"type": "regular", "is_animated": False, "is_video": False}
    return {"sticker": file | flags | {"width": 512, "height": 512}}


def change(place: Person | Group, by: Shape, at: int, who: Shape, old: str, new: str) -> Shape:
    """What becomes of a member; `by` is who brought it about."""
    members = {"old_chat_member": member(who, old), "new_chat_member": member(who, new)}
    return {"chat": chat(place), "from": by, "date": at} | members


def member(who: Shape, status: str) -> Shape:
    if status == "administrator":
        return {"status": status, "user": who, "can_be_edited": False} | dict.fromkeys(RIGHTS, True)
    if status == "kicked":
        return {"status": status, "user": who, "until_date": 0}
    return {"status": status, "user": who}


RIGHTS = (
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
