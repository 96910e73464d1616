"""Our dictionary gives newmm what the library's own trie gives it."""

from __future__ import annotations

import pytest
from pythainlp.corpus import thai_words
from pythainlp.tokenize import Trie
from pythainlp.tokenize.newmm import segment

from bot.understanding.dictionary import Dictionary
from bot.understanding.words import words

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
