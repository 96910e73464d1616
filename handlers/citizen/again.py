"""What a citizen writes on a closed ticket: open it again, or a new matter? Kept either way.

What was written waits in the draft, as a matter does, and goes where the citizen says. Left alone,
it is kept on the closed ticket. Danger and what may be a lead wait for no answer.
"""

from __future__ import annotations

from datetime import timedelta

import msgspec
from msgspec import structs

from handlers.citizen import matter as matters
from handlers.citizen import sending
from handlers.citizen.matter import AGAIN, Matter, Part
from handlers.closing import due_again, reopening
from handlers.content import Choice, Day, GroupName, Text
from handlers.domain.office import DUTY, SMALLTALK
from handlers.domain.reading import Reading
from handlers.domain.ticket import Ticket, ref
from handlers.effects import Effect, KeepFile, SaveDraft, SetTimer, Step, ToCards
from handlers.events import (
    ChoiceMade,
    Commanded,
    Event,
    FileSent,
    LocationSent,
    TextSent,
    TimerDue,
)
from handlers.facts import Basics, Draft, Needs, Snapshot
from handlers.letters import card, card_again, here, read_together, to_owner
from handlers.watching import watch

NAMES = ("mine.reopen", "mine.anew")
WORDS = ("cancel", "back")
Written = TextSent | FileSent | LocationSent


def accepts(basics: Basics, event: Event) -> bool:
    if not basics.private:
        return False
    if isinstance(event, ChoiceMade):
        return event.choice.name in NAMES
    if isinstance(event, TimerDue):
        return event.key.startswith(AGAIN)
    if basics.form != AGAIN:
        return False
    if isinstance(event, Commanded):
        return event.name in WORDS
    elsewhere = basics.about is not None and basics.about.ticket not in (None, _held(basics).ticket)
    return isinstance(event, Written) and not elsewhere


def _held(basics: Basics) -> Matter:
    return matters.held(basics.draft) if basics.form == AGAIN else Matter()


def needs(basics: Basics, event: Event) -> Needs:
    matter = _held(basics)
    if isinstance(event, Written):
        matter = structs.replace(matter, parts=(*matter.parts, part(event, None)))
    chosen = ref(event.choice.first) if isinstance(event, ChoiceMade) else None
    return Needs(ticket=chosen or matter.ticket, ids=len(matter.parts) + 3, read=(matter.text,))


def step(facts: Snapshot, event: Event) -> Step:
    basics, ticket = facts.basics, facts.ticket
    matter = _held(basics)
    if isinstance(event, TimerDue) and basics.form != AGAIN:
        return Step()
    if isinstance(event, Commanded):
        return Step((SaveDraft(None), *matters.forgotten(matter), here(basics, "cancelled")))
    if ticket is None or not facts.own:
        return Step((SaveDraft(None), here(basics, "ticket-unknown")))
    if isinstance(event, TimerDue):
        return _left_alone(facts, ticket, matter)
    if isinstance(event, Written):
        return ask(facts, ticket, event, facts.readings[0])
    assert isinstance(event, ChoiceMade)
    if matter.ticket != ticket.id:
        matter = Matter()  # an old button: what was written since is about something else
    if event.choice.name == "mine.anew":
        return _anew(facts, matter)
    return Step((*reopened(facts, ticket, matter.parts), *_ended(basics)))


def ask(facts: Snapshot, ticket: Ticket, event: Event, reading: Reading) -> Step:
    """Keeps one more bubble and asks; thanks need no question. Needs four ids."""
    basics = facts.basics
    matter = _held(basics)
    if matter.ticket != ticket.id:
        matter = Matter(ticket=ticket.id)
    if len(matter.parts) >= matters.MOST_PARTS:
        return Step((question(facts, ticket, "again-ask"),))
    kept: tuple[Effect, ...] = ()
    if isinstance(event, FileSent):
        kept = (KeepFile(facts.veiled[-1], event.file, event.message),)
    if isinstance(event, Written):
        added = part(event, facts.veiled[-1] if kept else None)
        matter = structs.replace(matter, parts=(*matter.parts, added))
    if weighs(reading, ticket):
        return weighed(facts, ticket, matter.parts, reading, *kept)
    if reading.kind == SMALLTALK and not matter.enclosed and len(matter.parts) == 1:
        stored = matters.written(facts, ticket.id, matter.parts)
        return Step((*stored, SaveDraft(None), to_owner(basics, ticket, "closed-thanks")))
    hours = timedelta(hours=facts.office.pace.unconfirmed_hours)
    return Step(
        (
            *kept,
            SaveDraft(Draft(AGAIN, "which", msgspec.to_builtins(matter))),
            SetTimer(f"{AGAIN}:{basics.chat.id.hex}", facts.now + hours),
            question(facts, ticket, "again-ask"),
        )
    )


def weighs(reading: Reading, ticket: Ticket) -> bool:
    """Danger, or a lead that the ticket's desk must not see: it waits for no question."""
    return reading.safety or (reading.secret and not ticket.confidential)


def weighed(
    facts: Snapshot, ticket: Ticket, parts: tuple[Part, ...], reading: Reading, *kept: Effect
) -> Step:
    """Danger opens the ticket again at once, as an urgent one, and the citizen sees who helps now.
    A lead, or danger beside a ticket that is in work, is a matter of its own, as veiled as the
    ticket is; what came in confidence stays in its lane."""
    lane = ticket.confidential
    apart = reading.secret or ticket.after("reopen") is None
    if apart and not lane:
        return sending.heard(facts, Matter(parts=parts, anonymous=ticket.anonymous), reading, *kept)
    help_lines = sending.hotlines(facts, reading, ticket.desk)
    return Step((*kept, *reopened(facts, ticket, parts, reading), help_lines, SaveDraft(None)))


def question(facts: Snapshot, ticket: Ticket, key: str) -> Effect:
    choices = tuple(Choice(name, (ticket.id.hex,)) for name in NAMES)
    return to_owner(facts.basics, ticket, key, *choices)


def part(event: Written, file: object) -> Part:
    """What an event brings, as a part of a matter."""
    if isinstance(event, TextSent):
        return Part(event.text, event.message)
    if isinstance(event, FileSent):
        return Part(event.caption, event.message, file)  # type: ignore[arg-type]
    return Part(message=event.message, place=event.words)


def reopened(
    facts: Snapshot, ticket: Ticket, parts: tuple[Part, ...], danger: Reading | None = None
) -> tuple[Effect, ...]:
    """Opens a ticket again with what the citizen wrote, `danger` if it tells of any; needs two ids
    and one a part. One that is open by now only gets the words."""
    basics = facts.basics
    moved = reopening(facts, ticket, solved=False)
    if moved is None:
        if not parts:
            return (
                to_owner(basics, ticket, "still-open", Choice("mine.answer", (ticket.id.hex,))),
            )
        return sending.more(facts, ticket, Matter(parts=parts)).effects
    headline = Text("card-unsolved", {"count": ticket.reopened + 1})
    desks = [ticket.desk]
    if danger is not None:
        moved = structs.replace(moved, urgent=True, urgency_reason=danger.urgency_reason)
        headline = Text("card-urgent", {"reason": Text(f"urgency-{danger.urgency_reason}")})
        desks += [] if ticket.confidential or read_together(basics, DUTY, ticket.group) else [DUTY]
    urgent = ticket.urgent or danger is not None
    due = due_again(facts, ticket)
    return (
        *matters.written(facts, ticket.id, parts),
        moved,
        watch(ticket.id, due, facts.office, facts.now),
        *(card(ticket.id, desk, headline, urgent=urgent) for desk in desks),
        to_owner(basics, ticket, "reopened", group=GroupName(ticket.desk), due=Day(due)),
    )


def _anew(facts: Snapshot, matter: Matter) -> Step:
    if not matter.parts:
        return Step((*_ended(facts.basics), here(facts.basics, "report")))
    return sending.heard(facts, Matter(parts=matter.parts), facts.readings[0])


def _left_alone(facts: Snapshot, ticket: Ticket, matter: Matter) -> Step:
    stored = matters.written(facts, ticket.id, matter.parts)
    shown = card_again(ticket.id, ToCards(ticket.id), Text("card-more-closed"))
    told = to_owner(facts.basics, ticket, "again-left")
    return Step((*stored, SaveDraft(None), shown, structs.replace(told, postage="free")))


def _ended(basics: Basics) -> tuple[Effect, ...]:
    return (SaveDraft(None),) if basics.form == AGAIN else ()
