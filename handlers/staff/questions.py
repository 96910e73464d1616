"""What keeps a ticket waiting, and what ends it: a question to the citizen (the clock stands still
until the answer), another body (the clock runs on), going on.

A question is a message to the citizen like an answer, but no answer: the ticket is not answered by
it. One that cannot be delivered stops no clock.
"""

from __future__ import annotations

from handlers.content import Choice, GroupName, NameOf, Text, Value, Words
from handlers.domain.deadline import day_of
from handlers.domain.ticket import Ticket
from handlers.effects import AddMessage, Effect, ReplyIs, Say, Step, ToChat, ToReporter
from handlers.events import ChoiceMade, DeliveryEnded
from handlers.facts import Snapshot
from handlers.letters import asking, card_again, to_desk
from handlers.moves import moved
from handlers.staff.telling import not_now

ENDED = "told.ended"


def ask(facts: Snapshot, ticket: Ticket, event: ChoiceMade) -> Step:
    status = ticket.after("ask")
    if status is None:
        return not_now(facts, ticket)
    if not event.words.strip():
        asks = Choice("ticket.ask", (ticket.id.hex,))
        return Step((asking(facts.basics, ticket, "ask-what", asks),))
    paused = ticket.paused_on or day_of(facts.now)
    answer = Choice("mine.answer", (ticket.id.hex,))
    return Step(
        (
            moved(facts, ticket, "asked", status, paused_on=paused),
            *to_citizen(facts, ticket, event, event.words, "asked", answer),
            card_again(ticket.id, ToChat(facts.basics.chat.id), Text("card-asked")),
        )
    )


def refer(facts: Snapshot, ticket: Ticket, event: ChoiceMade) -> Step:
    """Another body must act first; its name stands in a note and goes to the citizen."""
    basics, status = facts.basics, ticket.after("refer")
    if status is None:
        return not_now(facts, ticket)
    if not event.words.strip():
        asks = Choice("ticket.refer", (ticket.id.hex,))
        return Step((asking(basics, ticket, "refer-to", asks),))
    body = note(facts, ticket, event, event.words)
    name = Words(body.id)
    values: dict[str, Value] = {"number": ticket.number, "name": name}
    told = Say(ToReporter(ticket.id), Text("referred", values), about=ticket.id)
    headline = Text("card-referred", {"name": name})
    return Step(
        (
            body,
            moved(facts, ticket, "referred", status),
            told,
            card_again(ticket.id, ToChat(basics.chat.id), headline),
        )
    )


def resume(facts: Snapshot, ticket: Ticket, _: ChoiceMade) -> Step:
    person, status = facts.basics.person, ticket.after("resume")
    if status is None or person is None:
        return not_now(facts, ticket)
    headline = Text("card-resumed", {"name": NameOf(person.id)})
    resumed = moved(facts, ticket, "resumed", status)
    return Step((resumed, card_again(ticket.id, ToChat(facts.basics.chat.id), headline)))


def note(facts: Snapshot, ticket: Ticket, event: ChoiceMade, words: str) -> AddMessage:
    """What only staff see."""
    by = facts.basics.person.id if facts.basics.person else None
    return AddMessage(facts.ids[0], ticket.id, "note", words.strip(), event.said, by=by)


def to_citizen(
    facts: Snapshot,
    ticket: Ticket,
    event: ChoiceMade,
    words: str,
    key: str,
    *choices: Choice,
    **values: Value,
) -> tuple[Effect, ...]:
    """A message to the citizen that is no answer; the desk hears if it does not arrive."""
    basics, message = facts.basics, facts.ids[0]
    by = basics.person.id if basics.person else None
    text = Text(
        key,
        {
            "number": ticket.number,
            "group": GroupName(ticket.desk),
            "words": Words(message),
            **values,
        },
    )
    letter = Say(
        ToReporter(ticket.id),
        text,
        choices,
        about=ticket.id,
        id=message,
        report=Choice(ENDED, (ticket.id.hex, message.hex)),
        report_to=basics.chat.id,
    )
    written = AddMessage(message, ticket.id, "reply", words.strip(), event.said, by=by, act="")
    return (written, ReplyIs(message, state=""), letter)


def ended(facts: Snapshot, ticket: Ticket | None, event: DeliveryEnded) -> Step:
    """How a message to the citizen fared: silence if it arrived."""
    if ticket is None or event.state == "cancelled":
        return Step()
    if event.state == "sent":
        return Step((ReplyIs(event.delivery, state=""),))
    state = event.state if event.state in ("waiting", "unknown") else "failed"
    reason = Text("reason-blocked" if event.reason == "blocked" else "reason-other")
    effects: tuple[Effect, ...] = (
        ReplyIs(event.delivery, state=state),
        to_desk(facts.basics, ticket, f"told-{state}", reason=reason),
    )
    status = ticket.after("resume")
    if state == "failed" and ticket.status == "asked" and status is not None:
        effects += (moved(facts, ticket, "resumed", status),)
        effects += (card_again(ticket.id, ToChat(facts.basics.chat.id)),)
    return Step(effects)
