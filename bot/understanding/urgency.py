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
    own: bool = False


class Signs(Struct, frozen=True):
    """`reason`: why it is urgent by the rules, None if it is not; `feared`: what would be the
    reason if nothing silenced it; `silencers`: the blockers that occur; `own`: whether the reason
    comes from the office's own words."""

    reason: UrgencyReason | None
    feared: UrgencyReason | None
    silencers: tuple[str, ...]
    own: bool = False


class Danger:
    """The rules of one table."""

    def __init__(self, file: _File, own: tuple[_RuleRow, ...] = ()) -> None:
        self._blockers = {
            name: _Blocker(Terms(row.entries), row.soft) for name, row in file.blockers.items()
        }
        self._people = Terms(file.people)
        self._evidence = Terms(file.evidence)
        self._rules = tuple(
            _Rule(row.reason, Terms(row.alone), Terms(row.harm), row.unless, row in own)
            for row in (*own, *file.rules)
        )

    def signs(self, text: str) -> Signs:
        """What a cleaned text holds of danger."""
        fired = self._fired(text)
        heard = self.silencers(text)
        loudest = _loudest(fired, heard)
        return Signs(
            reason=loudest.reason if loudest else None,
            feared=fired[0].reason if fired else None,
            silencers=heard,
            own=loudest is not None and loudest.own,
        )

    def reason(self, text: str) -> UrgencyReason | None:
        """The same reason alone, which costs less."""
        fired = self._fired(text)
        loudest = _loudest(fired, self.silencers(text)) if fired else None
        return loudest.reason if loudest else None

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


def _loudest(fired: list[_Rule], heard: tuple[str, ...]) -> _Rule | None:
    return next((rule for rule in fired if set(heard).isdisjoint(rule.unless)), None)


SURE_OF_REASON = 0.4
A_RULE = 7.0
"""By how much a rule that fires raises the odds of danger, as found on held-back messages."""


def fear_of(signs: Signs, shares: Mapping[Label, float]) -> float:
    """The probability of danger: the model's of any, raised by a rule that fires."""
    calm = shares.get(None, 0.0)
    danger = (1.0 - calm) * (A_RULE if signs.reason else 1.0)
    return danger / (danger + calm) if danger else 0.0


def alarm(
    signs: Signs, shares: Mapping[Label, float], limits: Mapping[str, float]
) -> UrgencyReason | None:
    """Why a text is urgent by rules and model together, None if it is not.

    `shares` are the model's probabilities of each reason, None being no danger. The office's own
    words are heeded whatever the model thinks.
    """
    if not signs.own and fear_of(signs, shares) < limits["danger"]:
        return None
    if signs.reason:
        return signs.reason
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
    merged = _File(
        people=f"{file.people} {own.people}",
        evidence=f"{file.evidence} {own.evidence}",
        rules=tuple(_with_unless(rule, own.rules) for rule in file.rules),
        blockers=blockers,
    )
    return Danger(merged, tuple(_with_unless(rule, file.rules) for rule in own.rules))


def _with_unless(rule: _RuleRow, others: tuple[_RuleRow, ...]) -> _RuleRow:
    """The rule, silenced also by what silences others of its reason."""
    more = (name for each in others if each.reason == rule.reason for name in each.unless)
    return structs.replace(rule, unless=tuple(dict.fromkeys((*rule.unless, *more))))


def _shipped() -> _File:
    return table("urgency.yaml", _File)
