"""Acceptors of answers, and the questions that several conversations ask."""

from __future__ import annotations

from handlers.content import Choice, Text
from handlers.domain.office import Office, School
from handlers.domain.schools import find_schools
from handlers.events import ChoiceMade, Event, TextSent
from handlers.facts import Snapshot
from handlers.form import Answers, Form, Question

MOST_SCHOOLS = 5
LONGEST_NAME = 60


def schools_for(office: Office, event: Event) -> tuple[School, ...]:
    """The schools an event may mean: the one chosen, or those a short text comes near."""
    if isinstance(event, ChoiceMade) and event.choice.name == "school.is":
        chosen = event.choice.first
        return tuple(school for school in office.schools if school.id == chosen)
    if isinstance(event, TextSent) and len(event.text) <= LONGEST_NAME:
        return find_schools(office.schools, event.text, MOST_SCHOOLS)
    return ()


def _ask_school(facts: Snapshot, answers: Answers) -> tuple[Text, tuple[Choice, ...]]:
    found = answers.get("found") or []
    schools = [school for school in facts.office.schools if school.id in found]
    if not schools:
        return Text("school-ask"), ()
    return Text("school-which"), tuple(
        Choice(
            "school.is",
            (school.id,),
            Text("choice-school-is", {"name": school.name, "area": school.area}),
        )
        for school in schools
    )


def _accept_school(facts: Snapshot, answers: Answers, event: Event) -> str | None:
    found = schools_for(facts.office, event)
    return found[0].id if len(found) == 1 else None


SCHOOL = Form("school", (Question("school", _ask_school, _accept_school, optional=True),))
"""Asked after the receipt of a ticket that named none; `ticket` is among its answers."""
