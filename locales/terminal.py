"""Sentences for the terminal: commands and mistakes in the settings, spoken before any office is
known (`config.ftl`, `cli.ftl`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from handlers.content import Text

HERE = Path(__file__).parent
FILES = ("cli.ftl", "config.ftl")
LANGUAGES = ("th", "en")
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language(environ: Mapping[str, str], wanted: str = "") -> str:
    """What to speak: what is wanted, else the language of the terminal, else Thai."""
    spoken = wanted or next((environ[name] for name in VARIABLES if environ.get(name)), "")
    return next((known for known in LANGUAGES if spoken.startswith(known)), LANGUAGES[0])


def line(text: Text, locale: str) -> str:
    """The sentence in a locale; its values are texts and numbers only. Raises LookupError."""
    pattern = _bundle(locale).get_message(text.key).value
    worded, errors = _bundle(locale).format_pattern(pattern, dict(text.values))
    if errors:
        raise LookupError(f"{text.key} ({locale}): {errors[0]}")
    return str(worded)


@lru_cache
def _bundle(locale: str) -> FluentBundle:
    bundle = FluentBundle([locale], use_isolating=False)
    for name in FILES:
        bundle.add_resource(FluentResource((HERE / locale / name).read_text("utf-8")))
    return bundle
