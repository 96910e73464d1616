"""What a desk looks at: the card as it stands, what else can be done, all that was written, the
files. Words and files go to the person alone, and that somebody read them goes on record."""

from __future__ import annotations

from msgspec import structs

from handlers.content import Choice, Day, Text, Value, Words
from handlers.domain.deadline import day_of
from handlers.domain.ticket import Ticket
from handlers.effects import Audit, Effect, Say, Step, ToChat
from handlers.events import ChoiceMade
from handlers.facts import Message, Snapshot
from handlers.letters import aside, more_choices, passing, to_desk

PRIVATE_ENDED = "private.ended"


def look(facts: Snapshot, ticket: Ticket, event: ChoiceMade) -> Step:
    match event.choice.name:
        case "ticket.full":
            return _full(facts, ticket)
        case "ticket.files":
            return _files(facts, ticket)
        case "ticket.more":
            return Step((to_desk(facts.basics, ticket, "more-what", *more_choices(ticket)),))
    shown = Say(ToChat(facts.basics.chat.id), Text("card-open"), about=ticket.id, shape="card")
    return Step((structs.replace(shown, postage="free"),))


def _privately(facts: Snapshot, ticket: Ticket, text: Text, *choices: Choice) -> Step:
    """To the person who pressed, not to the group; the group hears only if that fails."""
    basics = facts.basics
    assert basics.person is not None
    letter = Say(
        ToChat(basics.person.id),
        text,
        choices,
        about=ticket.id,
        report=None if basics.private else Choice(PRIVATE_ENDED),
        report_to=basics.chat.id,
    )
    told: tuple[Effect, ...] = (Audit("read", ticket.id), letter)
    return Step(told if basics.private else (*told, passing(aside(basics, "told-privately"))))


def _full(facts: Snapshot, ticket: Ticket) -> Step:
    lines: Text | str = ""
    for message in facts.messages:
        line = _line(message)
        lines = Text("timeline", {"before": lines, "line": line}) if lines else line
    text = Text("ticket-full", {"number": ticket.number, "lines": lines})
    return _privately(facts, ticket, text)


def _line(message: Message) -> Text:
    values: dict[str, Value] = {"day": Day(day_of(message.at)), "words": Words(message.id)}
    return Text(f"full-{message.author}", values)


def _files(facts: Snapshot, ticket: Ticket) -> Step:
    """Links that open for ten minutes from the moment the letter is sent."""
    kept = [message.file for message in facts.messages if message.file]
    if not kept:
        return Step((to_desk(facts.basics, ticket, "files-none"),))
    choices = tuple(
        Choice("file.open", (file.hex,), Text("choice-file-open", {"position": position}))
        for position, file in enumerate(kept[-10:], 1)
    )
    minutes = facts.office.pace.link_minutes
    text = Text("files", {"number": ticket.number, "minutes": minutes})
    return _privately(facts, ticket, text, *choices)
