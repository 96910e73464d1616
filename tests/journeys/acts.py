"""What people and platforms do in a journey."""

from __future__ import annotations

import re
from typing import Any

from bot.invites import store
from bot.sandbox.line.platform import LinePlatform
from bot.sandbox.people import BOT, Message
from bot.sandbox.telegram.platform import TelegramPlatform
from handlers.domain.people import Grant
from tests.journeys.play import Failed, Play, step, words_of

WHO = r"(\w+)(?: in (\w+))?"
PHOTO = b"\xff\xd8\xff\xe0" + b"a small picture " * 20
MEDIA = {"photo": ("image", "photo.jpg"), "voice": ("audio", "voice.m4a"),
         "video": ("video", "clip.mp4"), "file": ("file", "letter.pdf")}  # fmt: skip


def platform_of(here: Play, who: str) -> LinePlatform | TelegramPlatform:
    on_line = here.stage.world.person(who).platform == "line"
    return here.stage.platforms.line if on_line else here.stage.platforms.telegram


def acted(here: Play, who: str) -> None:
    here.acted[who] = here.acted.get(who, 0) + 1


def said_by(here: Play, who: str, chat: str | None, which: str) -> Message:
    """Somebody's own last message, or the last one that has these words."""
    own = [each for each in here.stage.world.transcript(chat or who) if each.by == who]
    fitting = [each for each in own if which == "last" or which in words_of(each.body)]
    if not fitting:
        raise Failed(f"{who} said nothing like {which!r}")
    return fitting[-1]


def said_by_bot(here: Play, chat: str, phrase: str) -> Message:
    """The bot's last message in a chat that has these words."""
    for message in reversed(here.stage.world.transcript(chat)):
        if message.by == BOT and phrase in words_of(message.body):
            return message
    raise Failed(f"the bot said nothing with {phrase!r} in {chat}")


@step(rf"{WHO} writes")
async def writes(here: Play, who: str, chat: str | None, text: Any) -> None:
    """One text, or several in a row."""
    acted(here, who)
    for each in text if isinstance(text, list) else [text]:
        await platform_of(here, who).write(who, str(each), chat=chat)


@step(rf"{WHO} writes a text of (\d+) letters")
async def writes_long(here: Play, who: str, chat: str | None, count: str, seed: str) -> None:
    text = (seed * (int(count) // len(seed) + 1))[: int(count)]
    await platform_of(here, who).write(who, text, chat=chat)


@step(rf"{WHO} types number")
async def types(here: Play, who: str, chat: str | None, number: Any) -> None:
    acted(here, who)
    await platform_of(here, who).write(who, str(number), chat=chat)


@step(rf"{WHO} presses")
async def presses(here: Play, who: str, chat: str | None, label: str) -> None:
    acted(here, who)
    await platform_of(here, who).press(who, label, chat=chat)


@step(rf"{WHO} quotes card")
async def quotes_card(here: Play, who: str, chat: str | None, text: str) -> None:
    """An answer to the newest message of the bot that shows the ticket heard of last."""
    card = said_by_bot(here, chat or who, here.numbers[-1])
    await platform_of(here, who).write(who, text, chat=chat, quote=card.id)


@step(rf"{WHO} quotes card with (photo|file)")
async def quotes_card_with(
    here: Play, who: str, chat: str | None, what: str, caption: str | None
) -> None:
    """On LINE a file cannot quote anything."""
    card = said_by_bot(here, chat or who, here.numbers[-1])
    kind, name = MEDIA[what]
    platform = here.stage.platforms.telegram
    text = caption or ""
    await platform.attach(who, kind, PHOTO, name=name, chat=chat, caption=text, quote=card.id)


@step(rf'{WHO} quotes "(.+)"')
async def quotes(here: Play, who: str, chat: str | None, phrase: str, text: str) -> None:
    quoted = said_by_bot(here, chat or who, here.fill(phrase))
    await platform_of(here, who).write(who, text, chat=chat, quote=quoted.id)


@step(rf"{WHO} sends (photo|voice|video|file)")
async def sends(here: Play, who: str, chat: str | None, what: str, caption: str | None) -> None:
    kind, name = MEDIA[what]
    platform = platform_of(here, who)
    if isinstance(platform, TelegramPlatform):
        await platform.attach(who, kind, PHOTO, name=name, chat=chat, caption=caption or "")
    else:
        await platform.attach(who, kind, PHOTO, name=name, chat=chat)


@step(r"(\w+) sends sticker")
async def sticks(here: Play, who: str, _: None) -> None:
    await platform_of(here, who).stick(who)


@step(r"(\w+) sends location")
async def locates(here: Play, who: str, _: Any) -> None:
    await platform_of(here, who).locate(who, 16.43, 102.83)


@step(r"(\w+) sends something unknown")
async def unknown(here: Play, who: str, _: None) -> None:
    """A kind of message that is newer than the bot."""
    line, person = here.stage.platforms.line, here.stage.world.person(who)
    message = {"id": line.next_id(), "type": "hologram"}
    await line.webhook.happen("message", person, None, message=message)


@step(rf"{WHO} unsends")
async def unsends(here: Play, who: str, chat: str | None, which: str) -> None:
    message = said_by(here, who, chat, which)
    await here.stage.platforms.line.unsend(who, message.id, chat)


@step(rf'{WHO} edits "(.+)"')
async def edits(here: Play, who: str, chat: str | None, which: str, text: str) -> None:
    message = said_by(here, who, chat, which)
    platform = platform_of(here, who)
    if isinstance(platform, TelegramPlatform):
        await platform.edit(who, message.id, text, chat)
    else:
        await platform.edit(who, message.id, text, chat or "")


@step(r"(\w+) (follows|blocks|unblocks)")
async def ties(here: Play, who: str, how: str, _: None) -> None:
    platform = platform_of(here, who)
    if how == "follows" and isinstance(platform, TelegramPlatform):
        await platform.start(who)
    else:
        verb = {"follows": "follow", "blocks": "block", "unblocks": "unblock"}[how]
        await getattr(platform, verb)(who)


@step(r"(\w+) starts with")
async def starts(here: Play, who: str, payload: str) -> None:
    await here.stage.platforms.telegram.start(who, payload)


@step(r"(\w+) is on")
async def device(here: Play, who: str, what: str) -> None:
    here.stage.world.person(who).device = "pc" if what == "pc" else "phone"


@step(r"(\w+) hides from the bot in groups")
async def hides(here: Play, who: str, _: None) -> None:
    here.stage.world.person(who).identity = "hidden"


@step(r"bot is added to")
async def added(here: Play, group: str) -> None:
    await _of_group(here, group).add_bot(group)


@step(r"bot is removed from")
async def removed(here: Play, group: str) -> None:
    await _of_group(here, group).remove_bot(group)


@step(r"bot is removed unheard from")
async def removed_unheard(here: Play, group: str) -> None:
    """The platform's word of it never reaches us."""
    here.stage.world.groups[group].bot = "out"


@step(r"(\w+) becomes a supergroup")
async def migrates(here: Play, group: str, _: None) -> None:
    await here.stage.platforms.telegram.migrate(group)


def _of_group(here: Play, group: str) -> LinePlatform | TelegramPlatform:
    on_line = here.stage.world.groups[group].platform == "line"
    return here.stage.platforms.line if on_line else here.stage.platforms.telegram


@step(r"administrator makes a code for")
async def makes_code(here: Play, desk: str) -> None:
    app = here.stage.app
    here.codes.append(await store(app.db, Grant("officer", desk), app.office.pace.invite_hours))


@step(r"administrator makes a code for the group director of")
async def makes_directors_code(here: Play, group: str) -> None:
    app = here.stage.app
    grant = Grant("group_director", group)
    here.codes.append(await store(app.db, grant, app.office.pace.invite_hours))


@step(r"wait")
async def waits(here: Play, how: str) -> None:
    found = re.fullmatch(r"(\d+) ?(s|min|h|d)", how)
    if not found:
        raise Failed(f"how long is {how!r}?")
    seconds = {"s": 1, "min": 60, "h": 3600, "d": 86400}[found[2]]
    await here.stage.move(int(found[1]) * seconds)


@step(r"restart")
async def restarts(here: Play, _: None) -> None:
    await here.stage.restart()


@step(r"platform (line|telegram) sends the last event again")
async def repeats(here: Play, platform: str, _: None) -> None:
    line, telegram = here.stage.platforms.line, here.stage.platforms.telegram
    await (line if platform == "line" else telegram).repeat_last()


@step(r"platform (line|telegram) fails")
async def fails(here: Play, platform: str, how: str) -> None:
    """`500 x2`, `429`, `silence`: the next calls that send something."""
    kind, _, times = how.partition(" x")
    names = {"500": "error", "429": "rate", "drop": "drop"}
    line, telegram = here.stage.platforms.line, here.stage.platforms.telegram
    faults, only = (line.faults, "message") if platform == "line" else (telegram.faults, "sendM")
    faults.arm(names[kind], times=int(times or 1), only=only)  # type: ignore[arg-type]


@step(r"platform telegram gives no files")
async def no_files(here: Play, times: int) -> None:
    """So many times what is asked for a file is an error."""
    here.stage.platforms.telegram.faults.arm("error", times=times, only="getFile")


@step(r"platform line has no paid messages left")
async def quota(here: Play, _: None) -> None:
    here.stage.platforms.line.ledger.quota = 0


@step(r"(\w+) and (\w+) in (\w+) both press")
async def both_press(here: Play, one: str, other: str, chat: str, label: str) -> None:
    """The second finger comes down before the bot has answered the first."""
    platform = here.stage.platforms.telegram
    message = await platform.press(one, label, chat=chat)
    assert message is not None
    await platform.press(other, label, chat=chat, message_id=message.id)
