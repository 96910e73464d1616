"""Examples as a table of numbers: a row a text, a column a feature, counted once for all folds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.preprocessing import normalize

from bot.understanding.clean import clean
from bot.understanding.features import features, plain_features
from bot.understanding.layout import as_meant
from bot.understanding.model import FAMILY_MARKS
from bot.understanding.training.examples import Example

LEAST_TEXTS = 2  # in which a feature must occur to be one

Matrix = Any
"""A sparse matrix; scipy has no types."""


class Corpus:
    """`names` are the features, those of words before those of characters (from `parting` on);
    `table` holds 1 + log(count) for each text and feature."""

    def __init__(self, examples: Sequence[Example], axes: tuple[str, ...], *, cued: bool) -> None:
        self.examples = examples
        self.axes = axes
        self.cued = cued
        self.cleaned = [clean(as_meant(each.text)) for each in examples]
        counted = [(features if cued else plain_features)(text) for text in self.cleaned]
        tables = [_table([families[at] for families in counted]) for at in range(len(FAMILY_MARKS))]
        self.names = np.array(
            [
                mark + name
                for mark, (names, _) in zip(FAMILY_MARKS, tables, strict=True)
                for name in names
            ],
            dtype=object,
        )
        self.parting = len(tables[0][0])
        self.table: Matrix = hstack([table for _, table in tables]).tocsr()

    def weighted(self, texts: Sequence[int], columns: Any) -> tuple[Matrix, Any]:
        """Some texts by some columns as tf-idf, each family scaled to length 1; and the idf."""
        table = self.table[texts][:, columns]
        spread = np.asarray((table > 0).sum(axis=0)).ravel()
        idf = (np.log((1 + len(texts)) / (1 + spread)) + 1).astype(np.float32)
        weighted = table.multiply(idf).tocsr()
        parting = int(np.searchsorted(columns, self.parting))
        halves = (weighted[:, :parting], weighted[:, parting:])
        scaled = [normalize(half) if half.shape[1] else half for half in halves]
        return hstack(scaled).tocsr(), idf

    def common(self, texts: Sequence[int]) -> Any:
        """The columns that occur in enough of some texts."""
        spread = np.asarray((self.table[texts] > 0).sum(axis=0)).ravel()
        return np.flatnonzero(spread >= LEAST_TEXTS)


def _table(counts: Sequence[Counter[str]]) -> tuple[list[str], Matrix]:
    spread = Counter(name for each in counts for name in each)
    names = sorted(name for name, texts in spread.items() if texts >= LEAST_TEXTS)
    places = {name: place for place, name in enumerate(names)}
    columns: list[int] = []
    values: list[int] = []
    ends = [0]
    for each in counts:
        for name, count in each.items():
            if (place := places.get(name)) is not None:
                columns.append(place)
                values.append(count)
        ends.append(len(columns))
    shape = (len(counts), len(names))
    return names, csr_matrix((1 + np.log(values), columns, ends), shape=shape)
