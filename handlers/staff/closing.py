"""Closing a ticket from its desk, and opening it again.

    close -> which outcome -> a note to the citizen (quoting the letter that asks) -> closed
    or all at once: the outcome and the note behind the number

A ticket that stands answered may be closed without another note; spam needs none.
"""

from __future__ import annotations

from uuid import UUID

from msgspec import structs

from handlers.closing import closing, due_again, reopening, verdict_choices
from handlers.content import Choice, Day, Text, Value, Words
from handlers.domain.people import may
from handlers.domain.ticket import OUTCOMES, Ticket, ref
from handlers.effects import AddMessage, Audit, Effect, Say, Step, ToChat, ToReporter
from handlers.events import ChoiceMade, Event
from handlers.facts import Basics, Needs, Snapshot
from handlers.letters import aside, card_again, to_desk
from handlers.staff.holding import ENDED
from handlers.staff.telling import not_now
from handlers.watching import watch

NAMES = ("ticket.close", "ticket.closeas", "ticket.closenow", "ticket.reopen", "ticket.keepnote")
SPAM = "spam"


def accepts(basics: Basics, event: Event) -> bool:
    if not isinstance(event, ChoiceMade) or event.choice.name not in NAMES:
        return False
    return not basics.private or bool(basics.person and basics.person.grants)


def needs(basics: Basics, event: Event) -> Needs:
    assert isinstance(event, ChoiceMade)
    return Needs(ticket=ref(event.choice.first), timeline=True, merged=True, ids=1)


def step(facts: Snapshot, event: Event) -> Step:
    assert isinstance(event, ChoiceMade)
    basics, ticket = facts.basics, facts.ticket
    if basics.person is None:
        who = aside(basics, f"who-are-you-{basics.chat.channel}")
        return Step((Audit("refused", ticket.id if ticket else None, "nobody known"), who))
    if ticket is None:
        return Step((aside(basics, "ticket-elsewhere"),))
    if not may(basics.person, "work", ticket, basics.chat.desks):
        refused = Audit("refused", ticket.id, event.choice.name)
        return Step((refused, aside(basics, "ticket-elsewhere")))
    if event.choice.name == "ticket.keepnote":
        return Step((to_desk(basics, ticket, "noted"),))
    if event.choice.name == "ticket.reopen":
        return _reopen(facts, ticket)
    return _close(facts, ticket, event)


def _close(facts: Snapshot, ticket: Ticket, event: ChoiceMade) -> Step:
    """Closes as far as what was said goes, else asks for what is missing."""
    outcome = event.choice.args[1] if len(event.choice.args) > 1 else ""
    if ticket.after("close") is None:
        return not_now(facts, ticket)
    if outcome not in OUTCOMES:
        return _ask_outcome(facts, ticket)
    if event.file is not None:
        return Step((to_desk(facts.basics, ticket, "close-words-only"),))
    if outcome == SPAM:
        return _closed(facts, ticket, outcome, Text("closed-spam", {"number": ticket.number}))
    note = event.words.strip()
    if note:
        return _with_note(facts, ticket, outcome, note, event.said)
    if event.choice.name == "ticket.closenow" and ticket.status == "answered":
        return _closed(facts, ticket, outcome, _told(ticket, outcome, "closed"))
    return _ask_note(facts, ticket, outcome)


def _ask_outcome(facts: Snapshot, ticket: Ticket) -> Step:
    choices = tuple(
        Choice("ticket.closeas", (ticket.id.hex, outcome), _label(ticket, outcome))
        for outcome in OUTCOMES
    )
    return Step((to_desk(facts.basics, ticket, "close-how", *choices),))


def _label(ticket: Ticket, outcome: str) -> Text:
    return Text(f"choice-ticket-closeas-{outcome.replace('_', '-')}", {"number": ticket.number})


def _ask_note(facts: Snapshot, ticket: Ticket, outcome: str) -> Step:
    """Who quotes this letter writes the note."""
    named = (ticket.id.hex, outcome)
    now = Choice("ticket.closenow", named, Text("choice-ticket-closenow", _numbered(ticket)))
    note = Choice("ticket.closeas", named, _label(ticket, outcome))
    choices = (now,) if ticket.status == "answered" else ()
    asked = to_desk(facts.basics, ticket, "close-note", *choices, outcome=_outcome(outcome))
    return Step((structs.replace(asked, asks=note),))


def _numbered(ticket: Ticket) -> dict[str, Value]:
    return {"number": ticket.number}


def _outcome(outcome: str) -> Text:
    return Text(f"outcome-{outcome.replace('_', '-')}")


def _told(ticket: Ticket, outcome: str, key: str, **values: Value) -> Text:
    return Text(key, {"number": ticket.number, "outcome": _outcome(outcome), **values})


def _with_note(facts: Snapshot, ticket: Ticket, outcome: str, note: str, said: str) -> Step:
    """The note is kept as an answer; its letter has the id of the message, as all answers do."""
    assert facts.basics.person is not None
    message = facts.ids[0]
    kept = AddMessage(message, ticket.id, "reply", note, said, by=facts.basics.person.id)
    told = _told(ticket, outcome, "closed-note", words=Words(message))
    closed = _closed(facts, ticket, outcome, told, message)
    return Step((kept, *closed.effects))


def _closed(
    facts: Snapshot, ticket: Ticket, outcome: str, told: Text, message: UUID | None = None
) -> Step:
    """Closes, and tells the reporters of this ticket and of those that were merged into it."""
    moved = closing(facts, ticket, outcome, solved=None)
    assert moved is not None
    letters: list[Effect] = [
        Say(
            ToReporter(each.id),
            Text(told.key, told.values | {"number": each.number}),
            () if outcome == SPAM else verdict_choices(each),
            about=each.id,
        )
        for each in (ticket, *facts.merged)
    ]
    if message is not None:
        report = Choice(ENDED, (ticket.id.hex, message.hex))
        here = facts.basics.chat.id
        letters[0] = structs.replace(letters[0], id=message, report=report, report_to=here)
    headline = Text("card-closed", {"outcome": _outcome(outcome)})
    return Step((moved, *letters, card_again(ticket.id, ToChat(facts.basics.chat.id), headline)))


def _reopen(facts: Snapshot, ticket: Ticket) -> Step:
    """The desk itself thinks better of it."""
    moved = reopening(facts, ticket, solved=None)
    if moved is None or facts.basics.person is None:
        return not_now(facts, ticket)
    due = due_again(facts, ticket)
    letter = Say(
        ToReporter(ticket.id),
        Text("reopened-by-desk", _numbered(ticket) | {"due": Day(due)}),
        postage="free",
        about=ticket.id,
    )
    headline = Text("card-reopened", {"count": ticket.reopened + 1})
    watched = watch(ticket.id, due, facts.office, facts.now)
    again = card_again(ticket.id, ToChat(facts.basics.chat.id), headline)
    return Step((moved, watched, letter, again))
