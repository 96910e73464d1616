"""The scorer without libraries says what the trained machine says; only whole files are read."""

from __future__ import annotations

import subprocess
import sys
import zlib
from functools import cache

import numpy as np
import pytest

from bot.understanding.learned import SHIPPED, shipped_model
from bot.understanding.model import MAGIC, BadModel, Model, parse
from bot.understanding.training.corpus import Corpus
from bot.understanding.training.examples import Example, read, shipped
from bot.understanding.training.learn import OURS, Fitted, Recipe, fit
from tests.house.source import ROOT

AXES = ("kind", "sentiment")


@cache
def some() -> list[Example]:
    return read(shipped())[::8]


@cache
def corpus() -> Corpus:
    return Corpus(some(), AXES, cued=True)


@cache
def trained() -> Model:
    return fit(corpus(), range(len(some())))


def test_the_same_examples_give_the_same_bytes() -> None:
    again = Corpus(list(some()), AXES, cued=True)
    assert fit(again, range(len(some()))).dump() == trained().dump()


def test_pure_scores_are_those_of_the_machine_within_rounding() -> None:
    texts = range(len(some()))
    everything = Fitted(corpus(), texts, corpus().common(texts), OURS)
    fitted = Fitted(corpus(), texts, everything.best(OURS.most(len(texts))), OURS)
    matrix, _ = corpus().weighted(texts, fitted.columns)
    exact = matrix @ fitted.weights.T + fitted.biases
    scored = (trained().scores(text) for text in corpus().cleaned)
    pure = np.array([each["kind"] + each["sentiment"] for each in scored])
    assert np.abs(pure - exact).max() < 0.05
    kinds = len(fitted.labels["kind"])
    same = pure[:, :kinds].argmax(axis=1) == exact[:, :kinds].argmax(axis=1)
    assert same.mean() > 0.99


def test_large_sets_keep_more_features_and_what_ships_does_not() -> None:
    assert OURS.most(1_000) == OURS.most(100_000) == 34_000
    assert Recipe(features=10, features_a_text=2).most(4) == 10
    assert Recipe(features=10, features_a_text=2).most(400) == 800


def test_evenness_decides_between_a_frequent_and_a_rare_label() -> None:
    said = [Example("มา", {"label": "often"})] * 9 + [Example("มา", {"label": "rare"})] * 4
    table = Corpus(said, ("label",), cued=False)
    even, counted = (fit(table, range(13), Recipe(evenness=each)).read("มา") for each in (1, 0))
    assert counted["label"]["rare"] < even["label"]["rare"]


def test_a_model_read_from_its_file_is_the_same() -> None:
    again = parse(trained().dump())
    assert again.dump() == trained().dump()
    assert again.scores("ครูตีเด็ก") == trained().scores("ครูตีเด็ก")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK\x03\x04", MAGIC, MAGIC + b"nonsense", MAGIC + zlib.compress(b"\0" * 16),
        MAGIC + zlib.compress(b"\xff" * 64),
    ],
)  # fmt: skip
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(BadModel):
        parse(data)


def test_a_model_cut_short_is_refused() -> None:
    whole = SHIPPED.read_bytes()
    with pytest.raises(BadModel):
        parse(whole[: len(whole) // 2])


def test_the_shipped_model_is_small() -> None:
    assert len(SHIPPED.read_bytes()) < 1_500_000


def test_probabilities_are_ranked_and_whole() -> None:
    for shares in shipped_model().read("ขอแผนปฏิบัติการประจำปีครับ").values():
        values = list(shares.values())
        assert values == sorted(values, reverse=True)
        assert abs(sum(values) - 1) < 1e-9


def test_reading_needs_no_library_of_training() -> None:
    script = (
        "import sys; from bot.understanding.reader import ModelReader\n"
        "assert ModelReader(('admin',)).read('ขอแผนปฏิบัติการ').kind == 'information_request'\n"
        "assert not {'numpy', 'scipy', 'sklearn'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
