"""Answers from the desk to the citizen: who holds the ticket answers by quoting its card.

The claimant's quote is the answer, held for some seconds in which it can be taken back. Anybody
else's quote is a note that only the desk sees, with a button that sends it on: so talk among
colleagues never reaches a parent.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from handlers.content import Choice, GroupName, Text, Words
from handlers.domain.people import may
from handlers.domain.ticket import Ticket, ref
from handlers.effects import (
    AddMessage,
    Audit,
    CancelSay,
    Effect,
    KeepFile,
    MoveTicket,
    ReplyIs,
    Say,
    Step,
    ToChat,
    ToReporter,
)
from handlers.events import ChoiceMade, DeliveryEnded, Event, FileSent, LocationSent, TextSent
from handlers.facts import Basics, Message, Needs, Snapshot
from handlers.letters import aside, card_again, passing, to_desk

ENDED = "reply.ended"
TAKEABLE = ("queued", "waiting", "held")


def accepts(basics: Basics, event: Event) -> bool:
    if isinstance(event, DeliveryEnded):
        return event.report is not None and event.report.name == ENDED
    if isinstance(event, ChoiceMade):
        staff = bool(basics.person and basics.person.grants)
        return event.choice.name.startswith("reply.") and (staff or not basics.private)
    # In private staff quote cards, too; what else is quoted there is a citizen's own matter.
    at_desk = not basics.private or bool(basics.about and basics.about.card)
    return at_desk and isinstance(event, TextSent | FileSent | LocationSent)


def needs(basics: Basics, event: Event) -> Needs:
    if isinstance(event, ChoiceMade):
        return Needs(ticket=ref(event.choice.first), timeline=True)
    if isinstance(event, DeliveryEnded):
        assert event.report is not None
        return Needs(ticket=ref(event.report.first), timeline=True)
    about = basics.about.ticket if basics.about else None
    return Needs(ticket=about, timeline=True, ids=2)


def step(facts: Snapshot, event: Event) -> Step:
    basics, ticket = facts.basics, facts.ticket
    if isinstance(event, DeliveryEnded):
        return _ended(facts, event)
    if basics.about is None and not isinstance(event, ChoiceMade):
        return Step((aside(basics, "desk-help"),))
    if ticket is None:
        # A quote of something that is no card: people talk, we stay out of it.
        return Step()
    if basics.person is None:
        who = aside(basics, f"who-are-you-{basics.chat.channel}")
        return Step((Audit("refused", ticket.id, "nobody known"), who))
    if not may(basics.person, "work", ticket, basics.chat.desks):
        return Step((Audit("refused", ticket.id, "reply"), aside(basics, "ticket-elsewhere")))
    if isinstance(event, ChoiceMade):
        return _undo(facts, ticket) if event.choice.name == "reply.undo" else _send(facts, event)
    return _quoted(facts, ticket, event)


def _quoted(facts: Snapshot, ticket: Ticket, event: Event) -> Step:
    basics = facts.basics
    person = basics.person
    assert person is not None
    if ticket.status == "closed":
        return Step((to_desk(basics, ticket, "ticket-closed"),))
    message_id, file_id = facts.ids
    if isinstance(event, FileSent):
        note = AddMessage(
            message_id, ticket.id, "note", event.caption, event.message, file_id, person.id
        )
        kept = KeepFile(file_id, event.file, event.message)
        return Step((kept, note, to_desk(basics, ticket, "noted-file")))
    if isinstance(event, LocationSent):
        place = AddMessage(message_id, ticket.id, "note", event.words, event.message, by=person.id)
        return Step((place, to_desk(basics, ticket, "noted")))
    assert isinstance(event, TextSent)
    author = "reply" if ticket.claimant == person.id else "note"
    written = AddMessage(
        message_id,
        ticket.id,
        "reply" if author == "reply" else "note",
        event.text,
        event.message,
        by=person.id,
    )
    if author == "reply":
        return Step((written, *_hold(facts, ticket, message_id)))
    position = str(len(facts.messages))
    choice = Choice(
        "reply.send",
        (ticket.id.hex, position),
        Text("choice-reply-send", {"number": ticket.number}),
    )
    key = "noted" if ticket.claimant else "noted-unclaimed"
    return Step((written, to_desk(basics, ticket, key, choice)))


def _hold(facts: Snapshot, ticket: Ticket, message_id: UUID) -> tuple[Effect, ...]:
    """The answer goes out after the time in which it can be taken back; its letter has the id of
    its message, so that taking back one finds the other."""
    basics = facts.basics
    seconds = facts.office.pace.undo_seconds
    letter = Say(
        ToReporter(ticket.id),
        Text(
            "reply",
            {
                "number": ticket.number,
                "group": GroupName(ticket.desk),
                "words": Words(message_id),
            },
        ),
        (Choice("mine.answer", (ticket.id.hex,)),),
        about=ticket.id,
        id=message_id,
        delay=seconds,
        report=Choice(ENDED, (ticket.id.hex, message_id.hex)),
        report_to=basics.chat.id,
    )
    undo = Choice(
        "reply.undo", (ticket.id.hex,), Text("choice-reply-undo", {"number": ticket.number})
    )
    held = to_desk(basics, ticket, "reply-held", undo, seconds=seconds)
    return (letter, passing(held, _held(message_id)))


def _held(message_id: UUID) -> UUID:
    """The id of the line that says that an answer is held."""
    return uuid5(message_id, "held")


def _undo(facts: Snapshot, ticket: Ticket) -> Step:
    """Takes back the newest answer that has not gone."""
    held = [each for each in facts.messages if each.author == "reply" and _takeable(each)]
    if not held:
        return Step((to_desk(facts.basics, ticket, "reply-gone"),))
    newest = held[-1]
    return Step(
        (
            Audit("taken back", ticket.id),
            CancelSay(newest.id),
            CancelSay(_held(newest.id)),
            ReplyIs(newest.id, state="cancelled", author="note"),
            to_desk(facts.basics, ticket, "reply-undone"),
        )
    )


def _takeable(message: Message) -> bool:
    return message.letter_state in TAKEABLE


def _send(facts: Snapshot, event: ChoiceMade) -> Step:
    """Somebody of the desk sends a colleague's note, or an own one, on to the citizen."""
    ticket = facts.ticket
    assert ticket is not None
    position = event.choice.args[1] if len(event.choice.args) > 1 else ""
    chosen = int(position) if position.isdecimal() else -1
    if not 0 <= chosen < len(facts.messages) or facts.messages[chosen].author != "note":
        return Step((to_desk(facts.basics, ticket, "reply-not-there"),))
    if ticket.status == "closed":
        return Step((to_desk(facts.basics, ticket, "ticket-closed"),))
    note = facts.messages[chosen]
    if note.state == "cancelled":
        return Step((to_desk(facts.basics, ticket, "reply-not-there"),))
    marked = ReplyIs(note.id, author="reply", state="held")
    return Step((Audit("sent on", ticket.id), marked, *_hold(facts, ticket, note.id)))


def _ended(facts: Snapshot, event: DeliveryEnded) -> Step:
    """How an answer fared; the ticket counts as answered once the platform took it."""
    ticket = facts.ticket
    if ticket is None or event.state == "cancelled":
        return Step()
    state = event.state if event.state in ("sent", "waiting", "unknown") else "failed"
    held = CancelSay(_held(event.delivery))
    effects: tuple[Effect, ...] = (ReplyIs(event.delivery, state=state), held)
    status = ticket.after("reply")
    if state in ("sent", "unknown") and status is not None:
        effects += (MoveTicket(ticket.id, ticket.version, "answered", status=status),)
    reason = Text("reason-blocked" if event.reason == "blocked" else "reason-other")
    told = to_desk(facts.basics, ticket, f"reply-{state}", reason=reason)
    return Step((*effects, told, card_again(ticket.id, ToChat(facts.basics.chat.id))))
