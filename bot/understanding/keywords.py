"""A small honest reader of keywords, until trained models take its place behind `Reader`.

`data/keywords.yaml` says which words speak for which label and how much; scores become shares by a
softmax, and what stays close is said to be unsure. No word is known here.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, TypeVar

from msgspec import Struct

from bot.understanding.clean import clean
from bot.understanding.lexicon import Scale, Terms, table
from bot.understanding.personal import find
from bot.understanding.urgency import danger
from handlers.domain.office import KINDS, SMALLTALK
from handlers.domain.reading import Reading, Span, UrgencyReason

Sentiment = Literal["positive", "neutral", "negative"]

_TEMPERATURE = 1.6
_SURE = 0.6  # below this share of the best kind the bot asks
_LIKELY = 0.12
_PRIOR = {"comment": 0.5, "complaint": 0.4, "question": 0.4, "corruption": -1.0, SMALLTALK: -0.5}
_DANGER_SCORE = 4.0  # a report of danger is a complaint, unless it plainly asks or proposes
_SMALLTALK_SCORE = 9.0
_GROUP_SCORE = 4
_LEAST_GROUP = 2


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    kinds: dict[str, dict[int, str]]
    smalltalk_words: str
    smalltalk_noise: str
    groups: dict[str, dict[int, str]]
    reason_groups: dict[str, str]
    kind_groups: dict[str, str]
    info_types: dict[int, str]
    info_type_kinds: tuple[str, ...]
    sentiment: dict[str, dict[int, str]]
    kind_sentiment: dict[str, Sentiment]


class _Lexicon(Struct, frozen=True):
    file: _File
    kinds: dict[str, Scale]
    groups: dict[str, Scale]
    info_types: dict[int, Terms]
    sentiment: dict[str, Scale]
    smalltalk: re.Pattern[str]
    noise: Terms


@cache
def _lexicon() -> _Lexicon:
    file = table("keywords.yaml", _File)
    words = sorted(file.smalltalk_words.split(), key=len, reverse=True)
    return _Lexicon(
        file=file,
        kinds={kind: Scale(weighted) for kind, weighted in file.kinds.items()},
        groups={group: Scale(weighted) for group, weighted in file.groups.items()},
        info_types={number: Terms(entries) for number, entries in file.info_types.items()},
        sentiment={tone: Scale(weighted) for tone, weighted in file.sentiment.items()},
        smalltalk=re.compile("|".join(words), re.ASCII),
        noise=Terms(file.smalltalk_noise),
    )


class KeywordReader:
    """Reads for an office that has these units; a matter of any other unit has none."""

    def __init__(self, groups: Iterable[str]) -> None:
        self._groups = frozenset(groups)

    def read(self, text: str) -> Reading:
        """The reading of a raw text. Never raises; an empty text is small talk."""
        private = find(text)
        cleaned = clean(text)
        reason = danger().reason(cleaned)
        shares = _kind_shares(cleaned, reason, private)
        kinds = tuple(sorted(shares, key=lambda kind: -shares[kind]))
        kind, share = kinds[0], shares[kinds[0]]
        likely = tuple(one for one in kinds[:3] if one == kind or shares[one] >= _LIKELY)
        urgency: UrgencyReason | None = reason or ("corruption" if kind == "corruption" else None)
        group, group_share = self._group(cleaned, kind, urgency)
        info_type, info_share = _info_type(cleaned, kind)
        sentiment, sentiment_share = _sentiment(cleaned, kind)
        return Reading(
            kind=kind,
            kinds=likely,
            group=group,
            info_type=info_type,
            sentiment=sentiment,
            urgent=urgency is not None,
            urgency_reason=urgency,
            private=private,
            confidence={
                "kind": round(share, 3),
                "group": group_share,
                "info_type": info_share,
                "sentiment": sentiment_share,
                "urgent": 0.8 if reason else (round(share, 3) if urgency else 0.9),
            },
            # a lead that is only likely must be asked about, so that it stays confidential
            unsure=share < _SURE or "corruption" in likely[1:],
        )

    def _group(
        self, text: str, kind: str, urgency: UrgencyReason | None
    ) -> tuple[str | None, float]:
        if kind == SMALLTALK:
            return None, 1.0
        lexicon = _lexicon()
        scores = {group: scale.score(text) for group, scale in lexicon.groups.items()}
        owners = (
            lexicon.file.reason_groups.get(urgency or ""),
            lexicon.file.kind_groups.get(kind),
        )
        for owner in owners:
            if owner:
                scores[owner] = scores.get(owner, 0) + _GROUP_SCORE
        known = {group: score for group, score in scores.items() if group in self._groups}
        return _best(known, _LEAST_GROUP)


def _kind_shares(
    text: str, reason: UrgencyReason | None, private: tuple[Span, ...]
) -> dict[str, float]:
    """Each kind's share of the belief in what a cleaned text is; the shares add up to 1."""
    lexicon = _lexicon()
    scores = {
        kind: _PRIOR.get(kind, 0.0) + lexicon.kinds[kind].score(text)
        for kind in (*KINDS, SMALLTALK)
    }
    if reason:
        scores["complaint"] += _DANGER_SCORE
    elif not private and _says_nothing(text):
        scores[SMALLTALK] += _SMALLTALK_SCORE
    top = max(scores.values())
    powers = {kind: math.exp((score - top) / _TEMPERATURE) for kind, score in scores.items()}
    return {kind: power / sum(powers.values()) for kind, power in powers.items()}


def _says_nothing(text: str) -> bool:
    """Nothing but greetings, thanks, particles, laughter, emoji or a few stray letters."""
    lexicon = _lexicon()
    if lexicon.noise.found_in(text.strip()):
        return True
    rest = lexicon.smalltalk.sub(" ", text)
    letters = [letter for letter in rest if unicodedata.category(letter)[0] in "LN"]
    return len(letters) <= 2


def _info_type(text: str, kind: str) -> tuple[int | None, float]:
    lexicon = _lexicon()
    if kind not in lexicon.file.info_type_kinds:
        return None, 1.0
    hits = {number: terms.hits(text) for number, terms in lexicon.info_types.items()}
    return _best(hits, 1)


def _sentiment(text: str, kind: str) -> tuple[Sentiment, float]:
    """Feeling by its words; without any, what the kind carries by itself."""
    lexicon = _lexicon()
    usual: Sentiment = lexicon.file.kind_sentiment.get(kind, "neutral")
    balance = lexicon.sentiment["positive"].score(text) - lexicon.sentiment["negative"].score(text)
    if usual == "negative" or abs(balance) < 2:
        return usual, 0.8 if balance else 0.7
    return ("positive" if balance > 0 else "negative"), min(0.95, 0.6 + 0.08 * abs(balance))


Name = TypeVar("Name", str, int)


def _best(scores: Mapping[Name, int], least: int) -> tuple[Name | None, float]:
    """The label with the highest score, and its share; None where none reaches `least`."""
    if not scores or max(scores.values()) < least:
        return None, 0.5
    best = max(scores, key=lambda name: scores[name])
    total = sum(score for score in scores.values() if score > 0)
    return best, round(scores[best] / (total + 1), 3)
