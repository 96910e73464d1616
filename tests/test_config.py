"""Settings: what is taken from bot.yaml and the environment, and how every mistake is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from msgspec import structs

from bot.config import ConfigError, Mistake, Settings, for_sandbox, load, sleepless
from bot.config import require_secret_key as require
from bot.config.environment import NAMES
from bot.config.mistakes import KEYS
from bot.config.office import setting_paths
from handlers.domain.office import KINDS, Hotline, Strategy
from locales.terminal import LANGUAGES, line
from tests.handlers.made import OFFICE
from tests.house.source import ROOT

Write = Callable[[str], Path]
SAMPLE = (ROOT / "bot.yaml").read_text("utf-8")
LINE = {"LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t"}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str) -> Path:
        path = tmp_path / "bot.yaml"
        path.write_text(text, "utf-8")
        return path

    return written


def mistakes(path: Path, **environ: str) -> dict[str, Mistake]:
    """The mistakes of settings that are wrong, by their paths."""
    with pytest.raises(ConfigError) as caught:
        load(path, environ)
    return {wrong.path: wrong for wrong in caught.value.mistakes}


def changed(*path: str | int, to: object) -> str:
    """The sample with one value changed."""
    inner = tree = yaml.safe_load(SAMPLE)
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return yaml.safe_dump(tree, allow_unicode=True)


def test_the_sample_office_is_complete() -> None:
    office = load(ROOT / "bot.yaml", {}).office
    assert len(office.groups) == 10 and office.has_group(office.fallback)
    assert set(office.kinds) == set(KINDS)
    assert office.hotline("suicide")[0].number == "1669"
    assert [each.id for each in office.strategies][::3] == ["safety", "efficiency"]
    assert len({school.id for school in office.schools}) == len(office.schools) == 12
    assert len({school.name for school in office.schools}) < 12, "namesakes are wanted"


def test_without_environment_no_channel_is_on_and_nothing_is_secret() -> None:
    settings = load(ROOT / "bot.yaml", {})
    assert not settings.line and not settings.telegram
    assert settings.database_url == "sqlite:///data/bot.db"
    assert (settings.host, settings.port, settings.telegram_mode) == ("127.0.0.1", 8080, "polling")


def test_the_environment_is_taken_over() -> None:
    settings = load(
        ROOT / "bot.yaml",
        {
            "LINE_CHANNEL_SECRET": "new, old",
            "LINE_CHANNEL_ACCESS_TOKEN": "token",
            "LINE_API_BASE": "http://127.0.0.1:9000/",
            "TELEGRAM_BOT_TOKEN": "1:x",
            "TELEGRAM_MODE": "WEBHOOK",
            "TELEGRAM_WEBHOOK_SECRET": "abc_-1",
            "DATA_DIR": "elsewhere",
            "PORT": "9000",
            "PUBLIC_URL": "https://bot.example.go.th//",
        },
    )
    assert settings.line and settings.telegram
    assert settings.line_channel_secret == ("new", "old")
    assert settings.line_api_base == "http://127.0.0.1:9000"
    assert settings.telegram_mode == "webhook"
    assert settings.database_url == "sqlite:///elsewhere/bot.db"
    assert settings.port == 9000
    assert settings.public_url == "https://bot.example.go.th" and settings.office.reachable


def test_dotenv_is_read_and_the_real_environment_wins(write: Write) -> None:
    path = write(SAMPLE)
    path.with_name(".env").write_text("SECRET_KEY='a$b'\nPORT=1\n", "utf-8")
    settings = load(path, {"PORT": "2"})
    assert (settings.secret_key, settings.port) == ("a$b", 2)


def test_a_variable_in_the_file_is_filled_in(write: Write) -> None:
    path = write(changed("short", "th", to="สพป.${PLACE}"))
    assert load(path, {"PLACE": "ทดลอง"}).office.short["th"] == "สพป.ทดลอง"
    assert mistakes(path)["short.th"].values == {"name": "PLACE"}


def test_text_means_what_is_written(write: Write) -> None:
    text = changed("hotlines", to=[]).replace(
        "hotlines: []", "hotlines:\n- name: {th: no}\n  number: 01300\nholidays: [2026-12-04]"
    )
    office = load(write(text.replace("holidays: []\n", "", 1)), {}).office
    assert office.hotlines == (Hotline({"th": "no"}, "01300"),)
    assert set(office.holidays) == {date(2026, 12, 4)}


@pytest.mark.parametrize(
    ("path", "value", "where", "key"),
    [
        (("code",), "ty2", "code", "config-bad-code"),
        (("groups", 2, "name"), {"en": "x"}, "groups[2].name.th", "config-missing"),
        (("groups", 1, "id"), "admin", "groups[1].id", "config-twice"),
        (("groups", 1, "id"), "นโยบาย", "groups[1].id", "config-bad-id"),
        (("groups", 1, "nmae"), "x", "groups[1].nmae", "config-unknown-meant"),
        (("groups",), [], "groups", "config-missing"),
        (("schools", 3, "id"), "90000001", "schools[3].id", "config-twice"),
        (("strategies", 1, "id"), "safety", "strategies[1].id", "config-twice"),
        (("strategies", 1, "id"), "S 1", "strategies[1].id", "config-bad-id"),
        (("strategies", 1, "name", "th"), " ", "strategies[1].name.th", "config-missing"),
        (("strategies", 1, "name", "th"), "ก" * 101, "strategies[1].name.th", "config-too-long"),
        (("strategies", 1, "words"), "ครู", "strategies[1].words", "config-not-list"),
        (("strategies", 1, "words", 2), " ", "strategies[1].words[2]", "config-missing"),
        (("strategies", 1, "words", 2), "ก" * 201, "strategies[1].words[2]", "config-too-long"),
        (("strategies", 1, "words"), ["ก"] * 201, "strategies[1].words", "config-too-many"),
        (("strategies",), [{"id": "a", "name": {"th": "ก"}}] * 21, "strategies", "config-too-many"),
        (("kinds", "praise", "due_days"), -1, "kinds.praise.due_days", "config-too-small"),
        (("kinds", "praise", "due_days"), 9999, "kinds.praise.due_days", "config-too-large"),
        (("kinds", "praise", "due_days"), "x", "kinds.praise.due_days", "config-not-number"),
        (("kinds", "praise", "days"), "odd", "kinds.praise.days", "config-one-of"),
        (("kinds", "smalltalk"), {}, "kinds.smalltalk", "config-unknown"),
        (("fallback",), "nobody", "fallback", "config-no-such-group"),
        (("stand_ins", "duty"), "nobody", "stand_ins.duty", "config-no-such-group"),
        (("stand_ins", "night"), "ict", "stand_ins.night", "config-no-such-desk"),
        (
            ("stand_ins", "confidential"),
            "ict",
            "stand_ins.confidential",
            "config-confidential-alone",
        ),
        (("hotlines",), 5, "hotlines", "config-not-list"),
        (("hotlines", 0, "number"), "call us", "hotlines[0].number", "config-bad-phone"),
        (("desks",), {"remind_at": "9.00"}, "desks.remind_at", "config-bad-time"),
        (("hotlines", 0, "reasons"), ["fire"], "hotlines[0].reasons[0]", "config-one-of"),
        (("holidays",), ["2569-12-04"], "holidays[0]", "config-not-date"),
        (("holidays",), ["soon"], "holidays[0]", "config-not-date"),
        (("pace",), [1], "pace", "config-not-mapping"),
        (("name",), [1], "name", "config-not-mapping"),
        (("locale",), "fr", "locale", "config-one-of"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_path(
    write: Write, path: tuple[str | int, ...], value: object, where: str, key: str
) -> None:
    found = mistakes(write(changed(*path, to=value)))
    assert where in found, found
    assert found[where].key == key


@pytest.mark.parametrize("text", ["- code\n- name\n", "only words\n", "5\n"])
def test_a_file_of_another_shape_is_told_by_its_name(write: Write, text: str) -> None:
    assert mistakes(write(text))["bot.yaml"].key == "config-not-mapping"


@pytest.mark.parametrize(
    ("environ", "where", "key"),
    [
        ({"PORT": "http"}, "PORT", "config-not-number"),
        ({"PORT": "70000"}, "PORT", "config-too-large"),
        ({"TELEGRAM_MODE": "pigeon"}, "TELEGRAM_MODE", "config-one-of"),
        ({"LINE_API_BASE": "api.line.me"}, "LINE_API_BASE", "config-not-url"),
        ({"PUBLIC_URL": "ftp://x"}, "PUBLIC_URL", "config-not-url"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL", "config-not-database"),
        ({"LINE_CHANNEL_SECRET": "s"}, "LINE_CHANNEL_ACCESS_TOKEN", "config-other-half"),
        ({"LINE_CHANNEL_ACCESS_TOKEN": "t"}, "LINE_CHANNEL_SECRET", "config-other-half"),
        (
            {"TELEGRAM_BOT_TOKEN": "1:x", "TELEGRAM_MODE": "webhook"},
            "TELEGRAM_WEBHOOK_SECRET",
            "config-webhook-secret",
        ),
        (
            {"TELEGRAM_BOT_TOKEN": "1:x", "TELEGRAM_WEBHOOK_SECRET": "ก"},
            "TELEGRAM_WEBHOOK_SECRET",
            "config-bad-letters",
        ),
    ],
)
def test_a_mistake_in_the_environment_names_the_variable(
    environ: dict[str, str], where: str, key: str
) -> None:
    assert mistakes(ROOT / "bot.yaml", **environ)[where].key == key


def test_all_mistakes_are_told_at_once(write: Write) -> None:
    path = write(changed("code", to="x").replace("fallback: admin", "fallback: nobody"))
    found = mistakes(path, PORT="x", TELEGRAM_MODE="y")
    assert set(found) == {"code", "fallback", "PORT", "TELEGRAM_MODE"}


def test_an_office_need_not_list_strategies(write: Write) -> None:
    tree = yaml.safe_load(SAMPLE)
    del tree["strategies"]
    assert load(write(yaml.safe_dump(tree, allow_unicode=True)), {}).office.strategies == ()
    bare = load(write(changed("strategies", to=[{"id": "one", "name": {"th": "ก"}}])), {})
    assert bare.office.strategies == (Strategy("one", {"th": "ก"}),)


def test_a_word_stands_under_one_strategy_alone() -> None:
    words = [word for each in load(ROOT / "bot.yaml", {}).office.strategies for word in each.words]
    assert len(words) == len(set(words)) > 200


def test_a_key_written_twice_is_told(write: Write) -> None:
    assert mistakes(write(SAMPLE + "\ncode: TY3\n"))["code"].key == "config-key-twice"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"code: [", "config-no-yaml"),
        (b"a: \x00", "config-no-yaml"),
        ("code: ก".encode("cp874"), "config-not-utf8"),
        (b"", "config-missing"),
        (b"- a\n- b\n", "config-not-mapping"),
        (b"? {a: b}\n: c\n", "config-no-yaml"),
    ],
)
def test_what_is_no_settings_file_is_told(tmp_path: Path, content: bytes, key: str) -> None:
    path = tmp_path / "bot.yaml"
    path.write_bytes(content)
    assert key in {wrong.key for wrong in mistakes(path).values()}


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert mistakes(tmp_path / "no.yaml")[str(tmp_path / "no.yaml")].key == "config-no-file"


def test_no_mistake_repeats_a_secret() -> None:
    secret = "ความลับ-do-not-show"
    given = dict.fromkeys(NAMES, secret)
    found = mistakes(ROOT / "bot.yaml", **given)
    assert "PORT" in found
    for wrong in found.values():
        for locale in LANGUAGES:
            assert secret not in line(wrong.text, locale)


def test_a_record_of_settings_shows_no_secret() -> None:
    settings = load(ROOT / "bot.yaml", {"SECRET_KEY": "hidden", **LINE})
    assert "hidden" not in repr(settings) and "hidden" not in f"{settings}"


def test_serving_needs_a_secret_key() -> None:
    with pytest.raises(ConfigError) as caught:
        require(load(ROOT / "bot.yaml", {}))
    assert [wrong.path for wrong in caught.value.mistakes] == ["SECRET_KEY"]


def test_the_sandbox_has_nothing_of_the_real_office_but_its_description() -> None:
    own = {"SECRET_KEY": "real", "DATABASE_URL": "postgresql://real", "PORT": "9000", **LINE}
    room = for_sandbox(load(ROOT / "bot.yaml", own), "toy")
    assert room == Settings(
        office=structs.replace(sleepless(OFFICE), reachable=True),
        secret_key="toy",
        data_dir=Path("data/sandbox"),
        database_url="sqlite:///data/sandbox/bot.db",
        port=9000,
        beside=ROOT,
    )


def test_every_kind_of_mistake_has_its_sentence() -> None:
    values: dict[str, str | int] = dict(ge=1, le=2, expected="a", meant="b", max_length=3)
    for key in {*KEYS.values(), "config-wrong"}:
        for locale in LANGUAGES:
            assert line(Mistake("x", key, values).text, locale)


def test_every_setting_is_documented() -> None:
    documented = (ROOT / "docs" / "settings.md").read_text("utf-8")
    wanted = {*NAMES, *(path.replace("[]", "") for path in setting_paths())}
    kind = "kinds.complaint"
    shown = {name.replace(kind, "kinds.*") for name in wanted if _once(name, kind)}
    assert [name for name in sorted(shown) if f"`{name}`" not in documented] == []


def _once(name: str, kind: str) -> bool:
    """The kinds are all alike and documented once."""
    return not name.startswith("kinds.") or name.startswith(kind)
