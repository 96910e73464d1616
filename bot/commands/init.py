"""The questions of `init`, in the administrator's language.

Rules: an empty answer takes what is offered; secrets are not shown while typed; no file is written
over without asking.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import typer

from bot.commands.first_settings import (
    SAMPLE,
    Answers,
    bot_yaml,
    dot_env,
    variables_in,
    write_private,
)

Say = Callable[..., str]
"""Words a sentence: key and values -> text."""

CODE = re.compile(r"[A-Z][A-Z0-9]{1,5}")


def ask_and_write(path: Path, say: Say) -> None:
    """Asks, then writes `path` and the .env beside it."""
    env = path.parent / ".env"
    typer.echo(say("cli-init-hello"))
    replace_yaml = not path.exists() or typer.confirm(say("cli-init-overwrite", path=str(path)))
    question = say("cli-init-overwrite-key", path=str(env))
    replace_env = not env.exists() or typer.confirm(question)
    answers = _ask(say)
    if replace_yaml:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(bot_yaml(SAMPLE.read_text("utf-8"), answers), "utf-8")
    if replace_env:
        write_private(env, dot_env(answers, variables_in(env)))
    for file, replaced in ((path, replace_yaml), (env, replace_env)):
        typer.echo(say("cli-init-written" if replaced else "cli-init-kept", path=str(file)))
    typer.echo(say("cli-init-next", path=str(path)))


def _ask(say: Say) -> Answers:
    office = typer.prompt(say("cli-init-office"))
    short = typer.prompt(say("cli-init-short"), default=office)
    office_en = typer.prompt(say("cli-init-office-en"), default=office)
    short_en = typer.prompt(say("cli-init-short-en"), default=office_en)
    code = typer.prompt(say("cli-init-code"), value_proc=lambda typed: _code(typed, say))
    return Answers(office, short, office_en, short_en, code, _secrets(say))


def _secrets(say: Say) -> dict[str, str]:
    asked = {
        "LINE_CHANNEL_SECRET": _hidden(say("cli-init-line-secret")),
        "TELEGRAM_BOT_TOKEN": _hidden(say("cli-init-telegram-token")),
        "PUBLIC_URL": typer.prompt(say("cli-init-public-url"), default="", show_default=False),
    }
    if asked["LINE_CHANNEL_SECRET"]:
        asked["LINE_CHANNEL_ACCESS_TOKEN"] = _hidden(say("cli-init-line-token"))
    return asked


def _hidden(question: str) -> str:
    answer: str = typer.prompt(question, default="", show_default=False, hide_input=True)
    return answer.strip()


def _code(typed: str, say: Say) -> str:
    code = typed.strip().upper()
    if not CODE.fullmatch(code):
        raise typer.BadParameter(say("cli-init-code"))
    return code
