"""From examples to a model: for each label a linear support vector machine against the rest.

The same examples give the same bytes. Everything is fitted twice: first on all features, to find
those that matter, then on these alone, so that the weights are those of the features that ship.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from sklearn.svm import LinearSVC

from bot.understanding.model import ZERO, Axis, Header, Model
from bot.understanding.training.corpus import Corpus, Matrix
from bot.understanding.training.examples import fingerprint
from bot.understanding.urgency import Label

_STEPS = 127  # of a weight, to each side of zero


class Recipe(Struct, frozen=True):
    """`softness` is the C of the machines, `softness_of` that of single axes. With an `evenness` of
    0 a label weighs as often as it occurs, with 1 all labels weigh the same. The features that
    matter most are kept, so many for each text learned from, but never fewer than `features`."""

    softness: float = 0.3
    evenness: float = 1.0
    features: int = 24_000
    features_a_text: int = 0
    softness_of: dict[str, float] = {}

    def most(self, texts: int) -> int:
        """How many features are kept of so many texts.

        >>> Recipe(features_a_text=5).most(20_000)
        100000
        """
        return max(self.features, self.features_a_text * texts)


OURS = Recipe(features=34_000, softness_of={"danger": 1.0})
"""Of the shipped examples, and of what an office adds to them, as held-back texts are read best."""

OTHERS = tuple(
    Recipe(softness, evenness, features_a_text=5)
    for softness, evenness in ((0.3, 1.0), (0.3, 0.5), (0.1, 0.5))
)
"""Other people's sets are large or small, clean or noisy, even or not: one of these suits each."""


class Fitted:
    """The machines of all axes: weights and biases, a row a label."""

    def __init__(self, corpus: Corpus, texts: Sequence[int], columns: Any, recipe: Recipe) -> None:
        self.columns = columns
        matrix, self.idf = corpus.weighted(texts, columns)
        self.labels: dict[str, tuple[Label, ...]] = {}
        weights, biases = [], []
        for axis in corpus.axes:
            rows = [at for at, text in enumerate(texts) if axis in corpus.examples[text].labels]
            known = [corpus.examples[texts[at]].labels[axis] for at in rows]
            self.labels[axis] = tuple(sorted(set(known), key=_order))
            softness = recipe.softness_of.get(axis, recipe.softness)
            weight, bias = _machines(
                matrix[rows], known, self.labels[axis], softness, recipe.evenness
            )
            weights.append(weight)
            biases.append(bias)
        self.weights = np.vstack(weights)
        self.biases = np.concatenate(biases)

    def best(self, most: int) -> Any:
        """The columns that weigh most for any label, in their order."""
        lengths = np.linalg.norm(self.weights, axis=1, keepdims=True)
        weight = (np.abs(self.weights) / np.where(lengths, lengths, 1)).max(axis=0) * self.idf
        return self.columns[np.sort(np.argsort(-weight, kind="stable")[:most])]


def fit(corpus: Corpus, texts: Sequence[int], recipe: Recipe = OURS) -> Model:
    """A model of some texts of a corpus, not yet calibrated."""
    everything = Fitted(corpus, texts, corpus.common(texts), recipe)
    best = everything.best(recipe.most(len(texts)))
    return _packed(corpus, texts, Fitted(corpus, texts, best, recipe))


def _order(label: Label) -> tuple[bool, bool, Label]:
    """Null first, then numbers, then words, so that any labels can be sorted."""
    return label is not None, isinstance(label, str), label or 0


def _machines(
    matrix: Matrix,
    known: list[Label],
    labels: tuple[Label, ...],
    softness: float,
    evenness: float,
) -> tuple[Any, Any]:
    """Weights and biases, a row a label; of a single label, or texts that share nothing,
    nothing can be learned."""
    if len(labels) < 2 or not matrix.shape[1]:
        return np.zeros((len(labels) or 1, matrix.shape[1])), np.zeros(len(labels) or 1)
    places = np.array([labels.index(label) for label in known])
    even = len(known) / (len(labels) * np.bincount(places))
    weights = dict(enumerate(even**evenness))
    machine = LinearSVC(C=softness, class_weight=weights, random_state=0, max_iter=3_000)
    machine.fit(matrix, places)
    if len(labels) == 2:  # the library keeps one row, for the second
        return np.vstack([-machine.coef_, machine.coef_]), np.r_[
            -machine.intercept_, machine.intercept_
        ]
    return machine.coef_, machine.intercept_


def _packed(corpus: Corpus, texts: Sequence[int], fitted: Fitted) -> Model:
    tops = np.abs(fitted.weights).max(axis=1, initial=0.0)
    scales = np.where(tops > 0, tops, 1.0) / _STEPS
    stepped = np.rint(fitted.weights / scales[:, None]).astype(int) + ZERO
    axes, at = [], 0
    for name, labels in fitted.labels.items():
        columns = slice(at, at + len(labels))
        axes.append(
            Axis(
                name=name,
                labels=labels,
                at=at,
                scales=_rounded(scales[columns]),
                biases=_rounded(fitted.biases[columns]),
            )
        )
        at += len(labels)
    examples = [corpus.examples[text] for text in texts]
    header = Header(fingerprint(examples), len(examples), corpus.cued, tuple(axes))
    vocabulary = tuple(corpus.names[fitted.columns])
    rows = stepped.T.astype(np.uint8).tobytes()
    return Model(header, vocabulary, array("f", fitted.idf.tolist()), rows)


def _rounded(values: Any) -> tuple[float, ...]:
    """Nine digits: more would be noise of the machine that trained."""
    return tuple(float(f"{value:.9g}") for value in values)
