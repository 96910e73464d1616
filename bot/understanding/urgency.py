"""Danger, by rules one can read: `data/urgency.yaml` says what is looked for and what silences it.

A false alarm costs a glance, a miss may cost a child: when in doubt a rule fires.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from bot.understanding.lexicon import Terms, table
from handlers.domain.reading import UrgencyReason


class _RuleRow(Struct, frozen=True, forbid_unknown_fields=True):
    reason: UrgencyReason
    alone: str = ""
    harm: str = ""
    unless: tuple[str, ...] = ()


class _BlockerRow(Struct, frozen=True, forbid_unknown_fields=True):
    entries: str
    soft: bool = False


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    people: str
    evidence: str
    rules: tuple[_RuleRow, ...]
    blockers: dict[str, _BlockerRow]


class _Blocker(Struct, frozen=True):
    terms: Terms
    soft: bool


class _Rule(Struct, frozen=True):
    reason: UrgencyReason
    alone: Terms
    harm: Terms
    unless: tuple[_Blocker, ...]


class Danger:
    """The rules of one table."""

    def __init__(self, file: _File) -> None:
        blockers = {
            name: _Blocker(Terms(row.entries), row.soft) for name, row in file.blockers.items()
        }
        self._people = Terms(file.people)
        self._evidence = Terms(file.evidence)
        self._rules = tuple(
            _Rule(row.reason, Terms(row.alone), Terms(row.harm), _named(blockers, row.unless))
            for row in file.rules
        )

    def reason(self, text: str) -> UrgencyReason | None:
        """Why a cleaned text is urgent, None if it is not."""
        people = self._people.found_in(text)
        evidence = self._evidence.found_in(text)
        for rule in self._rules:
            if rule.alone.found_in(text) or (people and rule.harm.found_in(text)):
                heeded = (one for one in rule.unless if not (one.soft and evidence))
                if not any(one.terms.found_in(text) for one in heeded):
                    return rule.reason
        return None


def _named(blockers: dict[str, _Blocker], names: tuple[str, ...]) -> tuple[_Blocker, ...]:
    return tuple(blockers[name] for name in names)


@cache
def danger() -> Danger:
    """The rules as shipped."""
    return Danger(table("urgency.yaml", _File))
