"""From examples to a model: for each label a linear support vector machine against the rest, rare
labels weighing as much as frequent ones.

The same examples give the same bytes. Everything is fitted twice: first on all features, to find
those that matter, then on these alone, so that the weights are those of the features that ship.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.svm import LinearSVC

from bot.understanding.model import ZERO, Axis, Header, Model
from bot.understanding.training.corpus import Corpus, Matrix
from bot.understanding.training.examples import fingerprint
from bot.understanding.urgency import Label

MOST_FEATURES = 34_000
_SOFTNESS = 0.3  # C of the machines
_SOFTNESS_OF = {"danger": 1.0}
"""By axis, where another softness reads held-back texts better."""
_STEPS = 127  # of a weight, to each side of zero


class Fitted:
    """The machines of all axes: weights and biases, a row a label."""

    def __init__(self, corpus: Corpus, texts: Sequence[int], columns: Any) -> None:
        self.columns = columns
        matrix, self.idf = corpus.weighted(texts, columns)
        self.labels: dict[str, tuple[Label, ...]] = {}
        weights, biases = [], []
        for axis in corpus.axes:
            rows = [at for at, text in enumerate(texts) if axis in corpus.examples[text].labels]
            known = [corpus.examples[texts[at]].labels[axis] for at in rows]
            self.labels[axis] = tuple(sorted(set(known), key=_order))
            weight, bias = _machines(
                matrix[rows], known, self.labels[axis], _SOFTNESS_OF.get(axis, _SOFTNESS)
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


def fit(corpus: Corpus, texts: Sequence[int], most: int = MOST_FEATURES) -> Model:
    """A model of some texts of a corpus, not yet calibrated."""
    everything = Fitted(corpus, texts, corpus.common(texts))
    return _packed(corpus, texts, Fitted(corpus, texts, everything.best(most)))


def _order(label: Label) -> tuple[bool, bool, Label]:
    """Null first, then numbers, then words, so that any labels can be sorted."""
    return label is not None, isinstance(label, str), label or 0


def _machines(
    matrix: Matrix, known: list[Label], labels: tuple[Label, ...], softness: float
) -> tuple[Any, Any]:
    """Weights and biases, a row a label; of a single label nothing can be learned."""
    if len(labels) < 2:
        return np.zeros((1, matrix.shape[1])), np.zeros(1)
    places = np.array([labels.index(label) for label in known])
    machine = LinearSVC(C=softness, class_weight="balanced", random_state=0, max_iter=3_000)
    machine.fit(matrix, places)
    if len(labels) == 2:  # the library keeps one row, for the second
        return np.vstack([-machine.coef_, machine.coef_]), np.r_[
            -machine.intercept_, machine.intercept_
        ]
    return machine.coef_, machine.intercept_


def _packed(corpus: Corpus, texts: Sequence[int], fitted: Fitted) -> Model:
    tops = np.abs(fitted.weights).max(axis=1)
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
