"""What is heard and seen in a journey, and what the office has on record."""

from __future__ import annotations

from typing import Any

import aiohttp

from bot.sandbox.people import BOT, Message
from handlers.domain.ticket import Ticket
from handlers.facts import Message as Written
from storage import corrections, messages, tickets
from storage.database import Tx
from tests.journeys.play import Failed, Play, labels_of, step, words_of

WHO = r"(\w+)"


def unheard(here: Play, chat: str) -> list[Message]:
    said = here.stage.world.transcript(chat)
    return [each for each in said[here.heard.get(chat, 0) :] if each.by == BOT]


def _phrases(how: Any) -> list[str]:
    return [str(each) for each in (how if isinstance(how, list) else [how])]


def _missing(phrases: list[str], said: list[Message]) -> list[str]:
    whole = "\n".join([*(words_of(each.body) for each in said), *_labels(said)])
    return [phrase for phrase in phrases if phrase not in whole]


def _labels(said: list[Message]) -> list[str]:
    return [f"[{label}]" for each in said for label in labels_of(each.body)]


@step(rf"{WHO} hears")
async def hears(here: Play, chat: str, how: Any) -> None:
    """The bot's next messages in the chat contain all of these; those up to there are then heard.
    A label in brackets is a button."""
    phrases, new = _phrases(how), unheard(here, chat)
    for count in range(1, len(new) + 1):
        if not _missing(phrases, new[:count]):
            said = here.stage.world.transcript(chat)
            here.heard[chat] = said.index(new[count - 1]) + 1
            for each in new[:count]:
                here.note_numbers(words_of(each.body))
            return
    raise Failed(f"{chat} did not hear {_missing(phrases, new) or phrases}")


@step(rf"{WHO} hears nothing")
async def hears_nothing(here: Play, chat: str, _: None) -> None:
    if new := unheard(here, chat):
        raise Failed(f"{chat} heard: {words_of(new[0].body)}")


@step(rf"{WHO} hears nothing more of")
async def hears_none_of(here: Play, chat: str, how: Any) -> None:
    """None of these stands in what was not heard yet."""
    for phrase in _phrases(how):
        if not _missing([phrase], unheard(here, chat)):
            raise Failed(f"{chat} heard {phrase!r}")


@step(rf"{WHO} shows")
async def shows(here: Play, chat: str, how: Any) -> None:
    """One message of the bot, as it stands now, has all of these."""
    said = [each for each in here.stage.world.transcript(chat) if each.by == BOT]
    if all(_missing(_phrases(how), [each]) for each in said):
        raise Failed(f"no message in {chat} shows {_phrases(how)}")


@step(rf"{WHO} shows nowhere")
async def shows_nowhere(here: Play, chat: str, how: Any) -> None:
    """No message of the bot, as it stands now, has any of these."""
    said = [each for each in here.stage.world.transcript(chat) if each.by == BOT]
    for phrase in _phrases(how):
        if any(not _missing([phrase], [each]) for each in said):
            raise Failed(f"{chat} shows {phrase!r}")


@step(rf"{WHO} has acted")
async def has_acted(here: Play, who: str, how: str) -> None:
    count = here.acted.get(who, 0)
    if f"{count} times" != how:
        raise Failed(f"{who} acted {count} times")


@step(rf"paid messages to {WHO}")
async def paid(here: Play, chat: str, count: int) -> None:
    world = here.stage.world
    address = (world.people.get(chat) or world.groups[chat]).address
    calls = [
        call
        for call in here.stage.platforms.line.calls
        if call.path.endswith("/push") and call.status == 200 and call.body["to"] == address
    ]
    if len(calls) != count:
        raise Failed(f"{len(calls)} paid messages")


async def _ticket(here: Play, number: str) -> tuple[Ticket, tuple[Written, ...]]:
    def unit(tx: Tx) -> tuple[Ticket | None, tuple[Written, ...]]:
        found = tickets.find(tx, number)
        return found, messages.of_ticket(tx, found.id) if found else ()

    found, written = await here.stage.app.db.read(unit)
    if found is None:
        raise Failed(f"no ticket {number}")
    return found, written


@step(r"ticket(?: (TY2\S+|\{.+\}))?")
async def ticket(here: Play, number: str | None, how: dict[str, Any]) -> None:
    """Fields of the ticket on record; `claimant` is a person's key."""
    found, _ = await _ticket(here, here.fill(number or "{number}"))
    for name, wanted in how.items():
        if name == "claimant" and wanted:
            wanted = await here.stage.chat_id(here.stage.world.person(wanted))
        if (got := getattr(found, name)) != wanted:
            raise Failed(f"{name} is {got!r}, not {wanted!r}")


@step(r"ticket has on record")
async def written(here: Play, how: list[str]) -> None:
    """All that was written about the ticket, in order, as `author: words`."""
    _, found = await _ticket(here, here.fill("{number}"))
    got = [f"{each.author}: {each.text}" for each in found]
    if got != how:
        raise Failed(f"on record is {got}")


@step(r"corrections on record")
async def learned(here: Play, how: list[str]) -> None:
    """All that is kept to learn from, as `chosen kind, not kind as read: words`."""
    kept = await here.stage.app.db.read(corrections.every)
    got = [f"{each.kind}, not {each.read_kind}: {each.text}" for each in kept]
    if got != how:
        raise Failed(f"on record is {got}")


@step(r"tickets in all")
async def count(here: Play, how: int) -> None:
    def unit(tx: Tx) -> int:
        return len(tickets.of_desks(tx, [*_groups(here), "confidential"], 1000))

    found = await here.stage.app.db.read(unit)
    if found != how:
        raise Failed(f"{found} open tickets")


def _groups(here: Play) -> list[str]:
    return [group.id for group in here.stage.app.office.groups]


@step(r"nothing in the database reads")
async def unreadable(here: Play, how: Any) -> None:
    stored = here.stage.database_bytes()
    for phrase in _phrases(how):
        if phrase.encode() in stored:
            raise Failed(f"the database file has {phrase!r}")


@step(rf"files of {WHO} open with")
async def opens(here: Play, who: str, status: int) -> None:
    """The link that the person got last, asked for over HTTP."""
    said = here.stage.world.transcript(who)
    links = [url for each in said for url in _links(each.body)]
    if not links:
        raise Failed(f"{who} got no link")
    async with aiohttp.ClientSession() as session, session.get(links[-1]) as answer:
        await answer.read()
        if answer.status != status:
            raise Failed(f"{answer.status}")


def _links(body: Any) -> list[str]:
    if isinstance(body, list):
        return [url for each in body for url in _links(each)]
    if not isinstance(body, dict):
        return []
    own = [body[name] for name in ("url", "uri") if "/file/" in str(body.get(name, ""))]
    return own + [url for part in body.values() for url in _links(part)]


@step(rf"{WHO} hears a text of at least")
async def hears_long(here: Play, chat: str, letters: int) -> None:
    """Long texts come in several messages; together nothing is missing."""
    whole = "".join(words_of(each.body) for each in unheard(here, chat))
    if len(whole) < letters:
        raise Failed(f"{chat} heard {len(whole)} letters")


@step(rf"group {WHO} has the bot")
async def bot_is(here: Play, group: str, where: str) -> None:
    if here.stage.world.groups[group].bot != where:
        raise Failed(f"the bot is {here.stage.world.groups[group].bot}")


@step(r"no file is kept but")
async def files_kept(here: Play, count: int) -> None:
    kept = list((here.stage.settings.data_dir / "files").glob("*"))
    if len(kept) != count:
        raise Failed(f"{len(kept)} files are kept")
