"""`python -m bot …`: the commands. Exit codes: 0 done, 1 found something wrong, 2 cannot start.

Rules: a command reads its settings, calls one function and says what came of it; what is heavy is
imported inside the command that needs it, so that the others start at once.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.refusals import Refusal, mistakes, reason
from bot.config import BOT_YAML, ConfigError, Settings, for_sandbox, load, require_secret_key
from handlers.content import Text, Value
from handlers.domain.office import SPECIAL_DESKS
from handlers.domain.people import ROLES, Grant
from locales.terminal import language, line

Config = Annotated[Path, typer.Option("--config", metavar="FILE")]


def serve(config: Config = BOT_YAML) -> None:
    from bot.commands.alone import alone

    settings = load(config)
    require_secret_key(settings)
    _say_channels(settings)
    _writable(settings)
    with _starting(settings), alone(settings):
        from bot.app import serve as run

        _run(run(settings))


def sandbox(config: Config = BOT_YAML) -> None:
    from bot.commands.alone import alone
    from bot.commands.first_settings import kept_secret_key

    real = load(config)
    room = for_sandbox(real, "")
    _writable(room)
    settings = for_sandbox(real, kept_secret_key(room.data_dir))
    with _starting(settings), alone(settings):
        from bot.sandbox.start import sandbox as run

        _run(run(settings, settings.port))


def init(config: Config = BOT_YAML) -> None:
    from bot.commands.init import ask_and_write

    ask_and_write(config, _word)


def doctor(config: Config = BOT_YAML) -> None:
    from bot.commands.doctor import examine

    try:
        settings = load(config)
    except ConfigError as error:
        _complain(mistakes(error, _locale()))
        raise typer.Exit(1) from None

    async def report() -> int:
        wrong = 0
        async for found in examine(settings):
            typer.echo(f"[{_word(STATES[found.state])}] {line(found.text, _locale())}")
            wrong += found.state == "wrong"
        return wrong

    if wrong := asyncio.run(report()):
        typer.echo(_word("cli-doctor-unwell", count=wrong))
        raise typer.Exit(1)
    typer.echo(_word("cli-doctor-well"))


def invite(
    group: Annotated[str, typer.Option()],
    role: Annotated[str, typer.Option()] = "officer",
    config: Config = BOT_YAML,
) -> None:
    settings = load(config)
    require_secret_key(settings)
    desks = [*(known.id for known in settings.office.groups), *SPECIAL_DESKS]
    _known("cli-no-such-group", group, desks)
    _known("cli-no-such-role", role, ROLES)
    with _starting(settings):
        from bot.invites import create

        given = Grant(next(each for each in ROLES if each == role), group)
        links = asyncio.run(create(settings, given))
    typer.echo(_word("cli-invite-code", code=links.code, hours=settings.office.pace.invite_hours))
    typer.echo(_word("cli-invite-line"))
    if links.person:
        typer.echo(_word("cli-invite-person", link=links.person))
        typer.echo(_word("cli-invite-group", link=links.group))


def classify(
    model: Annotated[Path | None, typer.Option(metavar="FILE")] = None, config: Config = BOT_YAML
) -> None:
    from bot.commands.classify import classify as answer
    from bot.commands.classify import with_model
    from bot.commands.progress import counted

    def skipped(number: int) -> None:
        _complain([_word("cli-no-sentence", line=number)])

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
        _complain([str(fault) for fault in wrong])
        typer.echo(_word("cli-train-checked", count=len(wrong)))
        raise typer.Exit(bool(wrong))
    kept = partial(corrected, settings)
    with _starting(settings):
        for said in learn(data or [], out, dev, settings.data_dir, kept):
            typer.echo(line(said, _locale()))


def migrate(config: Config = BOT_YAML) -> None:
    settings = load(config)
    _writable(settings)
    with _starting(settings):
        from bot.commands.maintenance import migrate as run

        asyncio.run(run(settings))
    typer.echo(_word("cli-migrated"))


def replay(config: Config = BOT_YAML) -> None:
    settings = load(config)
    require_secret_key(settings)
    with _starting(settings):
        from bot.commands.maintenance import replay as run

        count = asyncio.run(run(settings))
    typer.echo(_word("cli-replayed", count=count))


def bench(
    part: Annotated[str, typer.Argument(metavar="[ingest|turns|deliver|whole|all]")] = "all",
    json: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    quick: Annotated[bool, typer.Option("--quick")] = False,
    config: Config = BOT_YAML,
) -> None:
    from bot.bench import run as benches

    _known("cli-no-such-part", part, [*benches.PARTS, "all"])
    parts = list(benches.PARTS) if part == "all" else [part]
    size = benches.SIZES["quick" if quick else "full"]
    results = benches.run(parts, load(config).office, size, _loop_factory(), _word)
    benches.show(results, _word)
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


def _locale() -> str:
    return language(os.environ)


def _word(key: str, **values: Value) -> str:
    return line(Text(key, values), _locale())


def _complain(lines: list[str]) -> None:
    for each in lines:
        typer.echo(each, err=True)


def _say_channels(settings: Settings) -> None:
    for name, on, setting in (
        ("LINE", settings.line, "LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN"),
        ("Telegram", settings.telegram, "TELEGRAM_BOT_TOKEN"),
    ):
        key = "cli-channel-on" if on else "cli-channel-off"
        _complain([_word(key, channel=name, setting=setting)])
    if not settings.public_url:
        _complain([_word("cli-local-links")])


def _writable(settings: Settings) -> None:
    from bot.commands.doctor import data_dir

    if data_dir(settings.data_dir).state == "wrong":
        raise Refusal(Text("cli-not-writable", {"path": str(settings.data_dir)}))


def _known(key: str, given: str, known: Sequence[str]) -> None:
    if given not in known:
        raise Refusal(Text(key, {"given": given, "known": ", ".join(known)}))


@contextmanager
def _starting(settings: Settings) -> Iterator[None]:
    """Turns what the user can mend (a port in use, no database) into a Refusal. Files that are
    made meanwhile are the user's alone, as they hold what people wrote."""
    from storage.database import Unavailable
    from storage.marks import OtherKey

    os.umask(0o077)
    try:
        yield
    except (OSError, Unavailable, OtherKey, ExceptionGroup) as error:
        text = reason(error, settings.host, settings.port)
        if text is None:
            raise
        raise Refusal(text) from None


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Runs until done or stopped, on the faster event loop where there is one."""
    from bot.logs import configure

    configure()
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(work)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:  # there is none for this platform
        return None
    return uvloop.new_event_loop


def _root(lang: Annotated[str, typer.Option("--lang", metavar="th|en")] = "") -> None:
    if lang:
        os.environ["LC_ALL"] = lang


def main() -> None:
    app = typer.Typer(
        help=_word("cli-help"),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    for command, key in COMMANDS.items():
        app.command(command.__name__, help=_word(key))(command)
    try:
        app(prog_name="python -m bot")
    except ConfigError as error:
        _complain(mistakes(error, _locale()))
        sys.exit(2)
    except Refusal as refusal:
        _complain([line(refusal.text, _locale())])
        sys.exit(2)


if __name__ == "__main__":
    main()
