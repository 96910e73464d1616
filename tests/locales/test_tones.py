"""A tone rewords sentences that exist, with the values they get, and is heard where it is set."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from bot.config import load
from handlers.content import Text
from locales.own import values_of
from locales.texts import HERE, LOCALES, Texts

OFFICE = load(Path("bot.yaml"), {}).office
TONES = sorted(HERE.glob("*/tone/*.ftl"))


@pytest.mark.parametrize("path", TONES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_tone_rewords_what_there_is(path: Path) -> None:
    base = values_of(sorted(path.parents[1].glob("*.ftl")))
    own = values_of([path])
    assert own
    assert {name for name in own if name not in base} == set()
    assert {name for name, values in own.items() if not values <= base[name]} == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_tone_is_heard_where_it_is_set(locale: str) -> None:
    warm = Texts(structs.replace(OFFICE, tone="warm")).say(Text("smalltalk"), locale)
    formal = Texts(OFFICE).say(Text("smalltalk"), locale)
    assert warm != formal
    assert Texts(structs.replace(OFFICE, tone="warm")).say(Text("help"), locale) == Texts(
        OFFICE
    ).say(Text("help"), locale)
