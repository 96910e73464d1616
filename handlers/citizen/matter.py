"""The matter that a citizen is putting together: what was written so far and how it was read.

It lives in the chat's draft, as plain data, until it becomes a ticket or is dropped.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from handlers.domain.correction import corrected
from handlers.domain.deadline import day_of, due_on
from handlers.domain.office import DIRECTOR, Office
from handlers.domain.reading import Reading
from handlers.domain.schools import school_in
from handlers.domain.ticket import desk_of, receipt
from handlers.effects import AddMessage, Correct, Effect, OpenTicket, Redact
from handlers.facts import Draft, Snapshot

FORM = "intake"
AGAIN = "again"
"""The form of what was written on a closed ticket, `ticket`, until its writer says where to."""
MOST_PARTS = 60


class Part(Struct, frozen=True):
    """One message of the citizen: its words, the platform's id of it, a file of ours; `place` is
    a location, which is kept but not read as words."""

    text: str = ""
    message: str = ""
    file: UUID | None = None
    place: str = ""


class Matter(Struct, frozen=True):
    """`kind` and `group` where the citizen corrected them; `ticket` once one was opened at once
    for somebody's safety, with the first `stored` parts; `above`: the confidential desk is itself
    concerned, says the citizen; `offers` how often it was offered."""

    parts: tuple[Part, ...] = ()
    kind: str | None = None
    group: str | None = None
    anonymous: bool = False
    ticket: UUID | None = None
    stored: int = 0
    warned: bool = False
    above: bool = False
    offers: int = 0

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.parts if part.text)

    @property
    def enclosed(self) -> int:
        """How many files and locations are with it."""
        return sum(1 for part in self.parts if part.file or part.place)

    def secret(self, reading: Reading) -> bool:
        """Only for the confidential desk: a corruption lead, or perhaps one and the citizen has
        not said otherwise."""
        if self.kind == "corruption" or (reading.kind == "corruption" and not reading.unsure):
            return True
        return reading.secret and self.kind is None

    def draft(self, step: str) -> Draft:
        data: dict[str, Any] = msgspec.to_builtins(self)
        return Draft(FORM, step, data)


def of(draft: Draft | None) -> Matter:
    """The matter of a draft, an empty one where there is none."""
    if draft is None or draft.form != FORM:
        return Matter()
    return msgspec.convert(draft.data, Matter)


def held(draft: Draft | None) -> Matter:
    """What was written and waits for its writer's word, in whichever conversation."""
    if draft is not None and draft.form == AGAIN:
        return msgspec.convert(draft.data, Matter)
    return of(draft)


def forgotten(matter: Matter) -> tuple[Effect, ...]:
    """What was attached to a matter that comes to nothing is erased."""
    return tuple(Redact(part.message) for part in matter.parts if part.file)


def kind_of(matter: Matter, reading: Reading) -> str:
    """What it will be recorded as."""
    for kind in (matter.kind, reading.kind, *reading.kinds):
        if kind and kind != "smalltalk":
            return kind
    return "comment"


def group_of(matter: Matter, reading: Reading, office: Office) -> str:
    if matter.above and matter.secret(reading):
        return DIRECTOR
    for group in (matter.group, reading.group):
        if group and office.has_group(group):
            return group
    return office.fallback


def desk(matter: Matter, reading: Reading, office: Office) -> str:
    """The desk that will see it."""
    return desk_of(group_of(matter, reading, office), confidential=matter.secret(reading))


def opening(facts: Snapshot, matter: Matter, reading: Reading, *, confirmed: bool) -> OpenTicket:
    """The ticket of a matter. Confidential ones get a receipt, an alias and, like anonymous ones,
    ids that tell no time."""
    office = facts.office
    kind = kind_of(matter, reading)
    secret = matter.secret(reading)
    kept = reading.without_strategy() if secret else reading
    veiled = secret or matter.anonymous
    opened = day_of(facts.now)
    school = school_in(office.schools, matter.text)
    return OpenTicket(
        id=facts.veiled[0] if veiled else facts.ids[0],
        kind=kind,
        group=group_of(matter, reading, office),
        opened_on=opened,
        due_on=due_on(opened, office.kinds[kind], office.holidays),
        receipt=receipt(office.code, facts.chance) if secret else "",
        alias=facts.veiled[1] if veiled else None,
        anonymous=matter.anonymous,
        confirmed=confirmed,
        urgent=reading.urgent,
        urgency_reason=reading.urgency_reason,
        school=school.id if school else None,
        strategy=kept.strategy,
        reading=msgspec.to_builtins(kept),
    )


def written(facts: Snapshot, ticket: UUID, parts: tuple[Part, ...]) -> tuple[Effect, ...]:
    """The parts of a matter as messages of a ticket; needs two ids and one a part."""
    return tuple(
        AddMessage(
            id=facts.veiled[position + 2],
            ticket=ticket,
            author="citizen",
            text=part.text or part.place,
            source=part.message,
            file=part.file,
        )
        for position, part in enumerate(parts)
    )


def learned(facts: Snapshot, matter: Matter, reading: Reading) -> tuple[Effect, ...]:
    """What can be learned from a matter that the citizen sends: the labels they chose. Nothing is
    kept of what goes to the confidential desk, nor of what is anonymous."""
    if matter.secret(reading) or matter.anonymous:
        return ()
    correction = corrected(
        matter.text,
        reading,
        on=day_of(facts.now),
        by="citizen",
        kind=matter.kind,
        group=matter.group,
    )
    if correction is None:
        return ()
    return (Correct(correction, tuple(part.message for part in matter.parts)),)
