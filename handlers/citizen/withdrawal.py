"""A message that its writer took back or changed, wherever it is kept.

Unsent: its words, earlier words and file are removed, letters that carry it are not sent. On
Telegram the newest card is edited, and what else shows words of the ticket to staff is replaced by
a line without them; on LINE nothing that was sent can be changed. Edited: the newest wording
counts, the earlier is kept beside it. Either may come before the message itself, which the platform
delivers once more: it is then not taken up, or in its newest wording.
"""

from __future__ import annotations

import msgspec
from msgspec import structs

from handlers.citizen import matter as matters
from handlers.citizen.matter import Matter
from handlers.citizen.sending import no_timers
from handlers.content import Text
from handlers.effects import (
    CancelSay,
    Effect,
    Foresee,
    Redact,
    Revise,
    SaveDraft,
    Say,
    Step,
    ToCards,
    ToPast,
)
from handlers.events import Edited, Event, Unsent
from handlers.facts import Basics, Draft, Message, Needs, Snapshot
from handlers.letters import aside, card_again, here
from handlers.reporters import copied


def accepts(basics: Basics, event: Event) -> bool:
    return isinstance(event, Unsent | Edited)


def needs(basics: Basics, event: Event) -> Needs:
    assert isinstance(event, Unsent | Edited)
    return Needs(source=event.message, merged=True)


def step(facts: Snapshot, event: Event) -> Step:
    assert isinstance(event, Unsent | Edited)
    return _unsent(facts, event) if isinstance(event, Unsent) else _edited(facts, event)


def _unsent(facts: Snapshot, event: Unsent) -> Step:
    effects: list[Effect] = [Redact(event.message)]
    matter = matters.held(facts.basics.draft)
    left = tuple(part for part in matter.parts if part.message != event.message)
    if len(left) < len(matter.parts) and facts.basics.draft:
        stored = sum(part.message != event.message for part in matter.parts[: matter.stored])
        kept = structs.replace(matter, parts=left, stored=stored)
        draft = _as_before(facts.basics.draft, kept) if left else None
        effects += [SaveDraft(draft), *(() if left else no_timers(facts.basics))]
    effects += [*_copies_too(facts), *_told(facts), *_replaced(facts)]
    if any(_was_sent(message) for message in facts.messages):
        effects.append(aside(facts.basics, "unsend-too-late"))
    return Step(tuple(effects))


def _edited(facts: Snapshot, event: Edited) -> Step:
    effects: list[Effect] = [Revise(event.message, event.text)]
    matter = matters.held(facts.basics.draft)
    if any(part.message == event.message for part in matter.parts) and facts.basics.draft:
        parts = tuple(
            structs.replace(part, text=event.text) if part.message == event.message else part
            for part in matter.parts
        )
        kept = structs.replace(matter, parts=parts)
        effects.append(SaveDraft(_as_before(facts.basics.draft, kept)))
    elif not facts.messages:
        return Step((Foresee(event.message, event.text),))
    if any(_was_sent(message) for message in facts.messages):
        effects.append(aside(facts.basics, "edit-too-late"))
    elif facts.messages and facts.basics.private:
        effects.append(here(facts.basics, "edit-noted"))
    return Step((*effects, *_told(facts)))


def _as_before(draft: Draft, matter: Matter) -> Draft:
    """The same conversation, with what is left of the matter."""
    return structs.replace(draft, data=msgspec.to_builtins(matter))


def _was_sent(message: Message) -> bool:
    return message.author == "reply" and message.letter_state in ("sending", "sent", "unknown")


def _replaced(facts: Snapshot) -> list[Effect]:
    """Older cards, and letters with all words, show what was taken back: they give it up."""
    if facts.ticket is None:
        return []
    line = Text("past", {"number": facts.ticket.number})
    to = ToPast(facts.ticket.id)
    return [Say(to, line, about=facts.ticket.id, postage="free", shape="past")]


def _copies_too(facts: Snapshot) -> list[Effect]:
    """An answer that has not gone is taken from the reporters of merged tickets, too."""
    return [
        CancelSay(copied(message.id, each))
        for message in facts.messages
        for each in facts.merged
        if message.author == "reply"
    ]


def _told(facts: Snapshot) -> list[Effect]:
    """Every card shows the ticket as it is now, and quotes no longer what was taken back."""
    ticket = facts.ticket
    if ticket is None or not facts.messages or facts.messages[0].author == "reply":
        return []
    return [card_again(ticket.id, ToCards(ticket.id))]
