"""The school a matter is about, asked after its receipt: a part of the name is enough.

Whatever is no school's name is not an answer: a photo joins the ticket just opened, a longer text
is a matter of its own (the intake takes it).
"""

from __future__ import annotations

from uuid import UUID

from handlers.answers import LONGEST_NAME, SCHOOL, schools_for
from handlers.effects import Effect, MoveTicket, SaveDraft, Step
from handlers.events import ChoiceMade, Commanded, Event, TextSent
from handlers.facts import Basics, Draft, Needs, Snapshot
from handlers.form import advance
from handlers.letters import here, to_owner

WORDS = ("cancel", "back", "help", "skip")


def accepts(basics: Basics, event: Event) -> bool:
    if basics.form != SCHOOL.name or not basics.private:
        return False
    if isinstance(event, ChoiceMade):
        return event.choice.name.startswith(("school.", "form."))
    if isinstance(event, TextSent):
        return not event.quoted and len(event.text) <= LONGEST_NAME // 2
    return isinstance(event, Commanded) and event.name in WORDS


def needs(basics: Basics, event: Event) -> Needs:
    assert basics.draft is not None
    return Needs(ticket=UUID(basics.draft.data["ticket"]))


def step(facts: Snapshot, event: Event) -> Step:
    basics, ticket = facts.basics, facts.ticket
    if ticket is None:
        return Step((SaveDraft(None),))
    found = schools_for(facts.office, event)
    if len(found) > 1:
        return _which(facts, [school.id for school in found])
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
