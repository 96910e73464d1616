"""An office's own wording: used where it is right, refused at start with its place where not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import office
from bot.config import ConfigError, for_sandbox, load
from tests.house.source import ROOT

KEY = "a key of the tests, surely long enough"


@pytest.fixture
def bot_yaml(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    path = tmp_path / "bot.yaml"
    path.write_text((ROOT / "bot.yaml").read_text("utf-8"), "utf-8")
    return path


async def test_the_app_speaks_in_the_offices_own_words(bot_yaml: Path) -> None:
    (bot_yaml.parent / "texts" / "th.ftl").write_text("cancelled = ยกเลิกให้แล้ว ขอบคุณ\n", "utf-8")
    settings = for_sandbox(load(bot_yaml, {"DATA_DIR": str(bot_yaml.parent / "data")}), KEY)
    async with office(settings) as app:
        assert app.texts.line("cancelled", "th") == "ยกเลิกให้แล้ว ขอบคุณ"
        assert app.texts.line("cancelled", "en") != "ยกเลิกให้แล้ว ขอบคุณ"


@pytest.mark.parametrize(
    ("wording", "key", "name"),
    [
        ("cancelld = ยกเลิก", "config-own-unknown", "cancelld"),
        ("cancelled = ยกเลิก { $who }", "config-own-values", "cancelled"),
        ("cancelled = ยกเลิก {", "config-own-broken", "cancelled = ยกเลิก {"),
    ],
)
def test_a_slip_is_told_with_its_place(bot_yaml: Path, wording: str, key: str, name: str) -> None:
    (bot_yaml.parent / "texts" / "th.ftl").write_text(wording + "\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(bot_yaml, {})
    [wrong] = caught.value.mistakes
    assert (wrong.path, wrong.key, wrong.values) == ("texts/th.ftl", key, {"name": name})


def test_words_that_are_no_text_are_told(bot_yaml: Path) -> None:
    (bot_yaml.parent / "texts" / "th.ftl").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError) as caught:
        load(bot_yaml, {})
    assert [wrong.key for wrong in caught.value.mistakes] == ["config-not-utf8"]
