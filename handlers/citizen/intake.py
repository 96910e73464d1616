"""From anything a citizen writes to a ticket, in two actions.

    listening --4 s of silence--> review --send--> receipt (then the school is asked)
    review: correct kind or group, add more, stay anonymous, join an open ticket, cancel
    left alone: offered once more, then listed to the desk as unconfirmed; a corruption lead is
    never opened without the citizen's word and lapses instead

Several bubbles in a row are one matter. When somebody may be in danger nothing waits for silence.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from msgspec import structs

from handlers.citizen import matter as matters
from handlers.citizen import review, sending
from handlers.citizen.matter import FORM, Matter, Part
from handlers.citizen.sending import no_timers, timer
from handlers.content import Choice
from handlers.domain.office import KINDS, SMALLTALK
from handlers.domain.reading import Reading
from handlers.domain.ticket import ref
from handlers.effects import ChatIs, Effect, KeepFile, SaveDraft, SetTimer, Step
from handlers.events import (
    ChoiceMade,
    Commanded,
    Event,
    FileSent,
    LocationSent,
    OtherSent,
    StickerSent,
    TextSent,
    TimerDue,
)
from handlers.facts import Basics, Needs, Snapshot, Sought
from handlers.letters import MENU, here

LEAD = "corruption"
WORDS = ("cancel", "back", "help")


def accepts(basics: Basics, event: Event) -> bool:
    if not basics.private:
        return False
    if isinstance(event, TextSent | FileSent | LocationSent):
        return True
    if isinstance(event, StickerSent | OtherSent):
        return basics.form == FORM
    if isinstance(event, ChoiceMade):
        return event.choice.name.startswith("intake.")
    if isinstance(event, Commanded):
        return event.name in WORDS and basics.form == FORM
    return isinstance(event, TimerDue) and event.key.startswith("intake.")


def needs(basics: Basics, event: Event) -> Needs:
    matter = matters.of(basics.draft)
    if isinstance(event, TextSent | FileSent | LocationSent):
        matter = _added(matter, event, None)
    wanted: UUID | str | None = matter.ticket
    if isinstance(event, ChoiceMade) and event.choice.name == "intake.join":
        wanted = ref(event.choice.first)
    return Needs(
        ids=len(matter.parts) + 3,
        ticket=wanted,
        tickets="own",
        read=(matter.text,),
        alike=_sought(matter, event),
    )


def _sought(matter: Matter, event: Event) -> Sought | None:
    """What the matter is compared with: the own tickets to offer one, those of the office when its
    ticket is opened. A bubble waits for no comparison, and a lead is never compared."""
    if isinstance(event, TextSent | FileSent | LocationSent) or not matter.text or matter.ticket:
        return None
    chosen = event.choice if isinstance(event, ChoiceMade) else None
    if LEAD in (matter.kind, chosen and chosen.first):
        return None
    lapses = isinstance(event, TimerDue) and event.key.startswith("intake.lapse")
    opens = lapses or (chosen is not None and chosen.name in ("intake.send", "intake.sendas"))
    return Sought(matter.text, "office" if opens else "own")


def step(facts: Snapshot, event: Event) -> Step:
    match event:
        case TextSent() | FileSent() | LocationSent():
            return _heard(facts, event)
        case StickerSent() | OtherSent():
            return _between(facts, event)
        case TimerDue():
            return _silent(facts, event.key.removeprefix("intake.").partition(":")[0])
        case Commanded():
            return _word(facts, event.name)
        case ChoiceMade():
            return _chose(facts, event.choice)
    return Step()


def _heard(facts: Snapshot, event: TextSent | FileSent | LocationSent) -> Step:
    """One more bubble: keep it, and wait for silence."""
    file_id = facts.veiled[-1]
    if len(matters.of(facts.basics.draft).parts) >= matters.MOST_PARTS:
        full = matters.of(facts.basics.draft)
        reviewed = _review(facts, full, facts.readings[0])
        return Step((here(facts.basics, "intake-full"), *reviewed.effects))
    matter = _added(matters.of(facts.basics.draft), event, file_id)
    if isinstance(event, FileSent):
        kept = KeepFile(file_id, event.file, event.message)
        return sending.heard(facts, matter, facts.readings[0], kept)
    return sending.heard(facts, matter, facts.readings[0])


def _between(facts: Snapshot, event: StickerSent | OtherSent) -> Step:
    """What says nothing about the matter. The review stays the last letter, so that its choices
    can still be pressed and typed."""
    told = () if isinstance(event, StickerSent) else (here(facts.basics, "not-understood"),)
    matter, draft = matters.of(facts.basics.draft), facts.basics.draft
    if draft is None or draft.step == "listening":
        return Step(told)
    return Step((*told, *_review(facts, matter, facts.readings[0]).effects))


def _added(matter: Matter, event: TextSent | FileSent | LocationSent, file_id: object) -> Matter:
    """The matter with what an event brings."""
    if isinstance(event, TextSent):
        part = Part(event.text, event.message)
    elif isinstance(event, FileSent):
        part = Part(event.caption, event.message, file_id)  # type: ignore[arg-type]
    else:
        part = Part(message=event.message, place=event.words)
    return structs.replace(matter, parts=(*matter.parts, part))


def _silent(facts: Snapshot, what: str) -> Step:
    """A timer came due: nobody wrote for a while."""
    matter = matters.of(facts.basics.draft)
    if not matter.parts:
        return Step()
    reading = facts.readings[0]
    if what == "silence":
        return _understood(facts, matter, reading)
    if what == "offer":
        return _review(facts, matter, reading)
    if matter.ticket:
        return Step((SaveDraft(None),))
    if matter.secret(reading):
        return Step((here(facts.basics, "lapsed"), SaveDraft(None), *matters.forgotten(matter)))
    return sending.new(facts, matter, reading, confirmed=False)


def _understood(facts: Snapshot, matter: Matter, reading: Reading) -> Step:
    talk = reading.kind == SMALLTALK and not matter.enclosed and not matter.kind
    if talk and not matter.ticket:
        return Step((here(facts.basics, "smalltalk", *MENU), SaveDraft(None)))
    return _review(facts, matter, reading)


def _review(facts: Snapshot, matter: Matter, reading: Reading) -> Step:
    """Says in a line what was understood, and offers what can be done."""
    basics, pace = facts.basics, facts.office.pace
    matter = structs.replace(matter, offers=matter.offers + 1)
    foreign = reading.foreign and matter.offers == 1
    effects: list[Effect] = [
        *_notice(basics),
        *((here(basics, "other-language"),) if foreign else ()),
        here(
            basics,
            review.wording(matter, reading),
            *review.choices(facts, matter, reading),
            **review.said(facts, matter, reading),
        ),
        SaveDraft(matter.draft("review")),
        SetTimer(timer(basics, "lapse"), facts.now + timedelta(hours=pace.unconfirmed_hours)),
    ]
    if matter.offers == 1:
        again = facts.now + timedelta(minutes=pace.offer_again_minutes)
        effects.append(SetTimer(timer(basics, "offer"), again))
    return Step(tuple(effects))


def _notice(basics: Basics) -> tuple[Effect, ...]:
    """What happens with their words, to whoever was never greeted or knows an older notice."""
    version = basics.office.privacy_version
    if basics.chat.privacy_version == version:
        return ()
    return (here(basics, "privacy-notice"), ChatIs(privacy_version=version))


def _word(facts: Snapshot, word: str) -> Step:
    matter = matters.of(facts.basics.draft)
    if word == "cancel":
        return _cancelled(facts, matter)
    return _review(facts, matter, facts.readings[0])


def _cancelled(facts: Snapshot, matter: Matter) -> Step:
    ended = (*no_timers(facts.basics), SaveDraft(None))
    if matter.ticket:
        return Step((*ended, here(facts.basics, "cancelled-urgent")))
    return Step((*ended, *matters.forgotten(matter), here(facts.basics, "cancelled")))


def _chose(facts: Snapshot, choice: Choice) -> Step:
    """A button of the review; an old one says what holds now."""
    matter, basics = matters.of(facts.basics.draft), facts.basics
    if not matter.parts:
        return Step((here(basics, "review-gone", *MENU),))
    what = choice.name.removeprefix("intake.")
    argument = choice.first
    reading = facts.readings[0]
    match what:
        case "send" | "sendas":
            return _send(facts, matter, argument)
        case "cancel":
            return _cancelled(facts, matter)
        case "urgent" if not matter.warned:
            return _urgent(facts, matter, reading)
        case "join" if _joins(facts, matter, reading):
            assert facts.ticket is not None
            joined = sending.more(facts, facts.ticket, matter)
            return Step((*no_timers(basics), SaveDraft(None), *joined.effects))
        case "kind":
            kinds = tuple(review.kind_choice("intake.kindis", kind) for kind in KINDS)
            return _ask(facts, matter, "kind", kinds)
        case "group":
            return _ask(facts, matter, "group", review.groups(facts))
        case "more":
            return _ask(facts, matter, "more", ())
        case "kindis" if argument in KINDS:
            return _review(facts, structs.replace(matter, kind=argument), reading)
        case "groupis" if facts.office.has_group(argument):
            return _review(facts, structs.replace(matter, group=argument), reading)
        case "above" | "usual":
            told = structs.replace(matter, above=what == "above")
            return _review(facts, told, reading)
        case "anonymous" | "named":
            veiled = structs.replace(matter, anonymous=what == "anonymous")
            return _review(facts, veiled, reading)
    return _review(facts, matter, reading)


def _joins(facts: Snapshot, matter: Matter, reading: Reading) -> bool:
    """Whether the matter may go to the ticket that was chosen; a corruption lead goes to none
    that a unit sees."""
    ticket = facts.ticket
    if ticket is None or not facts.own or ticket.after("write") is None:
        return False
    return ticket.confidential or not matter.secret(reading)


def _send(facts: Snapshot, matter: Matter, kind: str) -> Step:
    if kind in KINDS:
        matter = structs.replace(matter, kind=kind)
    if matter.ticket and not matter.secret(facts.readings[0]):
        return sending.confirm(facts, matter)
    # A corruption lead that came up beside a danger gets a ticket of its own, which no unit sees.
    return sending.new(facts, matter, facts.readings[0])


def _urgent(facts: Snapshot, matter: Matter, reading: Reading) -> Step:
    """The citizen says that somebody is in danger, whatever was understood."""
    danger = structs.replace(reading, urgent=True, urgency_reason="other_safety")
    matter, alerted = sending.at_once(facts, matter, danger)
    return Step((*alerted, *_review(facts, matter, danger).effects))


def _ask(facts: Snapshot, matter: Matter, step: str, choices: tuple[Choice, ...]) -> Step:
    asked = here(facts.basics, f"ask-{step}", *choices)
    return Step((asked, SaveDraft(matter.draft(step))))
