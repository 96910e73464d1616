"""Every sentence that code asks for exists in every locale, with the same values, and every
sentence that exists is asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from tests.house.families import ANY, CLOSED, OPEN, member
from tests.house.source import ROOT, Source, house, obeyed, strings

LOCALES = sorted(path.name for path in (ROOT / "locales").iterdir() if any(path.glob("*.ftl")))
SPEAKERS = {"Text", "line", "_line", "_word", "fine", "advice", "wrong"}
"""What is called with a key as its first argument."""
FAMILIES = CLOSED | OPEN
MADE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*-\*(-[a-z0-9]+)*")
"""A key that is put together, `*` for what is filled in."""
KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9_]+)+")
ALWAYS_KEYS = ("cli-", "config-")


class Sentences(Visitor):  # type: ignore[misc]
    """Keys of one locale: the values each needs, and the keys that other sentences refer to."""

    def __init__(self, *texts: str) -> None:
        self.values: dict[str, set[str]] = {}
        self.referred: set[str] = set()
        self.broken: list[str] = []
        self._key = ""
        for text in texts:
            self.visit(FluentParser().parse(text))

    def visit_Message(self, node: ftl.Message) -> None:
        self._key = node.id.name
        self.values[self._key] = set()
        self.generic_visit(node)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.values.setdefault(self._key, set()).add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:
        self.referred.add(node.id.name)

    def visit_Junk(self, node: ftl.Junk) -> None:
        self.broken.append(str(node.content).splitlines()[0])


def locale(name: str) -> Sentences:
    folder = ROOT / "locales" / name
    return Sentences(*(path.read_text("utf-8") for path in sorted(folder.glob("*.ftl"))))


def unequal(locales: Mapping[str, Sentences]) -> list[str]:
    """Keys and values that not all locales have."""
    every = {key for sentences in locales.values() for key in sentences.values}
    found = [
        f"{key} is missing in {name}: write it in locales/{name}/"
        for name, sentences in locales.items()
        for key in sorted(every - set(sentences.values))
    ]
    for key in sorted(every):
        needed = {name: each.values[key] for name, each in locales.items() if key in each.values}
        if len(set(map(frozenset, needed.values()))) > 1:
            found.append(f"{key} has different values: {needed}: give all locales the same")
    return found


def asked(source: Source) -> Iterator[tuple[int, str]]:
    """Keys that a file surely asks for: the first argument of a speaker, and, in handlers, any
    text with a hyphen (their choices have dots)."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            key = node.args[0].value
            if source.room == "storage":
                continue  # it stores keys, and a mark or two that nobody reads
            if name == "Choice" and source.room == "handlers" and not _labelled(node):
                yield node.lineno, "choice-" + str(key).replace(".", "-")
            if name in SPEAKERS and isinstance(key, str) and re.fullmatch(r"[a-z][a-z0-9_-]+", key):
                yield node.lineno, key
    for line, text in strings(source):
        in_handlers = source.room == "handlers" and KEY.fullmatch(text)
        if in_handlers or (text.startswith(ALWAYS_KEYS) and KEY.fullmatch(text)):
            yield line, text


def _labelled(choice: ast.Call) -> bool:
    named = any(keyword.arg in ("label", None) for keyword in choice.keywords)
    return named or len(choice.args) > 2


def unknown(sources: Iterable[Source], keys: set[str]) -> list[str]:
    return [
        f"{source.at(line)} asks for {key}: write it in locales/th/ and locales/en/"
        for source in sources
        for line, key in sorted(set(asked(source)))
        if key not in keys
    ]


def made(source: Source) -> Iterator[tuple[int, str]]:
    """Keys that a file puts together (`f"kind-{kind}"`, `"kind-" + kind`), `*` for what is filled
    in. Above the ground floor only those that are given to a speaker."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            parts = node.args if source.room == "handlers" or name in SPEAKERS else []
        else:
            parts = [node.value] if isinstance(node, ast.Assign) else []
        for part in parts:
            if MADE.fullmatch(shape := _shape(part)):
                yield part.lineno, shape


def _shape(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(map(_shape, node.values))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _shape(node.left) + _shape(node.right)
    return str(node.value) if isinstance(node, ast.Constant) else "*"


def undeclared(sources: Iterable[Source], families: Iterable[str]) -> list[str]:
    known = set(families)
    return [
        f"{source.at(line)} puts the key {shape} together: declare its family in "
        "tests/house/families.py"
        for source in sources
        if source.room in ("handlers", "bot", "locales")
        for line, shape in made(source)
        if shape not in known
    ]


def incomplete(families: Mapping[str, Iterable[str]], keys: set[str]) -> list[str]:
    return [
        f"{key} is missing: {each} is a member of the family {family}"
        for family, members in families.items()
        for each in sorted(members)
        if (key := family.replace("*", each)) not in keys
    ]


def unused(sources: Iterable[Source], sentences: Sentences) -> list[str]:
    used = {text for source in sources for _, text in strings(source)} | sentences.referred
    return [
        f"{key} is asked for nowhere: remove it from all locales"
        for key in sorted(set(sentences.values) - used)
        if not any(_belongs(member(key, family), members) for family, members in FAMILIES.items())
    ]


def _belongs(name: str, members: frozenset[str]) -> bool:
    return bool(name) and (members is ANY or name in members)


def unfilled(sources: Iterable[Source], sentences: Sentences) -> list[str]:
    """`Text("key", {…})` that lacks a value its sentence needs."""
    found = []
    for source in sources:
        for node in ast.walk(source.tree):
            given = _given(node)
            if given and given[0] in sentences.values:
                lacking = sentences.values[given[0]] - given[1]
                if lacking:
                    where = source.at(getattr(node, "lineno", 0))
                    found.append(f"{where} {given[0]} needs {', '.join(sorted(lacking))} too")
    return found


def _given(node: ast.AST) -> tuple[str, set[str]] | None:
    """Key and names of values of a `Text(…)` that is all literal."""
    if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text" and node.args):
        return None
    key, *rest = node.args
    if not (isinstance(key, ast.Constant) and isinstance(key.value, str)) or node.keywords:
        return None
    if not rest:
        return key.value, set()
    names = rest[0].keys if isinstance(rest[0], ast.Dict) else [None]
    if not all(isinstance(name, ast.Constant) for name in names):
        return None
    return key.value, {str(name.value) for name in names if isinstance(name, ast.Constant)}


def test_every_locale_is_valid_fluent() -> None:
    obeyed([f"{name}: not Fluent: {line}" for name in LOCALES for line in locale(name).broken])


def test_every_locale_has_the_same_keys_and_values() -> None:
    obeyed(unequal({name: locale(name) for name in LOCALES}))


def test_every_key_that_is_asked_for_exists() -> None:
    obeyed(unknown(house(), set(locale("th").values)))


def test_families_are_declared_and_complete() -> None:
    obeyed(undeclared(house(), FAMILIES) + incomplete(CLOSED, set(locale("th").values)))


def test_every_key_is_asked_for() -> None:
    obeyed(unused(house(), locale("th")))


def test_every_sentence_gets_its_values() -> None:
    obeyed(unfilled(house(), locale("th")))


def test_the_tones_say_what_the_locale_says() -> None:
    complaints = []
    for path in sorted((ROOT / "locales").glob("*/tone/*.ftl")):
        plain = locale(path.parents[1].name).values
        complaints += _off_tone(path, plain)
    obeyed(complaints)


def _off_tone(path: Path, plain: Mapping[str, set[str]]) -> list[str]:
    where = path.relative_to(ROOT)
    return [
        f"{where}: {key} is no sentence of its locale, or has other values"
        for key, values in Sentences(path.read_text("utf-8")).values.items()
        if values - plain.get(key, set()) or key not in plain
    ]


def test_a_key_or_value_missing_in_a_locale_is_seen() -> None:
    th, en = Sentences("a = { $x }\nb = ข"), Sentences("a = { $y }")
    assert len(unequal({"th": th, "en": en})) == 2


def test_broken_fluent_is_seen() -> None:
    assert Sentences("a = { $x\n").broken


def test_an_unknown_key_is_seen() -> None:
    assert unknown([Source("bot/x.py", 'Text("nothing")')], {"receipt"})
    assert unknown([Source("handlers/x.py", 'here(basics, "no-such-key")')], {"receipt"})
    assert not unknown([Source("handlers/x.py", 'Text("receipt")')], {"receipt"})
    assert unknown([Source("handlers/x.py", 'Choice("a.b")')], {"receipt"})
    assert not unknown([Source("handlers/x.py", 'Choice("a.b", (), label)')], {"receipt"})


def test_an_undeclared_family_is_seen() -> None:
    for text in ('here(basics, f"mood-{x}")', 'key = "mood-" + name.replace(".", "-")'):
        bad = Source("handlers/x.py", text)
        assert undeclared([bad], ["kind-*"]) and not undeclared([bad], ["mood-*"])


def test_a_missing_member_of_a_family_is_seen() -> None:
    assert incomplete({"kind-*": ("praise",)}, set())
    assert not incomplete({"kind-*-plain": ("praise",)}, {"kind-praise-plain"})


def test_an_unused_key_is_seen_and_a_referred_one_is_used() -> None:
    sentences = Sentences("lonely = ก\nfriend = ข\nhost = { friend }")
    assert unused([Source("bot/x.py", 'Text("host")')], sentences) == [
        "lonely is asked for nowhere: remove it from all locales"
    ]


def test_a_lacking_value_is_seen() -> None:
    sentences = Sentences("a-b = { $x } { $y }")
    assert unfilled([Source("bot/x.py", 'Text("a-b", {"x": 1})')], sentences)
    assert not unfilled([Source("bot/x.py", 'Text("a-b", {"x": 1, "y": 2})')], sentences)
