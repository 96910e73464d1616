"""What many texts are about: themes with a label of two or three words and typical sentences.

Pure and deterministic. Texts join the theme whose middle is nearest, twice over, so that the order
they came in matters little; middles that are near become one theme. At most LIMIT texts are read;
the time grows with their number and, gently, with that of the themes. Never give it texts of the
confidential lane.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct

from bot.understanding import personal
from bot.understanding.rarity import shipped
from bot.understanding.similar import LONGEST, Weights, dot, unit, weighed
from bot.understanding.tokens import families
from handlers.domain.private import excerpt

LIMIT = 2_000
_JOIN = 0.17  # how near its middle a text must be
_MERGE = 0.2  # how near two middles must be to be one theme
_ROUNDS = 2
_MIDDLE = 120  # tokens of a middle that count
_WORDS = 3
_SENTENCES = 3
_LONGEST_SENTENCE = 160
_RARE = 0.35  # a word of a label is at least so rare among messages in general


class Theme(Struct, frozen=True):
    """`words` in Thai or as people wrote them, the most telling first; `members` places in the
    given texts, the most typical first; `sentences` of theirs, with personal data masked."""

    words: tuple[str, ...]
    members: tuple[int, ...]
    sentences: tuple[str, ...]

    @property
    def label(self) -> str:
        return " · ".join(self.words)


def themes(texts: Sequence[str], most: int = 20, least: int = 2) -> list[Theme]:
    """At most `most` themes of `least` texts or more, the largest first; a text is in one theme or,
    where it is about something of its own, in none."""
    texts = texts[:LIMIT]
    vectors = _vectors(texts)
    groups = _merged(vectors, _grouped(vectors))
    groups = sorted((group for group in groups if len(group) >= least), key=_by_size)[:most]
    spread = _spread(texts)
    return [_theme(texts, vectors, sorted(group), spread) for group in groups]


def _by_size(group: list[int]) -> tuple[int, int]:
    return -len(group), min(group)


def _vectors(texts: Sequence[str]) -> list[Weights]:
    """Tokens that only one text has can join it to none; what most texts have tells little."""
    whole = [weighed(text) for text in texts]
    spread = Counter(token for weights in whole for token in weights)
    rarity = {token: math.log((1 + len(texts)) / n) for token, n in spread.items() if n > 1}
    return [unit({t: w * rarity[t] for t, w in each.items() if t in rarity}) for each in whole]


def _grouped(vectors: Sequence[Weights]) -> list[list[int]]:
    middles: list[Weights] = []
    groups: list[list[int]] = []
    for _ in range(_ROUNDS):
        groups = _assigned(vectors, middles)
        middles = [_middle(vectors, group) for group in groups]
    return groups


def _assigned(vectors: Sequence[Weights], middles: Sequence[Weights]) -> list[list[int]]:
    """Every text with the nearest middle; one that is near none begins a group of its own."""
    holding: dict[str, list[tuple[int, float]]] = {}
    groups: list[list[int]] = []

    def begin(middle: Weights) -> None:
        for token, weight in middle.items():
            holding.setdefault(token, []).append((len(groups), weight))
        groups.append([])

    for middle in middles:
        begin(middle)
    for at, vector in enumerate(vectors):
        scores: dict[int, float] = {}
        for token, weight in vector.items():
            for group, other in holding.get(token, ()):
                scores[group] = scores.get(group, 0.0) + weight * other
        best = max(scores, key=lambda group: (round(scores[group], 9), -group), default=None)
        if best is None or scores[best] < _JOIN:
            best = len(groups)
            begin(vector)
        groups[best].append(at)
    return [group for group in groups if group]


def _middle(vectors: Sequence[Weights], group: Iterable[int]) -> Weights:
    total: Counter[str] = Counter()
    for at in group:
        total.update(vectors[at])
    heaviest = sorted(total.items(), key=lambda each: (-round(each[1], 9), each[0]))
    return unit(dict(islice(heaviest, _MIDDLE)))


def _merged(vectors: Sequence[Weights], groups: list[list[int]]) -> list[list[int]]:
    """Groups whose middles are near become one, the larger taking in the smaller; who is still
    alone stays so."""
    kept: list[tuple[list[int], Weights]] = []
    for group in sorted((group for group in groups if len(group) > 1), key=_by_size):
        middle = _middle(vectors, group)
        scores = [dot(middle, other) for _, other in kept]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        if best is None or scores[best] < _MERGE:
            kept.append((group, middle))
            continue
        both = kept[best][0] + group
        kept[best] = (both, _middle(vectors, both))
    return [group for group, _ in kept]


def _spread(texts: Sequence[str]) -> tuple[Counter[str], list[frozenset[str]]]:
    """In how many texts each word occurs, and the words of each."""
    found = [frozenset(families(text[:LONGEST])[0]) for text in texts]
    return Counter(word for words in found for word in words), found


def _theme(
    texts: Sequence[str],
    vectors: Sequence[Weights],
    group: list[int],
    spread: tuple[Counter[str], list[frozenset[str]]],
) -> Theme:
    middle = _middle(vectors, group)
    members = sorted(group, key=lambda at: (-round(dot(vectors[at], middle), 9), at))
    return Theme(
        _label(group, spread, len(texts)),
        tuple(members),
        _sentences([texts[at] for at in members], middle),
    )


def _label(
    group: list[int], spread: tuple[Counter[str], list[frozenset[str]]], whole: int
) -> tuple[str, ...]:
    """The words that are frequent in the group and rare elsewhere."""
    everywhere, of_text = spread
    inside = Counter(word for at in group for word in of_text[at])
    elsewhere = whole - len(group)

    def telling(word: str) -> float:
        outside = (everywhere[word] - inside[word] + 0.5) / (elsewhere + 1)
        share = inside[word] / len(group)
        return share * math.log(1 + share / outside) * shipped().rarity(word)

    fit = [word for word in inside if _labels(word)]
    often = [word for word in fit if inside[word] > 1]
    ranked = sorted(fit if len(often) < 2 else often, key=lambda w: (-round(telling(w), 9), w))
    return tuple(ranked[:_WORDS])


def _labels(word: str) -> bool:
    """Whether a word may stand in a label: it says something, and is no number."""
    return len(word) > 1 and not word.isdigit() and shipped().rarity(word) >= _RARE


def _sentences(texts: Sequence[str], middle: Weights) -> tuple[str, ...]:
    """The lines nearest to the middle, no two of them saying the same."""
    lines = [line.strip() for text in texts[:50] for line in text[:LONGEST].splitlines()]
    weighted = [(line, weighed(line)) for line in lines if line]
    ranked = sorted(weighted, key=lambda each: (-round(dot(each[1], middle), 9), each[0]))
    found: list[tuple[str, Weights]] = []
    for line, weights in ranked:
        if all(dot(weights, other) < 0.7 for _, other in found):
            found.append((line, weights))
        if len(found) == _SENTENCES:
            break
    return tuple(excerpt(line, personal.find(line), _LONGEST_SENTENCE) for line, _ in found)
