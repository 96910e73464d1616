"""Words everything that people read, from Fluent files: `th/*.ftl` (the source) and `en/*.ftl`.

A sentence is looked up in the office's own wording, then its tone (`th/tone/warm.ftl`), then the
locale, then Thai. Days are worded in the Buddhist Era in Thai. `word-…` keys hold the words people
type for a command, separated by `|`; `typed-…` keys what a button writes in a group.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from fluent.runtime import FluentBundle, FluentResource
from pythainlp.util import thai_strftime

from handlers.content import Choice, Day, GroupName, NameOf, Text, Value, Words
from handlers.domain.office import KINDS, Names, Office
from locales.own import FOLDER

HERE = Path(__file__).parent
LOCALES = ("th", "en")
SOURCE = "th"
LONGEST_QUESTION = 60
LONGEST_NAME = 8
"""Words in the name of a unit."""
SHORTEST_PART = 4
"""Letters of a part of a name that may stand for it."""
NAMED = ("ticket.to", "ticket.closeas", "ticket.kind", "ticket.assign")
"""Choices that a button in a group writes in words: a unit's or person's name, the outcome."""
Quote = Callable[[UUID], str | None]
"""Finds what somebody wrote by the id of the message, or a person's name by the person's."""


def _no_quotes(message: UUID) -> str | None:
    return None


class MissingText(Exception):
    """A key that no locale has, or a value that its sentence needs and did not get."""


class Texts:
    """The sentences of one office; `own`: the folder in which its own wording may lie."""

    def __init__(self, office: Office, own: Path | None = None) -> None:
        self.office = office
        self._bundles = {locale: _bundle(locale, office.tone, own) for locale in LOCALES}
        self._commands = self._spelt("word-")
        self._typed = self._spelt("typed-")
        self._particles = self._endings()
        self._asking = tuple(self._spelt("asks-"))

    def say(self, text: Text, locale: str, quote: Quote = _no_quotes) -> str:
        """A sentence with its values, worded for a reader. `quote` finds what people wrote."""
        values = {name: self._value(value, locale, quote) for name, value in text.values.items()}
        return self.line(text.key, locale, values)

    def line(self, key: str, locale: str, values: dict[str, str | int] | None = None) -> str:
        """A sentence by its key. Raises MissingText."""
        for known in dict.fromkeys((locale, SOURCE)):
            bundle = self._bundles.get(known)
            if bundle is None or not bundle.has_message(key):
                continue
            pattern = bundle.get_message(key).value
            short, long = _without_long(values or {})
            worded, errors = bundle.format_pattern(pattern, short)
            if errors:
                raise MissingText(f"{key} ({known}): {errors[0]}")
            return _with_long(str(worded), long)
        raise MissingText(key)

    def has(self, key: str) -> bool:
        return bool(self._bundles[SOURCE].has_message(key))

    def name(self, names: Names, locale: str) -> str:
        return names.get(locale) or names.get(SOURCE) or next(iter(names.values()))

    def group(self, group: str, locale: str, form: str = "full") -> str:
        """A unit's name, or a special desk's."""
        for known in self.office.groups:
            if known.id == group:
                names = known.short if form == "short" and known.short else known.name
                return self.name(names, locale)
        return self.line(f"desk-{group}", locale) if self.has(f"desk-{group}") else group

    def label(self, choice: Choice, locale: str) -> str:
        return self.say(choice.text, locale)

    def typed(self, choice: Choice, locale: str, number: str) -> str:
        """What a button writes in a group, with the number of the ticket it is about."""
        key = "typed-" + choice.name.replace(".", "-")
        if not self.has(key) or not number:
            return ""
        extra = " ".join(choice.args[1:])
        if choice.name in NAMED and extra:
            extra = self.label(choice, locale)
        if choice.name == "ticket.closenow" and extra:
            extra = self.line(f"choice-ticket-closeas-{extra.replace('_', '-')}", locale)
        verb = self.line(key, locale).partition("|")[0].strip()
        return " ".join(part for part in (verb, number, extra) if part)

    def command(self, typed: str) -> str | None:
        """The command that a text is all of, in any locale."""
        return self._commands.get(self._plain(typed))

    def typed_choice(self, verb: str) -> str | None:
        """The choice that the words beside a ticket number ask for (`รับเรื่อง …`)."""
        return self._typed.get(self._plain(verb))

    def bare(self, typed: str) -> str:
        """A text without case, end marks and polite particles; "" where there is nothing else."""
        plain = self._plain(typed)
        return "" if self._particles.fullmatch(" " + plain) else plain

    def asks_after(self, typed: str) -> bool:
        """Whether the few words beside a ticket number ask how it stands."""
        plain = self._plain(typed)
        return len(plain) <= LONGEST_QUESTION and any(word in plain for word in self._asking)

    def group_named(self, words: str) -> str | None:
        """The unit whose id, name or short name somebody typed."""
        plain = self._plain(words)
        for group in self.office.groups:
            names = (group.id, *group.name.values(), *group.short.values())
            if any(plain == _folded(name) for name in names):
                return group.id
        return None

    def group_first(self, words: str) -> tuple[str | None, str]:
        """The unit that words begin with, and the words behind it. A part of its name does where
        no other unit's has it."""
        tokens = words.split()
        for count in range(min(len(tokens), LONGEST_NAME), 0, -1):
            if group := self.group_named(" ".join(tokens[:count])):
                return group, " ".join(words.split(maxsplit=count)[count:])
        first = self._plain(tokens[0]) if tokens else ""
        for before in self.line("unit-words", SOURCE).split("|"):
            first = first.removeprefix(before)
        known = {
            group.id
            for group in self.office.groups
            for name in (*group.name.values(), *group.short.values())
            if len(first) >= SHORTEST_PART and first in _folded(name)
        }
        if len(known) != 1:
            return None, words
        return known.pop(), " ".join(words.split(maxsplit=1)[1:])

    def kind_named(self, words: str) -> str | None:
        """The kind that words name, by its id or in any locale."""
        plain = self._plain(words)
        for kind in KINDS:
            if plain in (kind, *(_folded(self.line(f"kind-{kind}", each)) for each in LOCALES)):
                return kind
        return None

    def is_outcome(self, words: str, outcome: str) -> bool:
        """Whether words name an outcome, by its id or by its button."""
        key = f"choice-ticket-closeas-{outcome.replace('_', '-')}"
        spelt = (outcome, *(self.line(key, locale) for locale in LOCALES))
        return any(self._plain(words) == _folded(each) for each in spelt)

    def chosen(self, typed: str, menu: Iterable[Choice]) -> Choice | None:
        """The choice of a menu that was typed, by its number or in its words."""
        choices = tuple(menu)
        plain = self._plain(typed)
        if plain.isdecimal() and 1 <= int(plain) <= len(choices):
            return choices[int(plain) - 1]
        for choice in choices:
            if any(plain == self._plain(self.label(choice, locale)) for locale in LOCALES):
                return choice
        return None

    def _value(self, value: Value, locale: str, quote: Quote) -> str | int:
        if isinstance(value, Text):
            return self.say(value, locale, quote)
        if isinstance(value, Day):
            return thai_day(value.on, locale)
        if isinstance(value, GroupName):
            return self.group(value.group, locale, value.form)
        if isinstance(value, NameOf):
            return quote(value.person) or self.line("somebody", locale)
        if isinstance(value, Words):
            found = quote(value.message)
            return self.line("words-unsent", locale) if found is None else found
        if isinstance(value, str | int):
            return value
        raise MissingText(f"a value that cannot be worded: {value}")

    def _spelt(self, prefix: str) -> dict[str, str]:
        """What is typed, plain -> the name behind the prefix, of all locales."""
        found: dict[str, str] = {}
        for locale in LOCALES:
            for key in keys(locale):
                if key.startswith(prefix):
                    name = key.removeprefix(prefix)
                    for spelling in self.line(key, locale).split("|"):
                        found.setdefault(_folded(spelling), name)
        return found

    def _endings(self) -> re.Pattern[str]:
        """Particles that may follow a command without changing it (ค่ะ ครับ นะคะ please)."""
        spelt = [
            _folded(each)
            for locale in LOCALES
            for each in self.line("particles", locale).split("|")
        ]
        longest_first = sorted(spelt, key=len, reverse=True)
        return re.compile(rf"\s*(?:{'|'.join(map(re.escape, longest_first))})+$")

    def _plain(self, typed: str) -> str:
        folded = _folded(typed)
        return self._particles.sub("", folded) or folded


_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def _folded(typed: str) -> str:
    """Case, spaces, digits, end marks and zero-width marks aside."""
    bare = re.sub(r"[\u200b-\u200f\u2060\ufeff]", "", typed).translate(_ARABIC)
    return " ".join(bare.casefold().split()).strip(" .!/…")


def thai_day(on: date, locale: str) -> str:
    """`20 พฤศจิกายน 2569` in Thai, `20 November 2026` in English."""
    if locale == "th":
        return str(thai_strftime(on, "%-d %B %Y"))
    return f"{on:%-d %B %Y}"


def _without_long(values: dict[str, str | int]) -> tuple[dict[str, str | int], list[str]]:
    """Fluent refuses values over 2,500 characters; long ones travel as a mark each."""
    long: list[str] = []
    short = dict(values)
    for name, value in values.items():
        if isinstance(value, str) and len(value) > 500:
            short[name] = f"\ue000{len(long)}\ue001"
            long.append(value)
    return short, long


def _with_long(worded: str, long: list[str]) -> str:
    for position, value in enumerate(long):
        worded = worded.replace(f"\ue000{position}\ue001", value)
    return worded


@lru_cache
def _resources(locale: str) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in sorted((HERE / locale).glob("*.ftl")))


def _bundle(locale: str, tone: str, own: Path | None) -> FluentBundle:
    bundle = FluentBundle([locale], use_isolating=False)
    for resource in _resources(locale):
        bundle.add_resource(FluentResource(resource))
    others = [HERE / locale / "tone" / f"{tone}.ftl"]
    others += [own / FOLDER / f"{locale}.ftl"] if own else []
    for path in others:
        if path.exists():
            bundle.add_resource(FluentResource(path.read_text("utf-8")), allow_overrides=True)
    return bundle


@lru_cache
def keys(locale: str) -> frozenset[str]:
    """All keys of a locale."""
    found = re.findall(r"^([a-z][a-z0-9_-]*)\s*=", "\n".join(_resources(locale)), re.MULTILINE)
    return frozenset(found)
