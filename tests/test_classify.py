"""`classify` on a stream: line by line, in order, with a bar on a terminal and nowhere else."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator

from bot.commands.classify import Sentence, classify
from tests.house.source import ROOT
from tests.test_commands import SECONDS, run

MANY = 2_000
LINES = "".join(json.dumps({"id": number, "text": "ขอบคุณครับ"}) + "\n" for number in range(3))


def test_a_line_is_answered_before_the_next_is_read() -> None:
    out = io.BytesIO()
    skipped = list[int]()

    def lines() -> Iterator[bytes]:
        for number in range(MANY):
            assert out.getvalue().count(b"\n") == number - len(skipped)
            yield b"nonsense" if number % 100 == 7 else b'{"id": %d, "text": ""}' % number

    def answer(sentence: Sentence) -> dict[str, object]:
        return {"id": sentence.id}

    assert classify(lines(), out, answer, skipped.append) == len(skipped)
    assert skipped == [number + 1 for number in range(MANY) if number % 100 == 7]
    ids = [json.loads(line)["id"] for line in out.getvalue().splitlines()]
    assert ids == [number for number in range(MANY) if number % 100 != 7]


def test_broken_bytes_cost_no_more_than_themselves() -> None:
    out = io.BytesIO()
    said: list[str] = []

    def answer(sentence: Sentence) -> dict[str, object]:
        said.append(sentence.text)
        return {"id": sentence.id}

    lines = [
        b'\xef\xbb\xbf{"id": 1, "text": "first \\u0e01"}',
        b'{"id": 2, "text": "cut \xe0\xb8"}',
        b'{"id": "\\ud83d", "text": "half \\ud83d \\ud83d\\ude00"}',
        b'{"id": 4, "text": "deep", "more": ' + b"[" * 100_000,
        b'{"id": 5, "text": "last"}',
    ]
    skipped = list[int]()
    assert classify(lines, out, answer, skipped.append) == 1 and skipped == [4]
    assert [each.split()[0] for each in said] == ["first", "cut", "half", "last"]
    assert said[0] == "first ก" and said[1] == "cut \ufffd"
    assert said[2].startswith("half \ufffd") and said[2].endswith(" 😀")
    assert len(out.getvalue().splitlines()) == 4


def test_no_bar_where_there_is_no_terminal() -> None:
    done = run("classify", given=LINES)
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [0, 1, 2]


def test_a_bar_and_bad_lines_on_the_terminal_and_only_answers_on_the_output() -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as screen:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "--lang", "en", "classify"],
            input=(LINES + "nonsense\n").encode(),
            stdout=subprocess.PIPE,
            stderr=theirs,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm"},
            timeout=SECONDS,
            check=False,
        )
        os.set_blocking(ours, False)
        shown = screen.read(65_536).decode()
        os.close(theirs)
    assert done.returncode == 1
    assert "4/?" in shown and "Line 4: must be JSON with id and text" in shown
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [0, 1, 2]
