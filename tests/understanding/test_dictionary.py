"""Our dictionary gives newmm what the library's trie gives it; spelling is the library's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pythainlp.corpus import thai_words
from pythainlp.tokenize import Trie
from pythainlp.tokenize.newmm import segment
from pythainlp.util import normalize

from bot.understanding.dictionary import Dictionary
from bot.understanding.words import respell, words

TEXTS = (
    "ลูกเรียนอยู่โรงเรียนบ้านหนองบัว อาหารกลางวันไม่พอ",
    "ขอสอบถามวันเปิดเทอมครับ 555 ok 😀",
    "กกกกกกก ฟหกด ะะะ ์์์",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_those_of_the_library(text: str) -> None:
    assert words(text) == (segment(text) if text else [])


def test_prefixes_are_those_of_the_trie() -> None:
    some = sorted(thai_words())[::97]
    ours, theirs = Dictionary(some), Trie(some)
    text = "".join(some[:200])
    for start in range(len(text) + 1):
        assert ours.prefixes(text, start) == theirs.prefixes(text, start)


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="กฤฦะาำเแโไๅิีุู็ัํ์ฺ๎่้๊๋ \n.a", max_size=14))
def test_a_text_is_spelt_as_the_library_spells_it(text: str) -> None:
    assert respell(text) == normalize(text)
