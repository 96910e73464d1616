"""What sending a matter comes to: a new ticket, a confirmation, or more on an open one."""

from __future__ import annotations

from datetime import timedelta

from msgspec import UNSET, structs

from handlers.answers import SCHOOL
from handlers.citizen import matter as matters
from handlers.citizen.matter import Matter, Part
from handlers.content import Choice, GroupName, NumberOf, Text
from handlers.domain.office import CONFIDENTIAL, DUTY, TECHNICAL
from handlers.domain.reading import Reading
from handlers.domain.ticket import Ticket
from handlers.effects import (
    CancelTimer,
    Effect,
    MoveTicket,
    OpenTicket,
    SaveDraft,
    Say,
    SetTimer,
    Step,
    ToCards,
    ToDesk,
    Veil,
)
from handlers.facts import Basics, Snapshot
from handlers.form import begin
from handlers.letters import alert, card, card_again, here, is_read, receipt, to_owner
from handlers.moves import goes_on, more_came
from handlers.watching import watch

MOST_ALIKE = 2


def timer(basics: Basics, name: str) -> str:
    """The key of one of the intake's timers for this chat."""
    return f"intake.{name}:{basics.chat.id.hex}"


def no_timers(basics: Basics) -> tuple[Effect, ...]:
    return tuple(CancelTimer(timer(basics, name)) for name in ("silence", "offer", "lapse"))


def heard(facts: Snapshot, matter: Matter, reading: Reading, *kept: Effect) -> Step:
    """One more bubble of a matter: keep it, and wait for silence. Danger waits for nothing."""
    effects: list[Effect] = list(kept)
    if reading.safety and not matter.warned:
        matter, urgent = at_once(facts, matter, reading)
        effects += urgent
    elif matter.ticket and facts.ticket and not matter.secret(reading):
        effects += at_once_more(facts, facts.ticket, matter.parts[matter.stored :])
        matter = structs.replace(matter, stored=len(matter.parts))
    wait = timedelta(seconds=facts.office.pace.silence_seconds)
    effects.append(SetTimer(timer(facts.basics, "silence"), facts.now + wait))
    return Step((*effects, SaveDraft(matter.draft("listening"))))


def new(facts: Snapshot, matter: Matter, reading: Reading, *, confirmed: bool = True) -> Step:
    """Opens the ticket of a matter; the citizen gets the receipt, the desk its card."""
    basics = facts.basics
    ticket = matters.opening(facts, matter, reading, confirmed=confirmed)
    effects: tuple[Effect, ...] = (
        ticket,
        *matters.written(facts, ticket.id, matter.parts),
        watch(ticket.id, ticket.due_on, facts.office, facts.now),
        *no_timers(basics),
        *alert(basics, ticket, looks_like(facts, ticket)),
    )
    if not confirmed:
        lapsed = here(basics, "listed-unconfirmed", number=NumberOf(ticket.id))
        return Step((*effects, lapsed, SaveDraft(None)))
    kept = matters.learned(facts, matter, reading)
    return Step((*effects, *kept, receipt(basics, ticket), *ask_school(facts, ticket)))


def looks_like(facts: Snapshot, ticket: OpenTicket) -> tuple[str, ...]:
    """The numbers that the desk is pointed to, those at the same desk first."""
    if ticket.receipt:
        return ()
    ordinary = [each for each in facts.alike if not each.confidential and each.id != ticket.id]
    same_desk_first = sorted(ordinary, key=lambda each: each.group != ticket.group)
    return tuple(each.number for each in same_desk_first[:MOST_ALIKE])


def ask_school(facts: Snapshot, ticket: OpenTicket) -> tuple[Effect, ...]:
    """The question after the receipt, unless the text named a school or there is no list."""
    if ticket.school or not facts.office.schools:
        return (SaveDraft(None),)
    asked = begin(SCHOOL, facts, {"ticket": ticket.id.hex})
    assert asked.text is not None
    hours = timedelta(hours=facts.office.pace.unconfirmed_hours)
    return (
        SaveDraft(asked.draft),
        SetTimer(f"{SCHOOL.name}:{facts.basics.chat.id.hex}", facts.now + hours),
        here(facts.basics, asked.text.key, *asked.choices),
    )


def at_once(facts: Snapshot, matter: Matter, reading: Reading) -> tuple[Matter, tuple[Effect, ...]]:
    """Somebody may be in danger: the duty desk is alerted before anything is confirmed, and the
    citizen sees who helps now. In the confidential lane its desk alone is alerted, and no ticket
    is opened without the citizen's word."""
    basics = facts.basics
    help_lines = hotlines(facts, reading, secret=matter.secret(reading))
    if matter.secret(reading):
        warning = Say(ToDesk(CONFIDENTIAL), Text("urgent-confidential"), priority="answer")
        effects: tuple[Effect, ...] = (warning, help_lines)
        if CONFIDENTIAL not in basics.bound:
            # Nobody sees the words, but somebody must know that a person may be in danger.
            effects += tuple(
                Say(ToDesk(desk), Text("confidential-waits-urgent")) for desk in (TECHNICAL, DUTY)
            )
        return structs.replace(matter, warned=True), effects
    ticket = matters.opening(facts, matter, reading, confirmed=False)
    effects = (
        ticket,
        *matters.written(facts, ticket.id, matter.parts),
        watch(ticket.id, ticket.due_on, facts.office, facts.now),
        *alert(basics, ticket),
        help_lines,
    )
    return structs.replace(matter, ticket=ticket.id, warned=True, stored=len(matter.parts)), effects


def at_once_more(facts: Snapshot, ticket: Ticket, parts: tuple[Part, ...]) -> tuple[Effect, ...]:
    """What else comes while somebody may be in danger goes to the desk unasked."""
    headline = Text("card-more", {"number": ticket.number})
    return (
        *matters.written(facts, ticket.id, parts),
        card_again(ticket.id, ToCards(ticket.id), headline),
    )


def hotlines(facts: Snapshot, reading: Reading, *, secret: bool) -> Say:
    """The help lines that fit, that this chat is none, and whether anybody has read it yet."""
    locale = facts.basics.chat.locale
    lines = facts.office.hotline(reading.urgency_reason or "")
    worded = [f"{line.name.get(locale) or line.name['th']} {line.number}" for line in lines]
    alone = not is_read(facts.basics, CONFIDENTIAL if secret else DUTY)
    key = "urgent-hotlines-alone" if alone else "urgent-hotlines"
    return here(facts.basics, key, lines="\n".join(f"☎ {line}" for line in worded))


def confirm(facts: Snapshot, matter: Matter) -> Step:
    """The citizen's word on a ticket that was opened at once."""
    ticket = facts.ticket
    basics = facts.basics
    if ticket is None:
        return Step((SaveDraft(None), here(basics, "ticket-unknown")))
    moved = MoveTicket(
        ticket.id,
        ticket.version,
        "confirmed",
        confirmed=True,
        kind=matter.kind or UNSET,
        group=matter.group or UNSET,
    )
    opened = OpenTicket(
        id=ticket.id,
        kind=matter.kind or ticket.kind,
        group=matter.group or ticket.group,
        due_on=ticket.due_on,
        opened_on=ticket.opened_on,
        anonymous=matter.anonymous,
        school=ticket.school,
    )
    effects: tuple[Effect, ...] = (moved, *no_timers(basics), receipt(basics, opened))
    if not (ticket.anonymous or ticket.confidential):
        effects += matters.learned(facts, matter, facts.readings[0])
    if matter.anonymous:
        effects = (Veil(ticket.id, facts.veiled[1]), *effects)
    if matter.group and matter.group != ticket.group:
        effects += (card(ticket.id, matter.group, Text("card-new"), urgent=ticket.urgent),)
    return Step((*effects, *ask_school(facts, opened)))


def more(facts: Snapshot, ticket: Ticket, matter: Matter) -> Step:
    """Adds a matter to a ticket that is open; what was answered is open again."""
    basics = facts.basics
    status = ticket.after("write")
    if status is None:
        return Step((to_owner(basics, ticket, "ticket-closed-write"),))
    effects: tuple[Effect, ...] = matters.written(facts, ticket.id, matter.parts)
    effects += goes_on(facts, ticket, status)
    headline = more_came(ticket)
    effects += (
        card(ticket.id, ticket.desk, headline, urgent=ticket.urgent),
        to_owner(
            basics,
            ticket,
            "joined",
            group=GroupName(ticket.desk),
        ),
    )
    return Step(effects)


def join_choices(facts: Snapshot) -> tuple[Choice, ...]:
    """The own open tickets that what was written may be about: those that it looks like, else the
    newest."""
    still = [ticket for ticket in facts.tickets if ticket.status != "closed"]
    likely = [ticket for ticket in facts.alike if ticket in still]
    key = "choice-intake-same" if likely else "choice-intake-join"
    return tuple(
        Choice(
            "intake.join",
            (ticket.id.hex,),
            Text(key, {"number": ticket.tail}),
        )
        for ticket in (likely or still)[:2]
    )
