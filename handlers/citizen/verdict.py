"""What the citizen says at the end: solved or not, and how satisfied.

    solved -> closed -> a rating in one tap -> a sentence, if they like
    not solved -> what is still wrong (may be skipped) -> open again; without a word, after a while

The rating and the verdict stand with the ticket; words are kept as the citizen's message.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from msgspec import structs

from handlers.citizen import again
from handlers.citizen.again import Written, part
from handlers.citizen.matter import Part
from handlers.closing import closing, still_fresh
from handlers.content import Choice, Text
from handlers.domain.reading import Reading
from handlers.domain.ticket import Ticket, ref
from handlers.effects import (
    AddMessage,
    CancelTimer,
    Effect,
    KeepFile,
    MoveTicket,
    SaveDraft,
    SetTimer,
    Step,
    ToCards,
)
from handlers.events import ChoiceMade, Commanded, Event, FileSent, TextSent, TimerDue
from handlers.facts import Basics, Draft, Needs, Snapshot
from handlers.form import SKIP
from handlers.letters import MENU, card_again, here, to_owner

UNSOLVED, RATED = "unsolved", "rated"
FORMS = (UNSOLVED, RATED)
NAMES = ("mine.solved", "mine.unsolved", "mine.rate")
WORDS = ("cancel", "back", "skip")
LEVELS = ("1", "2", "3", "4", "5")
SENTENCE = timedelta(minutes=10)
"""How long what is written next is taken as the sentence to a rating."""


def accepts(basics: Basics, event: Event) -> bool:
    if not basics.private:
        return False
    if isinstance(event, TimerDue):
        return event.key.startswith(tuple(f"{form}:" for form in FORMS))
    if isinstance(event, ChoiceMade) and event.choice.name in NAMES:
        return True
    if basics.form not in FORMS:
        return False
    if isinstance(event, ChoiceMade):
        return event.choice.name == SKIP.name
    if isinstance(event, Commanded):
        return event.name in WORDS
    elsewhere = basics.about is not None and basics.about.ticket not in (None, _drafted(basics))
    return isinstance(event, Written) and not elsewhere


def _drafted(basics: Basics) -> UUID | None:
    """The ticket that the citizen is asked about."""
    if basics.draft is None or basics.form not in FORMS:
        return None
    return UUID(basics.draft.data["ticket"])


def needs(basics: Basics, event: Event) -> Needs:
    which: UUID | str | None = _drafted(basics)
    if isinstance(event, TimerDue) and "ticket" in event.data:
        which = UUID(event.data["ticket"])
    if isinstance(event, ChoiceMade) and event.choice.name in NAMES:
        which = ref(event.choice.first)
    return Needs(ticket=which, ids=4, read=(_words(event),))


def _words(event: Event) -> str:
    if isinstance(event, FileSent):
        return event.caption
    return event.text if isinstance(event, TextSent) else ""


def step(facts: Snapshot, event: Event) -> Step:
    basics, ticket = facts.basics, facts.ticket
    if isinstance(event, TimerDue):
        return _left_alone(facts, event)
    if ticket is None or not facts.own:
        return Step((SaveDraft(None), here(basics, "ticket-unknown", *MENU)))
    if isinstance(event, ChoiceMade) and event.choice.name in NAMES:
        return _said(facts, ticket, event.choice)
    if basics.form == RATED:
        return _sentence(facts, ticket, event)
    if isinstance(event, Commanded) and event.name != "skip":
        told = to_owner(basics, ticket, "unsolved-cancelled")
        return Step((SaveDraft(None), CancelTimer(_timer(ticket)), told))
    return _reason(facts, ticket, event)


def _said(facts: Snapshot, ticket: Ticket, choice: Choice) -> Step:
    if choice.name == "mine.solved":
        return _solved(facts, ticket)
    if choice.name == "mine.unsolved":
        return _unsolved(facts, ticket)
    return _rated(facts, ticket, choice.args[1] if len(choice.args) > 1 else "")


def _still_open(facts: Snapshot, ticket: Ticket) -> Step:
    answer = Choice("mine.answer", (ticket.id.hex,))
    return Step((to_owner(facts.basics, ticket, "still-open", answer),))


def _solved(facts: Snapshot, ticket: Ticket) -> Step:
    """The citizen's word closes what was only answered, and stands with what is closed."""
    if ticket.status == "closed":
        moved: MoveTicket | None = MoveTicket(ticket.id, ticket.version, "solved", solved=True)
    else:
        moved = closing(facts, ticket, "solved", solved=True)
    if moved is None:
        return _still_open(facts, ticket)
    choices = tuple(
        Choice("mine.rate", (ticket.id.hex, level), Text(f"choice-mine-rate-{level}"))
        for level in LEVELS
    )
    told = card_again(ticket.id, ToCards(ticket.id), Text("card-solved"))
    asked = to_owner(facts.basics, ticket, "rate-ask", *choices)
    return Step((moved, CancelTimer(_timer(ticket)), *_free(facts), told, asked))


def _free(facts: Snapshot) -> tuple[Effect, ...]:
    """Ends the question for a reason or a sentence, and no other conversation."""
    return (SaveDraft(None),) if facts.basics.form in FORMS else ()


def _rated(facts: Snapshot, ticket: Ticket, level: str) -> Step:
    if ticket.status != "closed" or level not in LEVELS:
        return _still_open(facts, ticket)
    basics = facts.basics
    return Step(
        (
            MoveTicket(ticket.id, ticket.version, "rated", rating=int(level)),
            SaveDraft(Draft(RATED, "sentence", {"ticket": ticket.id.hex})),
            SetTimer(f"{RATED}:{basics.chat.id.hex}", facts.now + SENTENCE),
            card_again(ticket.id, ToCards(ticket.id), Text("card-rated", {"rating": level})),
            here(basics, "rate-thanks", SKIP),
        )
    )


def _sentence(facts: Snapshot, ticket: Ticket, event: Event) -> Step:
    """What is written after a rating."""
    if not isinstance(event, Written):
        return Step((SaveDraft(None), here(facts.basics, "rated-done", *MENU)))
    reading, added, file = _brought(facts, event)
    if again.weighs(reading, ticket):
        return again.weighed(facts, ticket, (added,), reading, *file)
    told = to_owner(facts.basics, ticket, "rated", *MENU)
    return Step((*file, _message(facts, ticket, added), SaveDraft(None), told))


def _unsolved(facts: Snapshot, ticket: Ticket) -> Step:
    """Asks what is still wrong. The ticket opens again without a word, too, after a while: the
    citizen has said it."""
    basics = facts.basics
    if ticket.after("reopen") is None:
        return _still_open(facts, ticket)
    if not still_fresh(facts, ticket):
        return Step((again.question(facts, ticket, "again-ask-empty"),))
    wait = timedelta(minutes=facts.office.pace.offer_again_minutes)
    named = {"ticket": ticket.id.hex}
    return Step(
        (
            SaveDraft(Draft(UNSOLVED, "reason", named)),
            SetTimer(_timer(ticket), facts.now + wait, named),
            to_owner(basics, ticket, "unsolved-ask", SKIP),
        )
    )


def _timer(ticket: Ticket) -> str:
    return f"{UNSOLVED}:{ticket.id.hex}"


def _reason(facts: Snapshot, ticket: Ticket, event: Event) -> Step:
    """Opens the ticket again, with the reason unless it was skipped."""
    ended = CancelTimer(_timer(ticket))
    if not isinstance(event, Written):
        return Step((ended, *again.reopened(facts, ticket, ()), SaveDraft(None)))
    reading, added, file = _brought(facts, event)
    if again.weighs(reading, ticket):
        apart = again.weighed(facts, ticket, (added,), reading, *file)
        lead = reading.secret and not ticket.confidential
        first = again.reopened(facts, ticket, ()) if lead else ()
        return Step((ended, *first, *apart.effects))
    return Step((ended, *file, *again.reopened(facts, ticket, (added,)), SaveDraft(None)))


def _left_alone(facts: Snapshot, event: TimerDue) -> Step:
    basics, ticket = facts.basics, facts.ticket
    if event.key.startswith(RATED):
        return Step((SaveDraft(None),) if basics.form == RATED else ())
    if ticket is None or not facts.own or ticket.after("reopen") is None:
        return Step()
    mine = basics.form == UNSOLVED and _drafted(basics) == ticket.id
    ended: tuple[Effect, ...] = (SaveDraft(None),) if mine else ()
    *effects, told = again.reopened(facts, ticket, ())
    return Step((*effects, structs.replace(told, postage="free"), *ended))


def _brought(facts: Snapshot, event: Written) -> tuple[Reading, Part, tuple[Effect, ...]]:
    """How it reads, the part that it is, and the file to be kept."""
    if not isinstance(event, FileSent):
        return facts.readings[0], part(event, None), ()
    kept = KeepFile(facts.veiled[-1], event.file, event.message)
    return facts.readings[0], part(event, facts.veiled[-1]), (kept,)


def _message(facts: Snapshot, ticket: Ticket, added: Part) -> AddMessage:
    words = added.text or added.place
    return AddMessage(facts.veiled[2], ticket.id, "citizen", words, added.message, added.file)
