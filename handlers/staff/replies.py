"""Answers from the desk to the citizen: who holds the ticket answers by quoting its card.

The claimant's quote is the answer, held for some seconds in which it can be taken back. Anybody
else's quote is a note that only the desk sees, with a button that sends it on: so talk among
colleagues never reaches a parent.
"""

from __future__ import annotations

from handlers.closing import WENT, listening
from handlers.content import Choice, Text
from handlers.domain.people import may
from handlers.domain.private import has_phone
from handlers.domain.ticket import Ticket, ref
from handlers.effects import (
    AddMessage,
    Audit,
    CancelSay,
    Effect,
    ReplyIs,
    Step,
    ToChat,
)
from handlers.events import ChoiceMade, DeliveryEnded, Event, FileSent, LocationSent, TextSent
from handlers.facts import Basics, Message, Needs, Snapshot
from handlers.letters import aside, card_again, to_desk
from handlers.moves import moved
from handlers.reporters import to_all
from handlers.staff.enclosures import enclosed, hold_file
from handlers.staff.holding import ENDED, held_line, hold, noted_closed

TAKEABLE = ("queued", "waiting", "held")


def accepts(basics: Basics, event: Event) -> bool:
    if basics.private:
        return False
    if isinstance(event, ChoiceMade):
        return event.choice.name.startswith("reply.")
    if isinstance(event, DeliveryEnded):
        return event.report is not None and event.report.name == ENDED
    return isinstance(event, TextSent | FileSent | LocationSent)


def needs(basics: Basics, event: Event) -> Needs:
    if isinstance(event, ChoiceMade):
        return Needs(ticket=ref(event.choice.first), timeline=True, merged=True)
    if isinstance(event, DeliveryEnded):
        assert event.report is not None
        return Needs(ticket=ref(event.report.first), timeline=True)
    about = basics.about.ticket if basics.about else None
    return Needs(ticket=about, timeline=True, ids=1, merged=True)


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
        return Step((aside(basics, f"who-are-you-{basics.chat.channel}"),))
    if not may(basics.person, "work", ticket, basics.chat.desks):
        return Step((Audit("refused", ticket.id, "reply"), aside(basics, "ticket-elsewhere")))
    if isinstance(event, ChoiceMade):
        undone = event.choice.name == "reply.undo"
        return to_all(facts, _undo(facts, ticket) if undone else _send(facts, event))
    return to_all(facts, _quoted(facts, ticket, event))


def _quoted(facts: Snapshot, ticket: Ticket, event: Event) -> Step:
    basics = facts.basics
    person = basics.person
    assert person is not None
    message_id = facts.ids[0]
    closed = ticket.status == "closed"
    if isinstance(event, FileSent):
        return enclosed(facts, ticket, event)
    if isinstance(event, LocationSent):
        place = AddMessage(message_id, ticket.id, "note", event.words, event.message, by=person.id)
        told = noted_closed(basics, ticket) if closed else to_desk(basics, ticket, "noted")
        return Step((place, told))
    assert isinstance(event, TextSent)
    if closed:
        note = AddMessage(message_id, ticket.id, "note", event.text, event.message, by=person.id)
        return Step((note, noted_closed(basics, ticket)))
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
        return Step((written, *hold(facts, ticket, message_id)))
    position = str(len(facts.messages))
    choice = Choice(
        "reply.send",
        (ticket.id.hex, position),
        Text("choice-reply-send", {"number": ticket.number}),
    )
    key = "noted" if ticket.claimant else "noted-unclaimed"
    return Step((written, to_desk(basics, ticket, key, choice)))


def _undo(facts: Snapshot, ticket: Ticket) -> Step:
    """Takes back the newest answer that has not gone."""
    held = [each for each in facts.messages if each.author == "reply" and _takeable(each)]
    if not held:
        return Step((to_desk(facts.basics, ticket, "reply-gone"),))
    newest = held[-1]
    return Step(
        (
            CancelSay(newest.id),
            CancelSay(held_line(newest.id)),
            ReplyIs(newest.id, state="cancelled", author="note"),
            to_desk(facts.basics, ticket, "reply-undone"),
        )
    )


def _takeable(message: Message) -> bool:
    # A file that is still being fetched has no letter yet.
    waits = message.state == "held" and message.file is not None and not message.letter_state
    return waits or message.letter_state in TAKEABLE


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
    if note.file is not None:
        return hold_file(facts, ticket, note)
    marked = ReplyIs(note.id, author="reply", state="held")
    return Step((marked, *hold(facts, ticket, note.id)))


def _ended(facts: Snapshot, event: DeliveryEnded) -> Step:
    """How an answer fared; the ticket counts as answered once the platform took it."""
    ticket = facts.ticket
    if ticket is None or event.state == "cancelled":
        return Step()
    state = event.state if event.state in ("sent", "waiting", "unknown") else "failed"
    held = CancelSay(held_line(event.delivery))
    effects: tuple[Effect, ...] = (ReplyIs(event.delivery, state=state), held)
    status = ticket.after("reply")
    if state in WENT and status is not None:
        effects += (moved(facts, ticket, "answered", status), listening(facts, ticket))
    told = to_desk(facts.basics, ticket, f"reply-{state}", reason=_reason(facts, event.reason))
    here = ToChat(facts.basics.chat.id)
    if ticket.status != "closed" or not ticket.outcome:
        return Step((*effects, told, card_again(ticket.id, here)))
    # A closing note has told the desk by closing; only where it does not arrive there is more.
    news = () if state == "sent" else (told,)
    outcome = Text(f"outcome-{ticket.outcome.replace('_', '-')}")
    closed = card_again(ticket.id, here, Text("card-closed", {"outcome": outcome}))
    return Step((*effects, *news, closed))


def _reason(facts: Snapshot, reason: str) -> Text:
    """Why an answer did not arrive, and how else the citizen may be reached; no number is shown."""
    if reason != "blocked":
        return Text("reason-other")
    written = [each.text for each in facts.messages if each.author == "citizen"]
    return Text("reason-blocked-phone" if has_phone("\n".join(written)) else "reason-blocked")
