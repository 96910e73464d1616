"""What is sealed opens only with its key, in its row, untouched; and links cannot be forged."""

from __future__ import annotations

import pytest

from storage.sealing import Unsealable, Vault

ONE, OTHER = Vault("one secret, long enough"), Vault("another secret, long enough")


def test_a_sealed_value_opens_in_its_row() -> None:
    assert ONE.open(ONE.seal(("ก", 1), "row"), "row", tuple[str, int]) == ("ก", 1)


def test_a_sealed_value_shows_nothing_and_never_looks_the_same() -> None:
    first, second = ONE.seal("ผู้ปกครอง ก", "row"), ONE.seal("ผู้ปกครอง ก", "row")
    assert first != second and "ผู้ปกครอง".encode() not in first


@pytest.mark.parametrize("position", [0, 3, 4, 15, 16, -1])
def test_a_changed_byte_is_noticed(position: int) -> None:
    sealed = bytearray(ONE.seal("word", "row"))
    sealed[position] ^= 1
    with pytest.raises(Unsealable):
        ONE.open_bytes(bytes(sealed), "row")


@pytest.mark.parametrize("sealed", [b"", b"abc", ONE.seal("word", "row")[:17]])
def test_what_is_cut_short_does_not_open(sealed: bytes) -> None:
    with pytest.raises(Unsealable):
        ONE.open_bytes(sealed, "row")


def test_a_value_does_not_open_in_another_row_or_with_another_key() -> None:
    sealed = ONE.seal("word", "row")
    with pytest.raises(Unsealable):
        ONE.open(sealed, "other row", str)
    with pytest.raises(Unsealable):
        OTHER.open(sealed, "row", str)


def test_names_match_only_with_the_same_key_and_parts() -> None:
    assert ONE.name("a", "bc") == ONE.name("a", "bc")
    assert len({ONE.name("a", "bc"), ONE.name("ab", "c"), OTHER.name("a", "bc")}) == 3


@pytest.mark.parametrize("forged", ["", "ก", "\udc80", "a" * 24])
def test_a_signature_is_not_forged(forged: str) -> None:
    assert ONE.signed("text", ONE.sign("text"))
    assert not ONE.signed("text", forged)
    assert not ONE.signed("text", OTHER.sign("text"))
    assert not ONE.signed("other", ONE.sign("text"))
