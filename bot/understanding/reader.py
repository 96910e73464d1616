"""What reads messages: text in, `Reading` out; pure, never raising, bounded in time.

The model answers on every axis; rules and model together see danger; what is small talk by its
words alone needs no model. Everybody depends on `Reader`; which one an office gets is decided in
`make_reader` alone.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal, Protocol

import msgspec
from msgspec import structs

from bot.understanding.clean import clean
from bot.understanding.learned import LEARNED, Learned
from bot.understanding.personal import find
from bot.understanding.pieces import pieces
from bot.understanding.script import is_foreign
from bot.understanding.smalltalk import says_nothing
from bot.understanding.strategies import Strategies
from bot.understanding.urgency import LEAD, Danger, Label, alarm, danger, extended, fear_of
from handlers.domain.office import SMALLTALK, Office, Strategy
from handlers.domain.reading import Reading, UrgencyReason

log = logging.getLogger(__name__)

RULES = "urgency.yaml"
"""In DATA_DIR: the office's own words of danger, and what silences them."""

_LIKELY = 0.12  # a share from which a kind is worth offering
_MOST_KINDS = 3
_RULE_RIGHT = 0.8  # how often a rule that fires is right where the model has not read

Shares = Mapping[Label, float]
AllShares = Mapping[str, Shares]
Sentiment = Literal["positive", "neutral", "negative"]


class Reader(Protocol):
    def read(self, text: str) -> Reading:
        """The reading of a raw text of any size."""
        ...

    def renew(self) -> bool:
        """Takes up what was learned meanwhile; whether readings may differ now."""
        ...


def make_reader(office: Office, own: Path | None = None, model: Path | None = None) -> Reader:
    """The reader for the units and strategies of an office. `own` is its DATA_DIR, whose LEARNED
    model and RULES count if they are there; `model` is a file to be used instead. All is loaded at
    the first message."""
    groups = (group.id for group in office.groups)
    return ModelReader(groups, own, model, office.strategies)


class ModelReader:
    """Reads for an office that has these units and strategies; a matter of any other has none."""

    def __init__(
        self,
        groups: Iterable[str],
        own: Path | None = None,
        model: Path | None = None,
        strategies: Iterable[Strategy] = (),
    ) -> None:
        self._groups = {None, *groups}
        self._learned = Learned(model or (own / LEARNED if own else None))
        self._rules = own / RULES if own else None
        self._listed = tuple(strategies)

    def renew(self) -> bool:
        return self._learned.renew()

    @cached_property
    def strategies(self) -> Strategies:
        return Strategies(self._listed)

    @cached_property
    def danger(self) -> Danger:
        if self._rules is not None and self._rules.exists():
            try:
                return extended(self._rules)
            except (msgspec.MsgspecError, re.error, OSError) as error:
                log.warning("the office's rules of danger are left aside: %s", error)
        return danger()

    def read(self, text: str) -> Reading:
        """The reading of a raw text. Never raises; an empty text is small talk."""
        private, foreign = find(text), is_foreign(text)
        parts = [clean(piece) for piece in pieces(text)]
        said = [part for part in parts if not says_nothing(part)]
        if not (private or foreign or said or any(map(self.danger.reason, parts))):
            return _nothing()
        model = self._learned.model
        limits = model.header.limits
        # What it is about is said first; danger and leads are looked for at the end, too.
        first = said[0] if said else parts[0]
        known = {part: model.read_clean(part) for part in (first, *said[-1:])}
        peril, fear = self._peril(parts, known, limits)
        kinds = known[first]["kind"]
        talk = model.axes["kind"].sure <= kinds.get(SMALLTALK, 0.0)
        doubtful = not talk and next(iter(kinds)) == SMALLTALK
        if peril or private or foreign or not talk:
            # What is perhaps a matter must not pass for talk: the bot asks instead.
            kinds = _without_talk(kinds)
        kind, share = next(iter(kinds.items()))
        lead = max(each.get(LEAD, 0.0) for each in (kinds, *(it["kind"] for it in known.values())))
        feared = kind != LEAD and lead >= limits["lead"]
        urgency = peril or ("corruption" if lead >= limits["lead.urgent"] else None)
        unsure = foreign or feared or doubtful or share < model.axes["kind"].sure
        about = self._about(first, known[first], str(kind))
        sure = {"kind": round(share, 3), "urgent": _certainty(urgency, fear, lead)}
        return structs.replace(
            about,
            kind=str(kind),
            kinds=_offered(kinds, unsure=unsure, feared=feared),
            urgent=urgency is not None,
            urgency_reason=urgency,
            private=private,
            confidence=about.confidence | sure,
            unsure=unsure,
            foreign=foreign,
        )

    def _peril(
        self, parts: list[str], known: Mapping[str, AllShares], limits: Mapping[str, float]
    ) -> tuple[UrgencyReason | None, float]:
        """Why somebody may be in danger, and the probability of it. In the later parts of a long
        text a rule that fires is heeded by itself: there a clause of danger drowns in the rest."""
        reasons: list[UrgencyReason | None] = []
        fears = []
        for part in parts:
            signs = self.danger.signs(part)
            if part in known:
                reasons.append(alarm(signs, known[part]["danger"], limits))
                fears.append(fear_of(signs, known[part]["danger"]))
            if signs.reason and part is not parts[0]:
                reasons.append(signs.reason)
                fears.append(_RULE_RIGHT)
        return next(filter(None, reasons), None), max(fears, default=0.0)

    def _about(self, text: str, shares: AllShares, kind: str) -> Reading:
        """What the text is about, and in which mood."""
        group, group_share = self._group(shares["group"], kind)
        info_type, info_share = _best(shares["info_type"])
        sentiment, tone_share = _best(shares["sentiment"])
        strategy, near = (None, 1.0) if kind == SMALLTALK else self.strategies.nearest(text)
        return Reading(
            group=group,
            info_type=info_type if isinstance(info_type, int) and kind != SMALLTALK else None,
            sentiment=_tone(sentiment),
            strategy=strategy,
            confidence={
                "group": group_share,
                "info_type": round(info_share, 3),
                "sentiment": round(tone_share, 3),
                "strategy": round(near, 3),
            },
        )

    def _group(self, shares: Shares, kind: str) -> tuple[str | None, float]:
        """The unit of the office that owns the matter, None where none does."""
        if kind == SMALLTALK:
            return None, 1.0
        known: Shares = {group: share for group, share in shares.items() if group in self._groups}
        if not known:
            return None, 0.0
        group, share = _best(known)
        return None if group is None else str(group), round(share / sum(known.values()), 3)


def _nothing() -> Reading:
    certain = dict.fromkeys(("group", "info_type", "strategy"), 1.0)
    sure = {"kind": 0.99, "sentiment": 0.9, "urgent": 0.99, **certain}
    return Reading(kind=SMALLTALK, kinds=(SMALLTALK,), confidence=sure, unsure=False)


def _without_talk(shares: Shares) -> dict[Label, float]:
    """Where somebody is in danger, gives a number, or writes what we cannot read, it is no small
    talk."""
    rest = {kind: share for kind, share in shares.items() if kind != SMALLTALK}
    whole = sum(rest.values())
    return {kind: share / whole for kind, share in rest.items()}


def _best(shares: Shares) -> tuple[Label, float]:
    return next(iter(shares.items()))


def _offered(shares: Shares, *, unsure: bool, feared: bool) -> tuple[str, ...]:
    """The likeliest kinds, best first: two at least where it is unsure, and a lead if feared."""
    ranked = [str(kind) for kind in shares]
    likely = [kind for kind in ranked if shares[kind] >= _LIKELY][:_MOST_KINDS]
    kinds = ranked[: max(len(likely), 2 if unsure else 1)]
    return (*kinds, LEAD) if feared and LEAD not in kinds else tuple(kinds)


def _tone(label: Label) -> Sentiment:
    if label == "positive":
        return "positive"
    return "negative" if label == "negative" else "neutral"


def _certainty(urgency: UrgencyReason | None, fear: float, lead: float) -> float:
    """The probability that what was said of urgency is right."""
    urgent = 1.0 - (1.0 - fear) * (1.0 - lead)
    return round(min(1.0, max(0.0, urgent if urgency else 1.0 - urgent)), 3)
