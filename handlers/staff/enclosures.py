"""Files from the desk to the citizen: the claimant's quote of a card with a photo or a document.

A file is fetched first and goes as a letter with a button that opens it; what cannot be fetched is
told to the desk, and nothing is sent. While our links open on this machine only, no file is sent.
A file's id is that of its message, so that the one finds the other.
"""

from __future__ import annotations

from handlers.closing import file_choices
from handlers.content import Choice, Text, Value, Words
from handlers.domain.ticket import Ticket
from handlers.effects import AddMessage, CancelSay, Effect, KeepFile, ReplyIs, Step
from handlers.events import Event, FileKept, FileSent
from handlers.facts import Basics, Message, Needs, Snapshot
from handlers.letters import aside, to_desk
from handlers.reporters import to_all
from handlers.staff.holding import answer, held, held_line, noted_closed, worded


def accepts(basics: Basics, event: Event) -> bool:
    """How the fetching of a file ended that was sent in a group."""
    return isinstance(event, FileKept) and not basics.private


def needs(basics: Basics, event: Event) -> Needs:
    return Needs(message=event.file if isinstance(event, FileKept) else None, merged=True)


def step(facts: Snapshot, event: Event) -> Step:
    assert isinstance(event, FileKept)
    message = facts.messages[0] if facts.messages else None
    answers = message is not None and message.author == "reply" and message.state == "held"
    if event.state == "kept":
        return to_all(facts, Step(_letter(facts, message) if message and answers else ()))
    if facts.ticket is None or message is None or not answers:
        key = "file-too-large" if event.state == "refused" else "file-lost"
        return Step((aside(facts.basics, key, most=facts.office.file_megabytes),))
    most = facts.office.file_megabytes
    told = to_desk(facts.basics, facts.ticket, "file-not-sent", most=most)
    return Step((ReplyIs(message.id, state="failed"), CancelSay(held_line(message.id)), told))


def _letter(facts: Snapshot, message: Message) -> tuple[Effect, ...]:
    """What is left of the time in which it can be taken back passes before it goes."""
    if facts.ticket is None or message.letter_state:
        return ()
    passed = int((facts.now - message.at).total_seconds())
    delay = max(0, facts.office.pace.undo_seconds - passed)
    return (_answer(facts, facts.ticket, message, delay),)


def _answer(facts: Snapshot, ticket: Ticket, message: Message, delay: int) -> Effect:
    assert message.file is not None
    values: dict[str, Value] = {"minutes": facts.office.pace.link_minutes}
    text = worded(ticket, "reply-file-alone", **values)
    if message.text:
        text = worded(ticket, "reply-file", words=Words(message.id), **values)
    return answer(facts, ticket, message.id, text, *file_choices([message.file]), delay=delay)


def enclosed(facts: Snapshot, ticket: Ticket, event: FileSent) -> Step:
    """A file that quotes a card: an answer of who holds the ticket, else a note."""
    basics, id = facts.basics, facts.ids[0]
    assert basics.person is not None
    by = basics.person.id
    kept = KeepFile(id, event.file, event.message)
    note = AddMessage(id, ticket.id, "note", event.caption, event.message, id, by)
    if ticket.status == "closed":
        return Step((kept, note, noted_closed(basics, ticket)))
    if ticket.claimant != by:
        return Step((kept, note, to_desk(basics, ticket, "noted-file", _send(facts, ticket))))
    if not facts.office.reachable:
        return Step((kept, note, to_desk(basics, ticket, "file-no-address")))
    reply = AddMessage(id, ticket.id, "reply", event.caption, event.message, id, by)
    return Step((kept, reply, held(facts, ticket, id, "file-held")))


def _send(facts: Snapshot, ticket: Ticket) -> Choice:
    label = Text("choice-reply-send", {"number": ticket.number})
    return Choice("reply.send", (ticket.id.hex, str(len(facts.messages))), label)


def hold_file(facts: Snapshot, ticket: Ticket, note: Message) -> Step:
    """Sends a note with a file on to the citizen, as soon as the file is here."""
    if not facts.office.reachable:
        return Step((to_desk(facts.basics, ticket, "file-no-address"),))
    if note.file_state not in ("wanted", "kept"):
        most = facts.office.file_megabytes
        return Step((to_desk(facts.basics, ticket, "file-not-sent", most=most),))
    marked = ReplyIs(note.id, author="reply", state="held")
    told = held(facts, ticket, note.id, "file-held")
    if note.file_state == "wanted":
        return Step((marked, told))  # its letter is queued when it is kept
    return Step((marked, _answer(facts, ticket, note, facts.office.pace.undo_seconds), told))
