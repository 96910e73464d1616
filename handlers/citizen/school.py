"""The school a matter is about, asked after its receipt: a part of the name is enough.

Whatever is no school's name is not an answer: a photo joins the ticket just opened, a longer text
(the intake takes it) or a clear matter in few words is a matter of its own. Left alone, the
question is dropped after a while.
"""

from __future__ import annotations

from uuid import UUID

from handlers.answers import LONGEST_NAME, SCHOOL, schools_for
from handlers.citizen import sending
from handlers.citizen.matter import Matter, Part
from handlers.domain.office import SMALLTALK, School
from handlers.domain.reading import Reading
from handlers.effects import Effect, MoveTicket, SaveDraft, Step
from handlers.events import ChoiceMade, Commanded, Event, TextSent, TimerDue
from handlers.facts import Basics, Draft, Needs, Snapshot
from handlers.form import advance
from handlers.letters import here, to_owner

WORDS = ("cancel", "back", "help", "skip")


def accepts(basics: Basics, event: Event) -> bool:
    if basics.form != SCHOOL.name or not basics.private:
        return False
    if isinstance(event, TimerDue):
        return event.key.startswith(SCHOOL.name)
    if isinstance(event, ChoiceMade):
        return event.choice.name.startswith(("school.", "form."))
    if isinstance(event, TextSent):
        return not event.quoted and len(event.text) <= LONGEST_NAME // 2
    return isinstance(event, Commanded) and event.name in WORDS


def needs(basics: Basics, event: Event) -> Needs:
    assert basics.draft is not None
    read = (event.text,) if isinstance(event, TextSent) else ()
    return Needs(ticket=UUID(basics.draft.data["ticket"]), read=read, ids=3)


def step(facts: Snapshot, event: Event) -> Step:
    basics, ticket = facts.basics, facts.ticket
    if ticket is None or isinstance(event, TimerDue):
        return Step((SaveDraft(None),))
    found = schools_for(facts.office, event)
    if isinstance(event, TextSent) and _is_matter(facts.readings[0], found):
        matter = Matter(parts=(Part(event.text, event.message),))
        return sending.heard(facts, matter, facts.readings[0])
    if isinstance(event, TextSent) and not found and facts.readings[0].kind == SMALLTALK:
        return Step((SaveDraft(None), to_owner(basics, ticket, "school-thanks")))
    if len(found) > 1:
        return _which(facts, [school.id for school in found])
    if isinstance(event, Commanded) and event.name == "cancel":
        return Step((SaveDraft(None), to_owner(basics, ticket, "school-cancelled")))
    moved = advance(SCHOOL, facts, event)
    if moved.done is None and moved.text is not None:
        said = here(basics, moved.text.key, *moved.choices, **moved.text.values)
        return Step((SaveDraft(moved.draft), said))
    school = (moved.done or {}).get("school")
    if school is None:
        return Step((SaveDraft(None), here(basics, "school-skipped")))
    name = found[0].name
    effects: tuple[Effect, ...] = (
        MoveTicket(ticket.id, ticket.version, "school named", school=school),
        SaveDraft(None),
        to_owner(basics, ticket, "school-noted", name=name),
    )
    return Step(effects)


def _is_matter(reading: Reading, found: tuple[School, ...]) -> bool:
    """Short as it is, it is no school's name: danger always counts, a clear matter if no name
    comes near."""
    clear = not reading.unsure and reading.kind not in (None, SMALLTALK)
    return reading.safety or (clear and not found)


def _which(facts: Snapshot, found: list[str]) -> Step:
    """Several are near: the one is chosen."""
    draft = facts.basics.draft
    assert draft is not None
    answers = draft.data | {"found": found}
    text, choices = SCHOOL.questions[0].ask(facts, answers)
    return Step(
        (
            SaveDraft(Draft(draft.form, draft.step, answers)),
            here(facts.basics, text.key, *choices),
        )
    )
