"""One message as an event of ours. Pure; total over whatever a message may hold.

Rules: notices of the platform come before content; of a group's content only what is meant for us
is an event; content we cannot read is `OtherSent`, so that a person who waits gets an answer.
"""

from __future__ import annotations

from bot.channels.telegram.raw import Json, name, part, parts, real, text, whole
from bot.channels.telegram.words import (
    Me,
    command,
    meant_for_us,
    quoted,
    without_mentions,
)
from handlers.content import Address, FileRef
from handlers.events import (
    Commanded,
    Edited,
    Event,
    FileSent,
    Followed,
    Joined,
    LocationSent,
    MembersJoined,
    MembersLeft,
    Migrated,
    OtherSent,
    StickerSent,
    TextSent,
)


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


FILES = {
    "animation": ("video", "video/mp4"),
    "video": ("video", "video/mp4"),
    "video_note": ("video", "video/mp4"),
    "voice": ("audio", "audio/ogg"),
    "audio": ("audio", "audio/mpeg"),
    "document": ("file", ""),
}
"""Fields that hold a file: our kind and the type where none is told. An animation comes first, as
it brings a `document` too."""

ENVELOPE = _names(
    "message_id message_thread_id direct_messages_topic from sender_chat sender_boost_count"
    " sender_business_bot sender_tag date business_connection_id chat forward_origin"
    " is_topic_message is_automatic_forward reply_to_message external_reply quote reply_to_story"
    " reply_to_checklist_task_id reply_to_poll_option_id via_bot edit_date has_protected_content"
    " is_from_offline is_paid_post media_group_id author_signature paid_star_count"
    " link_preview_options effect_id reply_markup"
)
"""Fields about a message; the first of the others names what it is."""

NOTICES = _names(
    "chat_owner_left chat_owner_changed new_chat_title new_chat_photo delete_chat_photo"
    " group_chat_created supergroup_chat_created channel_chat_created migrate_from_chat_id"
    " message_auto_delete_timer_changed pinned_message connected_website write_access_allowed"
    " proximity_alert_triggered boost_added chat_background_set forum_topic_created"
    " forum_topic_edited forum_topic_closed forum_topic_reopened general_forum_topic_hidden"
    " general_forum_topic_unhidden video_chat_scheduled video_chat_started video_chat_ended"
    " video_chat_participants_invited checklist_tasks_done checklist_tasks_added"
    " direct_message_price_changed paid_message_price_changed managed_bot_created"
    " poll_option_added poll_option_deleted"
)
"""What the platform says by itself: nobody waits for an answer."""


def sent(message: Json, me: Me, chat: Address) -> Event | None:
    """The event of a new message; None for what is not ours to read."""
    if event := _notice(message, me):
        return event
    if message.keys() & (NOTICES | {"new_chat_members", "left_chat_member"}):
        return None
    if chat.kind == "group" and not meant_for_us(message, me):
        return None
    if text(message, "text"):
        return _in_words(message, me, chat)
    return _file(message, me) or _place(message) or _other(message)


def edited(message: Json, me: Me, chat: Address) -> Event | None:
    """The event of a changed message. A live location that moves is none."""
    chatter = chat.kind == "group" and not meant_for_us(message, me)
    if chatter or "location" in message:
        return None
    return Edited(name(message, "message_id"), without_mentions(message, me), _quoted(message))


def people(users: list[Json], me: Me) -> tuple[Address, ...]:
    """The addresses of users; bots, we ourselves among them, are nobody."""
    return tuple(
        Address(me.account, "private", name(user, "id"))
        for user in users
        if name(user, "id") and not user.get("is_bot")
    )


def _notice(message: Json, me: Me) -> Event | None:
    if moved := name(message, "migrate_to_chat_id"):
        return Migrated(Address(me.account, "group", moved))
    if came := people(parts(message, "new_chat_members"), me):
        return MembersJoined(came)
    if went := people([part(message, "left_chat_member")], me):
        return MembersLeft(went)
    return None


def _in_words(message: Json, me: Me, chat: Address) -> Event:
    here, answered = name(message, "message_id"), _quoted(message)
    ordered = command(message)
    if ordered and not ordered.for_other(me):
        if ordered.name == "start" and chat.kind == "private":
            return Followed(ordered.argument)
        if ordered.name == "start" and ordered.argument:
            return Joined(ordered.argument)
        return Commanded(ordered.name, ordered.argument, here, answered)
    words = without_mentions(message, me)
    if not words:  # our bare name asks what we can do
        return Commanded("help", "", here, answered)
    return TextSent(words, here, answered)


def _file(message: Json, me: Me) -> Event | None:
    photos = parts(message, "photo")
    if photos:
        largest = max(photos, key=lambda size: real(size, "width") * real(size, "height"))
        file = _reference(largest, me, "photo", "image/jpeg")
    else:
        field = next((field for field in FILES if part(message, field)), "")
        file = _reference(part(message, field), me, *FILES.get(field, ("file", "")))
    if not file.id:
        return None
    caption = without_mentions(message, me)
    return FileSent(file, name(message, "message_id"), caption, _quoted(message))


def _reference(found: Json, me: Me, kind: str, mime: str) -> FileRef:
    return FileRef(
        me.account,
        text(found, "file_id"),
        kind,  # type: ignore[arg-type]  # one of FILES
        text(found, "file_name"),
        text(found, "mime_type") or mime,
        whole(found, "file_size"),
    )


def _place(message: Json) -> Event | None:
    here, answered = name(message, "message_id"), _quoted(message)
    if sticker := part(message, "sticker"):
        return StickerSent(here, text(sticker, "emoji"))
    venue = part(message, "venue")
    location = part(venue, "location") or part(message, "location")
    if not location:
        return None
    return LocationSent(
        real(location, "latitude"),
        real(location, "longitude"),
        text(venue, "title"),
        text(venue, "address"),
        here,
        answered,
    )


def _other(message: Json) -> Event:
    what = next((field for field in message if field not in ENVELOPE), "message")
    return OtherSent(what, name(message, "message_id"))


def _quoted(message: Json) -> str:
    return name(quoted(message), "message_id")
