"""Who has been given which role, and taking one away; in private, for who may manage.

    /people, a button in the menu -> units -> people of one -> one person -> their roles are taken

To anybody else all this does not exist: they get what any unknown word or old button gets.
"""

from __future__ import annotations

from handlers.content import Choice, GroupName, NameOf, Text, Value
from handlers.domain.office import SPECIAL_DESKS
from handlers.domain.people import Grant, Person, holds
from handlers.effects import Audit, RevokeRoles, Say, Step, ToChat
from handlers.events import ChoiceMade, Commanded, Event
from handlers.facts import Basics, Needs, Snapshot
from handlers.letters import MENU, here
from handlers.posts import worded

COMMAND = "people"
SHORT = 12
"""So many digits of a person's id tell people with roles apart, and leave room for the unit's."""


def accepts(basics: Basics, event: Event) -> bool:
    if not basics.private:
        return False
    if isinstance(event, Commanded):
        return event.name == COMMAND
    return isinstance(event, ChoiceMade) and event.choice.name.startswith("roles.")


def needs(basics: Basics, event: Event) -> Needs:
    return Needs(granted=_manages(basics))


def _manages(basics: Basics) -> bool:
    return any(holds(basics.person, "manage", unit) for unit in _units(basics))


def _units(basics: Basics) -> tuple[str, ...]:
    return (*(group.id for group in basics.office.groups), *SPECIAL_DESKS)


def step(facts: Snapshot, event: Event) -> Step:
    basics = facts.basics
    if not _manages(basics):
        unseen = "help" if isinstance(event, Commanded) else "old-button"
        return Step((Audit("refused", detail=COMMAND), here(basics, unseen, *MENU)))
    if isinstance(event, Commanded):
        return _of_unit(facts, event.argument) if event.argument else _list(facts)
    if not isinstance(event, ChoiceMade):
        return Step()
    who, _, unit = ":".join(event.choice.args).rpartition(":")
    match event.choice.name:
        case "roles.who":
            return _who(facts, who, unit)
        case "roles.take":
            return _take(facts, who, unit)
        case "roles.of":
            return _of_unit(facts, unit)
    return _list(facts)


def _holding(facts: Snapshot, unit: str) -> list[Person]:
    return [each for each in facts.staff if any(grant.group == unit for grant in each.grants)]


def _list(facts: Snapshot) -> Step:
    """The units for which anybody has a role."""
    units = [unit for unit in _units(facts.basics) if _holding(facts, unit)]
    if not units:
        return Step((here(facts.basics, "roles-none", *MENU),))
    choices = tuple(
        Choice("roles.of", (unit,), Text("choice-roles-of", {"group": GroupName(unit, "short")}))
        for unit in units
    )
    return Step((here(facts.basics, "roles-units", *choices),))


def _of_unit(facts: Snapshot, unit: str) -> Step:
    people = _holding(facts, unit)
    if not people:
        return _list(facts)
    choices = tuple(
        Choice(
            "roles.who",
            (each.id.hex[:SHORT], unit),
            Text("choice-roles-who", {"name": NameOf(each.id)}),
        )
        for each in people
    )
    told = here(facts.basics, "roles-of", *choices, group=GroupName(unit), count=len(people))
    return Step((Audit("roles read", detail=unit), told))


def _found(facts: Snapshot, who: str, unit: str) -> Person | None:
    return next((each for each in _holding(facts, unit) if each.id.hex[:SHORT] == who), None)


def _who(facts: Snapshot, who: str, unit: str) -> Step:
    person = _found(facts, who, unit)
    if person is None:
        return _of_unit(facts, unit)
    lines: Text | str = ""
    for grant in _of(person, unit):
        lines = (
            Text("timeline", {"before": lines, "line": worded(grant)}) if lines else worded(grant)
        )
    choices = (
        Choice("roles.take", (who, unit)),
        Choice("roles.of", (unit,), Text("choice-form-back")),
    )
    values: dict[str, Value] = {"name": NameOf(person.id), "group": GroupName(unit), "roles": lines}
    return Step((here(facts.basics, "roles-who", *choices, **values),))


def _of(person: Person, unit: str) -> list[Grant]:
    return [grant for grant in person.grants if grant.group == unit]


def _take(facts: Snapshot, who: str, unit: str) -> Step:
    basics, person = facts.basics, _found(facts, who, unit)
    if person is None:
        return _of_unit(facts, unit)
    assert basics.person is not None
    if person.id == basics.person.id:
        return Step((here(basics, "roles-not-own", *MENU),))
    group = GroupName(unit)
    lost = Say(ToChat(person.id), Text("role-lost", {"group": group}), postage="free")
    told = here(basics, "roles-taken", *MENU, name=NameOf(person.id), group=group)
    return Step((RevokeRoles(person.id, unit), told, lost))
