"""A citizen's own tickets: the list, one with its history, and writing on about one.

A number opens only for its own reporter; to anybody else it is unknown. What is said in confidence
is in in_confidence.py.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from handlers.citizen import again, in_confidence, sending
from handlers.citizen.matter import Matter, Part
from handlers.closing import file_choices, files_sent, verdict_choices
from handlers.content import Choice, Day, GroupName, Text
from handlers.domain.deadline import day_of
from handlers.domain.ticket import Ticket, number_in, ref
from handlers.effects import AddMessage, Effect, KeepFile, SaveDraft, SetTimer, Step
from handlers.events import ChoiceMade, Commanded, Event, FileSent, LocationSent, TextSent, TimerDue
from handlers.facts import Basics, Draft, Needs, Snapshot
from handlers.letters import MENU, card, here, to_owner
from handlers.moves import goes_on, more_came

SHOWN_ACTS = (
    "opened",
    "confirmed",
    "claimed",
    "forwarded",
    "replied",
    "written",
    "reopened",
    "closed",
    "asked",
    "referred",
    "extended",
    "merged",
    "withdrawn",
    "solved",
    "rated",
)
NAMES = ("menu.track", "mine.show", "mine.answer", "mine.files", "ticket.show", "ticket.misspelt")
ANSWERING = "answering"
LEAVING = ("cancel", "back")
GOES_ON = timedelta(minutes=2)
"""How long more bubbles belong to the answer that was begun."""


def accepts(basics: Basics, event: Event) -> bool:
    if not basics.private:
        return False
    if isinstance(event, TimerDue):
        return event.key.startswith(ANSWERING)
    if isinstance(event, Commanded):
        return event.name == "track" or (basics.form == ANSWERING and event.name in LEAVING)
    if isinstance(event, ChoiceMade):
        return event.choice.name in NAMES
    return _about(basics, event) is not None


def _about(basics: Basics, event: Event) -> UUID | str | None:
    """The ticket that something written is about: our message about it was quoted, its number
    stands in the text, we asked for an answer, or a file follows its receipt."""
    if not isinstance(event, TextSent | FileSent | LocationSent):
        return None
    if basics.about and basics.about.ticket:
        return basics.about.ticket
    draft = basics.draft
    if draft and draft.form == ANSWERING:
        return UUID(draft.data["ticket"])
    if draft and draft.form == "school" and not isinstance(event, TextSent):
        return UUID(draft.data["ticket"])
    if isinstance(event, TextSent):
        found = number_in(event.text, basics.office.code)
        return found.number if found and found.valid else None
    return None


def needs(basics: Basics, event: Event) -> Needs:
    if isinstance(event, TimerDue):
        return Needs()
    if isinstance(event, Commanded) or (
        isinstance(event, ChoiceMade) and event.choice.name == "menu.track"
    ):
        return Needs(tickets="own")
    if isinstance(event, ChoiceMade):
        return Needs(ticket=ref(event.choice.first), timeline=True)
    return Needs(ticket=_about(basics, event), ids=4, read=(_words(event),))


def step(facts: Snapshot, event: Event) -> Step:
    basics = facts.basics
    if isinstance(event, TimerDue):
        return Step((SaveDraft(None),) if basics.form == ANSWERING else ())
    if isinstance(event, Commanded) and event.name in LEAVING:
        return Step((SaveDraft(None), here(basics, "cancelled")))
    if isinstance(event, Commanded):
        return _list(facts)
    named = _named(basics, event)
    if in_confidence.waits(facts, named):
        return Step((here(basics, "receipt-wait"),))
    if isinstance(event, ChoiceMade):
        return in_confidence.known(facts, named, _chose(facts, event.choice))
    return in_confidence.known(facts, named, _wrote(facts, event))


def _named(basics: Basics, event: Event) -> UUID | str | None:
    """The ticket as it was named: by its id or by what was typed."""
    if isinstance(event, ChoiceMade):
        return ref(event.choice.first)
    return _about(basics, event)


def _wrote(facts: Snapshot, event: Event) -> Step:
    ticket, basics = facts.ticket, facts.basics
    if ticket is None or not facts.own:
        return in_confidence.unknown(facts, _about(basics, event))
    if ticket.confidential and facts.readings[0].safety:
        message_id, file_id = facts.veiled[:2]
        written: tuple[Effect, ...] = (_message(ticket, event, message_id, file_id),)
        if isinstance(event, FileSent):
            written = (KeepFile(file_id, event.file, event.message), *written)
        return in_confidence.danger(facts, ticket, *written)
    if isinstance(event, TextSent) and again.weighs(facts.readings[0], ticket):
        return _apart(facts, ticket, event)
    return _write(facts, ticket, event)


def _words(event: Event) -> str:
    if isinstance(event, FileSent):
        return event.caption
    return event.text if isinstance(event, TextSent) else ""


def _apart(facts: Snapshot, ticket: Ticket, event: TextSent) -> Step:
    """Danger, or a corruption lead that the ticket's desk must not see, is a matter of its own, as
    veiled as the ticket is. What is told in confidence stays in its lane."""
    reading, parts = facts.readings[0], (Part(event.text, event.message),)
    if ticket.status == "closed":
        return again.weighed(facts, ticket, parts, reading)
    if ticket.confidential:
        told = sending.more(facts, ticket, Matter(parts=parts))
        return Step((*told.effects, sending.hotlines(facts, reading, ticket.desk)))
    return sending.heard(facts, Matter(parts=parts, anonymous=ticket.anonymous), reading)


def _chose(facts: Snapshot, choice: Choice) -> Step:
    basics, ticket = facts.basics, facts.ticket
    if choice.name == "menu.track":
        return _list(facts)
    if choice.name == "ticket.misspelt":
        return Step((here(basics, "ticket-misspelt", number=choice.first),))
    if ticket is None or not facts.own:
        return in_confidence.unknown(facts, ref(choice.first))
    if choice.name == "mine.answer":
        draft = Draft(ANSWERING, "text", {"ticket": ticket.id.hex})
        hours = timedelta(hours=facts.office.pace.unconfirmed_hours)
        asked = to_owner(basics, ticket, "answer-ask")
        return Step((SaveDraft(draft), SetTimer(_timer(basics), facts.now + hours), asked))
    if choice.name == "mine.files":
        return _files(facts, ticket)
    return Step((_shown(facts, ticket),))


def _files(facts: Snapshot, ticket: Ticket) -> Step:
    """New links to what the office has sent."""
    files = file_choices(files_sent(facts.messages))
    if not files:
        return Step((to_owner(facts.basics, ticket, "office-files-none"),))
    minutes = facts.office.pace.link_minutes
    return Step((to_owner(facts.basics, ticket, "office-files", *files, minutes=minutes),))


def _choices(facts: Snapshot, ticket: Ticket) -> tuple[Choice, ...]:
    """What the citizen can do with a ticket as it stands."""
    choices: tuple[Choice, ...] = ()
    if ticket.merged_into is not None:
        return choices  # what comes of it is asked about when it comes
    if ticket.status != "closed":
        choices += (Choice("mine.answer", (ticket.id.hex,)),)
    if ticket.status == "answered" or (ticket.status == "closed" and ticket.solved is None):
        choices += verdict_choices(ticket)
    elif ticket.status == "closed":
        choices += (Choice("mine.unsolved", (ticket.id.hex,)),)
    if ticket.after("withdraw"):
        choices += (Choice("mine.withdraw", (ticket.id.hex,)),)
    if files_sent(facts.messages):
        choices += (Choice("mine.files", (ticket.id.hex,)),)
    return choices


def _list(facts: Snapshot) -> Step:
    if not facts.tickets:
        return Step((here(facts.basics, "tickets-none", *MENU),))
    choices = tuple(
        Choice(
            "mine.show",
            (ticket.id.hex,),
            Text(
                "choice-mine-show",
                {"number": ticket.number, "status": Text(f"status-{ticket.status}")},
            ),
        )
        for ticket in facts.tickets
    )
    return Step((here(facts.basics, "tickets", *choices, count=len(choices)),))


def _shown(facts: Snapshot, ticket: Ticket) -> Effect:
    """A ticket in plain words, with what happened when."""
    history = [act for act in facts.timeline if act.act in SHOWN_ACTS]
    lines: Text | str = ""
    for act in history[-8:]:
        word = Text("act-" + act.act.replace(" ", "-"))
        line = Text("timeline-line", {"day": Day(day_of(act.at)), "what": word})
        lines = Text("timeline", {"before": lines, "line": line}) if lines else line
    merged = ticket.merged_into is not None
    return to_owner(
        facts.basics,
        ticket,
        "ticket",
        *_choices(facts, ticket),
        kind=Text(f"kind-{ticket.kind}"),
        group=GroupName(ticket.desk),
        status=Text("merged-plain" if merged else f"status-{ticket.status}-plain"),
        due=Day(ticket.due_on),
        history=lines,
    )


def _write(facts: Snapshot, ticket: Ticket, event: Event) -> Step:
    """More about a ticket from its reporter; its desk hears of it."""
    basics = facts.basics
    status = ticket.after("write")
    answering = basics.form == ANSWERING
    if status is None:
        return again.ask(facts, ticket, event, facts.readings[0])
    message_id, file_id = facts.veiled[:2]
    effects: tuple[Effect, ...] = ()
    if answering:
        effects = (SetTimer(_timer(basics), facts.now + GOES_ON),)
    if isinstance(event, FileSent):
        effects += (KeepFile(file_id, event.file, event.message),)
    effects += (_message(ticket, event, message_id, file_id),)
    effects += goes_on(facts, ticket, status)
    headline = more_came(ticket)
    return Step(
        (
            *effects,
            card(ticket.id, ticket.desk, headline, urgent=ticket.urgent),
            to_owner(basics, ticket, "joined", group=GroupName(ticket.desk)),
        )
    )


def _timer(basics: Basics) -> str:
    return f"{ANSWERING}:{basics.chat.id.hex}"


def _message(ticket: Ticket, event: Event, message_id: UUID, file_id: UUID) -> AddMessage:
    text, source, file = "", "", None
    if isinstance(event, TextSent):
        text, source = event.text, event.message
    elif isinstance(event, FileSent):
        text, source, file = event.caption, event.message, file_id
    elif isinstance(event, LocationSent):
        text, source = event.words, event.message
    return AddMessage(message_id, ticket.id, "citizen", text, source, file)
