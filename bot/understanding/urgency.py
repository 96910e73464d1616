"""Danger, by rules one can read: `data/urgency.yaml` says what is looked for and what silences it.

A false alarm costs a glance, a miss may cost a child: when in doubt a rule fires. Rules and model
decide together (`alarm`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec
from msgspec import Struct, structs

from bot.understanding.lexicon import Terms, table
from handlers.domain.reading import UrgencyReason

LEAD = "corruption"

Label = str | int | None
"""An answer of a model: a kind, a unit, a number of an information type, a reason."""

_REASONS: dict[Label, UrgencyReason] = {reason: reason for reason in get_args(UrgencyReason)}


class _RuleRow(Struct, frozen=True, forbid_unknown_fields=True):
    reason: UrgencyReason
    alone: str = ""
    harm: str = ""
    unless: tuple[str, ...] = ()


class _BlockerRow(Struct, frozen=True, forbid_unknown_fields=True):
    entries: str
    soft: bool = False


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    people: str = ""
    evidence: str = ""
    rules: tuple[_RuleRow, ...] = ()
    blockers: dict[str, _BlockerRow] = {}


class _Blocker(Struct, frozen=True):
    terms: Terms
    soft: bool


class _Rule(Struct, frozen=True):
    reason: UrgencyReason
    alone: Terms
    harm: Terms
    unless: tuple[str, ...]


class Signs(Struct, frozen=True):
    """`reason`: why it is urgent by the rules, None if it is not; `feared`: what would be the
    reason if nothing silenced it; `silencers`: the blockers that occur."""

    reason: UrgencyReason | None
    feared: UrgencyReason | None
    silencers: tuple[str, ...]


class Danger:
    """The rules of one table."""

    def __init__(self, file: _File) -> None:
        self._blockers = {
            name: _Blocker(Terms(row.entries), row.soft) for name, row in file.blockers.items()
        }
        self._people = Terms(file.people)
        self._evidence = Terms(file.evidence)
        self._rules = tuple(
            _Rule(row.reason, Terms(row.alone), Terms(row.harm), row.unless) for row in file.rules
        )

    def signs(self, text: str) -> Signs:
        """What a cleaned text holds of danger."""
        fired = self._fired(text)
        heard = self.silencers(text)
        return Signs(
            reason=_loudest(fired, heard),
            feared=fired[0].reason if fired else None,
            silencers=heard,
        )

    def reason(self, text: str) -> UrgencyReason | None:
        """The same reason alone, which costs less."""
        fired = self._fired(text)
        return _loudest(fired, self.silencers(text)) if fired else None

    def silencers(self, text: str) -> tuple[str, ...]:
        """The blockers that occur in a cleaned text and count."""
        evidence = self._evidence.found_in(text)
        return tuple(
            name
            for name, blocker in self._blockers.items()
            if not (blocker.soft and evidence) and blocker.terms.found_in(text)
        )

    def _fired(self, text: str) -> list[_Rule]:
        people = self._people.found_in(text)
        return [
            rule
            for rule in self._rules
            if rule.alone.found_in(text) or (people and rule.harm.found_in(text))
        ]


def _loudest(fired: list[_Rule], heard: tuple[str, ...]) -> UrgencyReason | None:
    loud = (rule.reason for rule in fired if set(heard).isdisjoint(rule.unless))
    return next(loud, None)


SURE_OF_REASON = 0.4


def alarm(
    signs: Signs, shares: Mapping[Label, float], limits: Mapping[str, float]
) -> UrgencyReason | None:
    """Why a text is urgent by rules and model together, None if it is not.

    `shares` are the model's probabilities of each reason, None being no danger. A rule that fires
    is heeded unless the model is nearly certain of no danger; without a rule the model alarms
    from a low probability on, and from a higher one where something silences the rules.
    """
    fear = 1.0 - shares.get(None, 0.0)
    if signs.reason and fear >= limits["danger.ruled"]:
        return signs.reason
    if fear < limits["danger.silenced" if signs.silencers else "danger"]:
        return None
    likeliest = next(label for label in shares if label in _REASONS)
    # A model that is not sure of the reason names none: the help lines shown must fit.
    return _REASONS[likeliest] if shares[likeliest] >= SURE_OF_REASON else "other_safety"


@cache
def danger() -> Danger:
    """The rules as shipped."""
    return Danger(_shipped())


def extended(path: Path) -> Danger:
    """The shipped rules with an office's own words: a file of the same shape, any part of it.

    Raises OSError, msgspec.ValidationError or re.error where it cannot be read.
    """
    own = msgspec.yaml.decode(path.read_bytes(), type=_File)
    file = _shipped()
    blockers = dict(file.blockers)
    for name, row in own.blockers.items():
        before = blockers.get(name, _BlockerRow("", row.soft))
        blockers[name] = structs.replace(before, entries=f"{before.entries} {row.entries}")
    return Danger(
        _File(
            people=f"{file.people} {own.people}",
            evidence=f"{file.evidence} {own.evidence}",
            rules=tuple(_with_own(rule, own.rules) for rule in file.rules),
            blockers=blockers,
        )
    )


def _with_own(rule: _RuleRow, own: tuple[_RuleRow, ...]) -> _RuleRow:
    more = [each for each in own if each.reason == rule.reason]
    return _RuleRow(
        rule.reason,
        alone=" ".join((rule.alone, *(each.alone for each in more))),
        harm=" ".join((rule.harm, *(each.harm for each in more))),
        unless=(*rule.unless, *(name for each in more for name in each.unless)),
    )


def _shipped() -> _File:
    return table("urgency.yaml", _File)
