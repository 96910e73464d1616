"""Every sentence can be worded in every locale, fits where it is shown, and leaves nothing open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.channels.limits import clusters
from handlers.domain.office import KINDS
from locales.texts import LOCALES, Texts, keys
from tests.handlers.made import NUMBER, OFFICE

TEXTS = Texts(OFFICE)
FOLDER = Path(__file__).parents[2] / "locales"
PHONE = 350
"""Letters that a phone shows without scrolling far."""
QUICK = 20
"""Grapheme clusters that LINE shows of a quick reply's label."""
LABELS = ("choice-menu", "choice-intake", "choice-language", "choice-form", "choice-mine-answer")
THAI = re.compile("[\u0e00-\u0e7f]")
BILINGUAL = {"language-ask", "choice-menu-language", "choice-language-th", "command-language"}
BILINGUAL |= {"word-language", "other-language"}
FRAMES = {"choice-intake-kindis", "choice-intake-groupis", "choice-school-is", "choice-ticket-to"}
FRAMES |= {"timeline", "timeline-line", "choice-mine-show", "choice-language-en"}
FRAMES |= {"choice-ticket-assign-to", "choice-ticket-kind-is"}
"""Sentences that only hold their values, or name themselves."""
COUNTS = {"count", "minutes", "seconds", "days", "files", "most"}
CHAT_ROOMS = ("citizen.ftl", "staff.ftl", "common.ftl", "words.ftl")


class _Values(Visitor):  # type: ignore[misc]
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.names.add(node.id.name)


def sentences(locale: str) -> dict[str, set[str]]:
    """The keys of a locale and the values that each needs."""
    found: dict[str, set[str]] = {}
    for path in sorted((FOLDER / locale).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text("utf-8")).body:
            if isinstance(entry, ftl.Message):
                values = _Values()
                values.visit(entry)
                found[entry.id.name] = values.names
    return found


def chat_keys() -> set[str]:
    named = "\n".join((FOLDER / "th" / room).read_text("utf-8") for room in CHAT_ROOMS)
    return set(re.findall(r"^([a-z][a-z0-9_-]*)\s*=", named, re.MULTILINE))


def plain(key: str, locale: str, needed: set[str]) -> str:
    values: dict[str, str | int] = dict.fromkeys(needed, "X")
    values |= dict.fromkeys(needed & COUNTS, 2)
    return TEXTS.line(key, locale, values)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_can_be_worded(locale: str) -> None:
    known = sentences(locale)
    assert set(known) == keys(locale)
    for key, needed in known.items():
        worded = plain(key, locale, needed)
        assert worded.strip(), key
        assert "{" not in worded and "}" not in worded, key
        assert "\u2068" not in worded, key
        assert "  " not in worded or key not in chat_keys(), key


@pytest.mark.parametrize("locale", LOCALES)
def test_thai_is_thai_and_english_is_english(locale: str) -> None:
    known = sentences(locale)
    thai = {key for key in chat_keys() if THAI.search(plain(key, locale, known[key]))}
    if locale == "en":
        assert thai <= BILINGUAL
    else:
        assert chat_keys() - thai <= FRAMES


@pytest.mark.parametrize("key", sorted(chat_keys()))
def test_a_sentence_fits_a_phone(key: str) -> None:
    worded = plain(key, "th", sentences("th")[key])
    assert len(worded) <= PHONE, worded


@pytest.mark.parametrize("locale", LOCALES)
def test_quick_replies_are_shown_whole(locale: str) -> None:
    for key, needed in sentences(locale).items():
        if not key.startswith(LABELS):
            continue
        for kind in KINDS if "kind" in needed else ("",):
            word = TEXTS.line(f"kind-{kind}", locale) if kind else ""
            worded = TEXTS.line(key, locale, {"number": NUMBER, "kind": word, "group": ""})
            assert clusters(worded) <= QUICK, worded


@pytest.mark.parametrize("locale", LOCALES)
def test_units_fit_a_quick_reply(locale: str) -> None:
    for group in OFFICE.groups:
        assert clusters(TEXTS.name(group.short, locale)) <= QUICK, group.id


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_typed_means_one_thing(locale: str) -> None:
    """No word is spelt under two commands, in any locale."""
    for prefix in ("word-", "typed-"):
        spelt: dict[str, str] = {}
        for known in LOCALES:
            for key in sorted(keys(known)):
                if key.startswith(prefix):
                    for word in TEXTS.line(key, known).split("|"):
                        assert spelt.setdefault(word.strip(), key) == key, word


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("ยกเลิก", "cancel"),
        ("ยกเลิกค่ะ", "cancel"),
        ("ย้อนกลับ", "back"),
        ("เมนู ครับ", "menu"),
        ("ช่วยเหลือ", "help"),
        ("ติดตาม", "track"),
        ("หยุด", "stop"),
        ("English", "english"),
        ("ENGLISH.", "english"),
        ("cancel please", "cancel"),
        ("​เมนู​", "menu"),
        ("ยกเลิกการสอบ", None),
        ("", None),
    ],
)
def test_words_that_work_everywhere(typed: str, command: str | None) -> None:
    assert TEXTS.command(typed) == command
