"""`python -m bot …`: the commands. Exit codes: 0 done, 1 found something wrong, 2 cannot start.

Rules: a command reads its settings, calls one function and says what came of it; what is heavy is
imported inside the command that needs it, so that the others start at once.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.refusals import Refusal, mistakes
from bot.commands.terminal import (
    complain,
    known,
    locale,
    loop_factory,
    run_loop,
    say_channels,
    starting,
    word,
    writable,
)
from bot.config import BOT_YAML, ConfigError, for_sandbox, load, require_secret_key
from handlers.content import Text
from handlers.domain.deadline import day_of
from locales.terminal import line

Config = Annotated[Path, typer.Option("--config", metavar="FILE")]


def serve(config: Config = BOT_YAML) -> None:
    from bot.commands.alone import alone

    settings = load(config)
    require_secret_key(settings)
    say_channels(settings)
    writable(settings)
    with starting(settings), alone(settings):
        from bot.app import serve as run

        run_loop(run(settings))


def sandbox(config: Config = BOT_YAML) -> None:
    from bot.commands.alone import alone
    from bot.commands.first_settings import kept_secret_key

    real = load(config)
    room = for_sandbox(real, "")
    writable(room)
    settings = for_sandbox(real, kept_secret_key(room.data_dir))
    with starting(settings), alone(settings):
        from bot.sandbox.start import sandbox as run

        run_loop(run(settings, settings.port))


def init(config: Config = BOT_YAML) -> None:
    from bot.commands.init import ask_and_write

    ask_and_write(config, word)


def doctor(config: Config = BOT_YAML) -> None:
    from bot.commands.doctor import examine

    try:
        settings = load(config)
    except ConfigError as error:
        complain(mistakes(error, locale()))
        raise typer.Exit(1) from None

    async def report() -> int:
        wrong = 0
        async for found in examine(settings):
            typer.echo(f"[{word(STATES[found.state])}] {line(found.text, locale())}")
            wrong += found.state == "wrong"
        return wrong

    if wrong := asyncio.run(report()):
        typer.echo(word("cli-doctor-unwell", count=wrong))
        raise typer.Exit(1)
    typer.echo(word("cli-doctor-well"))


def invite(
    group: Annotated[str, typer.Option()],
    role: Annotated[str, typer.Option()] = "officer",
    since: Annotated[str, typer.Option(metavar="DAY")] = "",
    until: Annotated[str, typer.Option(metavar="DAY")] = "",
    acting: Annotated[str, typer.Option(metavar="acting|on_behalf")] = "",
    config: Config = BOT_YAML,
) -> None:
    from bot.clock import Clock
    from bot.commands.invite import Asked, grant

    settings = load(config)
    require_secret_key(settings)
    asked = Asked(group, role, since, until, acting)
    given = grant(asked, settings.office, day_of(Clock().now()))
    with starting(settings):
        from bot.invites import create

        links = asyncio.run(create(settings, given))
    typer.echo(word("cli-invite-code", code=links.code, hours=settings.office.pace.invite_hours))
    typer.echo(word("cli-invite-line"))
    if links.person:
        typer.echo(word("cli-invite-person", link=links.person))
        typer.echo(word("cli-invite-group", link=links.group))


def classify(
    model: Annotated[Path | None, typer.Option(metavar="FILE")] = None, config: Config = BOT_YAML
) -> None:
    from bot.commands.classify import classify as answer
    from bot.commands.classify import with_model
    from bot.commands.progress import counted

    def skipped(number: int) -> None:
        complain([word("cli-no-sentence", line=number)])

    settings = load(config)
    way = with_model(settings.office, settings.data_dir, model)
    if answer(counted(sys.stdin.buffer), sys.stdout.buffer, way, skipped):
        raise typer.Exit(1)


def train(
    data: Annotated[list[Path] | None, typer.Option(metavar="FILE")] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    dev: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    check: Annotated[bool, typer.Option("--check")] = False,
    config: Config = BOT_YAML,
) -> None:
    try:
        from bot.commands.train import corrected, faults_of
        from bot.commands.train import train as learn
    except ModuleNotFoundError as error:
        raise Refusal(Text("cli-train-no-library", {"name": str(error.name)})) from None

    settings = load(config)
    if check:
        wrong = faults_of(data or [], dev)
        complain([str(fault) for fault in wrong])
        typer.echo(word("cli-train-checked", count=len(wrong)))
        raise typer.Exit(bool(wrong))
    kept = partial(corrected, settings)
    with starting(settings):
        for said in learn(data or [], out, dev, settings.data_dir, kept):
            typer.echo(line(said, locale()))


def migrate(config: Config = BOT_YAML) -> None:
    settings = load(config)
    writable(settings)
    with starting(settings):
        from bot.commands.maintenance import migrate as run

        asyncio.run(run(settings))
    typer.echo(word("cli-migrated"))


def replay(config: Config = BOT_YAML) -> None:
    settings = load(config)
    require_secret_key(settings)
    with starting(settings):
        from bot.commands.maintenance import replay as run

        count = asyncio.run(run(settings))
    typer.echo(word("cli-replayed", count=count))


def bench(
    part: Annotated[str, typer.Argument(metavar="[ingest|turns|deliver|whole|all]")] = "all",
    json: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    quick: Annotated[bool, typer.Option("--quick")] = False,
    config: Config = BOT_YAML,
) -> None:
    from bot.bench import run as benches

    known("cli-no-such-part", part, [*benches.PARTS, "all"])
    parts = list(benches.PARTS) if part == "all" else [part]
    size = benches.SIZES["quick" if quick else "full"]
    results = benches.run(parts, load(config).office, size, loop_factory(), word)
    benches.show(results, word)
    if json is not None:
        benches.write(results, json)
    if benches.wrong(results):
        raise typer.Exit(1)


COMMANDS: dict[Callable[..., None], str] = {
    serve: "cli-help-serve",
    sandbox: "cli-help-sandbox",
    init: "cli-help-init",
    doctor: "cli-help-doctor",
    invite: "cli-help-invite",
    classify: "cli-help-classify",
    train: "cli-help-train",
    migrate: "cli-help-migrate",
    replay: "cli-help-replay",
    bench: "cli-help-bench",
}
STATES = {"fine": "cli-doctor-fine", "advice": "cli-doctor-advice", "wrong": "cli-doctor-wrong"}


def _root(lang: Annotated[str, typer.Option("--lang", metavar="th|en")] = "") -> None:
    if lang:
        os.environ["LC_ALL"] = lang


def main() -> None:
    app = typer.Typer(
        help=word("cli-help"),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    for command, key in COMMANDS.items():
        app.command(command.__name__, help=word(key))(command)
    try:
        app(prog_name="python -m bot")
    except ConfigError as error:
        complain(mistakes(error, locale()))
        sys.exit(2)
    except Refusal as refusal:
        complain([line(refusal.text, locale())])
        sys.exit(2)


if __name__ == "__main__":
    main()
