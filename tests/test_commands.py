"""The commands as an administrator meets them: sentences and exit codes, never a traceback."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import socket
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path
from time import monotonic, sleep

import pytest
import yaml

from bot.commands.alone import alone
from bot.commands.classify import by_reading, classify
from bot.commands.first_settings import Answers, bot_yaml, dot_env, kept_secret_key, write_private
from bot.commands.refusals import Refusal, reason
from bot.config import load
from handlers.domain.reading import Reading, Span
from storage.database import Unavailable
from tests.house.source import ROOT

SECONDS = 60
KEY = "k" * 40


def run(
    *arguments: str, given: str = "", cwd: Path = ROOT, **environ: str
) -> subprocess.CompletedProcess[str]:
    """`python -m bot …` in an environment of its own, in English unless it says otherwise."""
    variables = {
        name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ
    }
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=cwd,
        env=variables
        | {"LANG": "en_US.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        | environ,
        timeout=SECONDS,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str], *named: str) -> None:
    """Exit code 2, and a sentence on stderr that names the setting."""
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    for each in named:
        assert each in done.stderr


def test_serve_refuses_without_a_secret_key() -> None:
    refused(run("serve"), "SECRET_KEY")


def test_serve_refuses_a_secret_key_that_could_be_guessed() -> None:
    refused(run("serve", SECRET_KEY=KEY[:31]), "SECRET_KEY: is too short", "32")


def test_another_secret_key_is_refused_and_nothing_is_parked(tmp_path: Path) -> None:
    made = run("invite", "--group", "ict", SECRET_KEY=KEY, DATA_DIR=str(tmp_path))
    assert made.returncode == 0, made.stderr
    other = partial(run, given="", cwd=ROOT, SECRET_KEY="o" * 40, DATA_DIR=str(tmp_path))
    for command in (("serve",), ("replay",), ("invite", "--group", "ict")):
        refused(other(*command), "SECRET_KEY", "another key")
    assert "[wrong] SECRET_KEY: the database was sealed" in other("doctor").stdout
    assert run("replay", SECRET_KEY=KEY, DATA_DIR=str(tmp_path)).returncode == 0


def test_one_process_at_a_time_serves_a_folder_until_it_is_killed(tmp_path: Path) -> None:
    where = {"SECRET_KEY": KEY, "DATA_DIR": str(tmp_path), "PORT": "0"}
    with (tmp_path / "log").open("wb") as log:
        first = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"],
            stdout=log,
            stderr=log,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | where,
        )
    try:
        deadline = monotonic() + SECONDS
        while b"serving" not in (tmp_path / "log").read_bytes():
            assert first.poll() is None and monotonic() < deadline
            sleep(0.05)
        refused(run("serve", given="", cwd=ROOT, **where), "DATA_DIR", str(tmp_path / "serve.lock"))
    finally:
        first.kill()
        first.wait(SECONDS)
    made = {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.glob("*.[dl]*")}
    assert made == {0o600}
    settings = load(ROOT / "bot.yaml", {"DATA_DIR": str(tmp_path)})
    with alone(settings), pytest.raises(Refusal), alone(settings):
        pass


def test_a_database_server_may_have_several_processes(tmp_path: Path) -> None:
    server = {"DATA_DIR": str(tmp_path), "DATABASE_URL": "postgresql://office@db/bot"}
    settings = load(ROOT / "bot.yaml", server)
    with alone(settings), alone(settings):
        assert not (tmp_path / "serve.lock").exists()


def test_serve_names_every_mistake(tmp_path: Path) -> None:
    tree = yaml.safe_load((ROOT / "bot.yaml").read_text("utf-8")) | {"fallback": "nobody"}
    path = tmp_path / "bot.yaml"
    path.write_text(yaml.safe_dump(tree), "utf-8")
    done = run("serve", "--config", str(path), PORT="x", SECRET_KEY=KEY)
    refused(done, "fallback: there is no group nobody", "PORT: must be a whole number")


def test_sentences_are_thai_unless_english_is_wanted() -> None:
    assert "ยังไม่ได้ใส่ค่า" in run("serve", LANG="C.UTF-8").stderr
    assert "has no value" in run("--lang", "en", "serve", LANG="th_TH.UTF-8").stderr


def test_serve_refuses_a_data_dir_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("serve", SECRET_KEY=KEY, DATA_DIR=str(tmp_path / "file"))
    refused(done, "DATA_DIR", str(tmp_path / "file"))


def test_serve_says_which_channels_are_off(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("serve", SECRET_KEY=KEY, DATA_DIR=str(tmp_path / "file"), TELEGRAM_BOT_TOKEN="1:x")
    assert "LINE: off, since LINE_CHANNEL_SECRET" in done.stderr
    assert "PUBLIC_URL is not set: links to attachments open on this machine" in done.stderr
    assert "Telegram: on" in done.stderr


def test_serve_refuses_a_port_in_use(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("serve", SECRET_KEY=KEY, DATA_DIR=str(tmp_path), PORT=port)
    refused(done, f"PORT: port {port} is used")


def test_migrate_makes_a_database_and_may_run_again(tmp_path: Path) -> None:
    for _ in range(2):
        done = run("migrate", SECRET_KEY=KEY, DATA_DIR=str(tmp_path))
        assert done.returncode == 0, done.stderr
        assert "newest version" in done.stdout
    assert (tmp_path / "bot.db").exists()


def test_what_is_made_is_its_users_alone(tmp_path: Path) -> None:
    room = tmp_path / "room"
    done = run("invite", "--group", "ict", SECRET_KEY=KEY, DATA_DIR=str(room))
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(room.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in room.iterdir()} == {0o600}


def test_migrate_refuses_a_database_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_text("no database " * 100)
    damaged = str(tmp_path / "bot.db")
    done = run("migrate", SECRET_KEY=KEY, DATA_DIR=str(tmp_path))
    refused(done, "DATABASE_URL", damaged, "backup")
    assert f"[wrong] DATABASE_URL: {damaged}" in run("doctor", DATA_DIR=str(tmp_path)).stdout


def test_invite_refuses_an_unknown_group_or_role() -> None:
    refused(run("invite", "--group", "nobody", SECRET_KEY=KEY), "nobody", "education_promotion")
    refused(
        run("invite", "--group", "ict", "--role", "king", SECRET_KEY=KEY), "king", "administrator"
    )


def test_doctor_finds_what_is_wrong(tmp_path: Path) -> None:
    done = run("doctor", DATA_DIR=str(tmp_path))
    assert done.returncode == 1
    assert "[wrong] SECRET_KEY is not set" in done.stdout
    assert "[wrong] No channel is on" in done.stdout


def test_doctor_tells_mistakes_in_the_settings_as_findings() -> None:
    done = run("doctor", PORT="x")
    assert done.returncode == 1
    assert "PORT: must be a whole number" in done.stderr


def test_init_writes_an_office_that_starts(tmp_path: Path) -> None:
    answers = "สพป.ทดลอง: เขต 9\n\nTrial Office 9\n\ntr-1\nTR9\n\n\n\n"
    done = run("init", given=answers, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    office = load(tmp_path / "bot.yaml", {}).office
    assert (office.code, office.name["th"]) == ("TR9", "สพป.ทดลอง: เขต 9")
    assert office.short["en"] == "Trial Office 9"
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    assert len(load(tmp_path / "bot.yaml", {}).secret_key) >= 32


def test_init_writes_over_nothing_without_asking(tmp_path: Path) -> None:
    (tmp_path / "bot.yaml").write_text("mine", "utf-8")
    (tmp_path / ".env").write_text("SECRET_KEY=mine\n", "utf-8")
    done = run("init", given="n\nn\nก\n\n\n\nTR9\n\n\n\n", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "bot.yaml").read_text("utf-8") == "mine"
    assert (tmp_path / ".env").read_text("utf-8") == "SECRET_KEY=mine\n"


def test_the_sample_keeps_its_comments_when_renamed() -> None:
    sample = (ROOT / "bot.yaml").read_text("utf-8")
    written = bot_yaml(sample, Answers("ก", "ข", "A", "B", "TR9", {}))
    assert written.count("#") == sample.count("#")
    assert yaml.safe_load(written)["name"] == {"th": "ก", "en": "A"}
    assert yaml.safe_load(written)["groups"] == yaml.safe_load(sample)["groups"]


def test_a_secret_key_is_never_replaced() -> None:
    answers = Answers("ก", "ข", "A", "B", "TR9", {"TELEGRAM_BOT_TOKEN": "2:new", "PUBLIC_URL": ""})
    old = {"SECRET_KEY": "old", "TELEGRAM_BOT_TOKEN": "1:old", "OTHER": "it's \\ mine"}
    assert dot_env(answers, old).splitlines() == [
        "SECRET_KEY=old",
        "TELEGRAM_BOT_TOKEN=2:new",
        "OTHER='it\\'s \\\\ mine'",
    ]


def test_what_init_writes_is_read_back(tmp_path: Path) -> None:
    odd = "a'b\\c d#e$f"
    answers = Answers("ก", "ข", "A", "B", "TR9", {"TELEGRAM_BOT_TOKEN": odd})
    (tmp_path / "bot.yaml").write_text((ROOT / "bot.yaml").read_text("utf-8"), "utf-8")
    write_private(tmp_path / ".env", dot_env(answers, {}))
    assert load(tmp_path / "bot.yaml", {}).telegram_bot_token == odd


def test_the_key_of_a_sandbox_stays(tmp_path: Path) -> None:
    room = tmp_path / "data" / "sandbox"
    assert kept_secret_key(room) == kept_secret_key(room) != ""
    assert stat.S_IMODE((room / "secret.key").stat().st_mode) == 0o600


def phone(text: str) -> Reading:
    """Reads any text as a question with a telephone number behind its first word."""
    start = text.index(" ") + 1
    return Reading(
        kind="question",
        kinds=("question",),
        private=(Span(start, len(text), "phone"),),
        confidence={"kind": 0.9},
        unsure=False,
    )


def test_classify_answers_line_by_line() -> None:
    out, skipped = io.BytesIO(), list[int]()
    lines = [b'{"id": 7, "text": "call 0812345678"}\n', b"\n", b"nonsense\n", b"\xff\n"]
    assert classify(lines, out, by_reading(phone), skipped.append) == 2
    assert skipped == [3, 4]
    assert json.loads(out.getvalue()) == {
        "id": 7,
        "kind": "question",
        "group": None,
        "info_type": None,
        "sentiment": "neutral",
        "urgent": False,
        "urgency_reason": None,
        "pii": [{"type": "phone", "text": "0812345678"}],
        "confidence": {"kind": 0.9, "group": 0, "info_type": 0, "sentiment": 0, "urgent": 0},
        "unsure": False,
    }


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (OSError(errno.EADDRINUSE, "in use"), "cli-port-in-use"),
        (ExceptionGroup("tasks", [OSError(errno.EADDRINUSE, "in use")]), "cli-port-in-use"),
        (OSError(errno.EADDRNOTAVAIL, "no address"), "cli-no-address"),
        (socket.gaierror(-2, "unknown name"), "cli-no-address"),
        (PermissionError(13, "denied"), "cli-no-address"),
        (PermissionError(13, "denied", "data/x"), "cli-not-writable"),
        (Unavailable("gone"), "cli-no-database"),
        (ValueError("our mistake"), None),
    ],
)
def test_what_the_user_can_mend_is_a_sentence(error: Exception, key: str | None) -> None:
    text = reason(error, "127.0.0.1", 8080)
    assert (text and text.key) == key


def test_help_lists_every_command_of_the_contract_that_exists() -> None:
    shown = run("--help").stdout
    for command in ("serve", "sandbox", "init", "doctor", "invite", "classify", "train", "migrate"):
        assert re.search(rf"^  {command} ", shown, re.MULTILINE), command
