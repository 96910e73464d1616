"""The `train` command: other people's labels, the office's corrections, figures and faults."""

from __future__ import annotations

import asyncio
import io
import json
import platform
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.commands import train as command
from bot.commands.classify import classify, with_model
from bot.commands.refusals import Refusal
from bot.config import load
from bot.opening import opened
from bot.understanding.learned import SHIPPED, shipped_model
from bot.understanding.model import parse
from bot.understanding.training import course
from bot.understanding.training.examples import (
    MESSAGES,
    Example,
    Row,
    example,
    fingerprint,
    read,
    shipped,
)
from bot.understanding.training.figures import calibration_gap, drawn, macro_f1, proportion
from bot.understanding.training.learn import Recipe
from bot.understanding.urgency import Label
from handlers.content import Text
from handlers.domain.correction import Correction
from storage import corrections as kept
from tests.house.source import ROOT
from tests.test_commands import KEY, refused, run
from tests.understanding.test_reader import OFFICE

FRUIT = ("มะม่วง", "ทุเรียน", "ส้มโอ", "กล้วย", "ชมพู่")
TOOLS = ("ค้อน", "ไขควง", "เลื่อย", "ตะปู", "คีม")
SAYINGS = ("ขาย{}ราคาเท่าไหร่", "อยากได้{}สองอัน", "มี{}ไหมครับ", "ซื้อ{}ที่ตลาด", "{}หมดแล้ว")


def written(path: Path, lines: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return path


def labelled() -> list[dict[str, object]]:
    return [
        {"text": saying.format(word), "label": label}
        for label, words in (("fruit", FRUIT), ("tool", TOOLS))
        for word in words
        for saying in SAYINGS
    ]


def said(lines: Iterator[Text]) -> dict[str, Text]:
    return {text.key: text for text in lines}


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house that ships an eighth of the messages, so that learning takes a second."""
    folder = tmp_path / "messages"
    folder.mkdir()
    for path in MESSAGES.glob("*.jsonl"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        (folder / path.name).write_text("".join(lines[::8]), "utf-8")
    monkeypatch.setattr(command, "shipped", lambda: sorted(folder.glob("*.jsonl")))
    return tmp_path


def test_labels_of_other_people_are_learned_and_answered(tmp_path: Path) -> None:
    data, out = written(tmp_path / "x.jsonl", labelled()), tmp_path / "x.bin"
    lines = said(command.train([data], out, None, tmp_path, none))
    assert {"cli-train-held-back", "cli-train-axis", "cli-train-written"} <= lines.keys()
    answers = io.BytesIO()
    asked = [json.dumps({"id": 1, "text": "มีทุเรียนขายไหม"}).encode()]
    assert classify(asked, answers, with_model(OFFICE, tmp_path, out), lambda _: None) == 0
    answer = json.loads(answers.getvalue())
    assert answer["label"] == "fruit" and 0 < answer["confidence"] <= 1


def test_of_the_recipes_for_other_people_the_best_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = course.corpus(read([written(tmp_path / "x.jsonl", labelled())]))
    deaf, good = Recipe(1e-9, features=1), Recipe()
    right = []
    for recipes in ((deaf,), (good,), (deaf, good), (good, deaf)):
        monkeypatch.setattr(course, "OTHERS", recipes)
        taken = list[None]()
        made = course.learned(table, partial(taken.append, None))
        right.append(made.figures[0].strict.value)
        assert len(taken) == course.steps(table)
    assert right[0] < right[1] == right[2] == right[3]


def test_labels_of_other_people_need_a_file_of_their_own(tmp_path: Path) -> None:
    data = written(tmp_path / "x.jsonl", labelled())
    with pytest.raises(Refusal):
        list(command.train([data], None, None, tmp_path, none))


def test_a_file_that_is_no_data_or_no_model_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "x.jsonl"
    data.write_text("nonsense\n", "utf-8")
    with pytest.raises(Refusal):
        list(command.train([data], tmp_path / "x.bin", None, tmp_path, none))
    with pytest.raises(Refusal):
        with_model(OFFICE, tmp_path, data)


def test_one_label_alone_teaches_nothing(tmp_path: Path) -> None:
    data = written(tmp_path / "x.jsonl", [{"text": "ก", "label": "a"}] * 3)
    with pytest.raises(Refusal):
        list(command.train([data], tmp_path / "x.bin", None, tmp_path, none))


def test_texts_that_share_nothing_teach_nothing(tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [{"text": "ก", "label": "a"}, {"text": "ข", "label": "b"}]
    data = written(tmp_path / "x.jsonl", lines)
    with pytest.raises(Refusal):
        list(command.train([data], tmp_path / "x.bin", None, tmp_path, none))


def test_texts_that_share_nothing_with_some_others_are_learned(tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [{"text": "ก", "label": "a"}, {"text": "ข", "label": "b"}]
    data, out = written(tmp_path / "x.jsonl", [*lines, lines[0]]), tmp_path / "x.bin"
    assert "cli-train-written" in said(command.train([data], out, None, tmp_path, none))
    assert parse(out.read_bytes()).axes["label"].labels == ("a", "b")


def none() -> list[Correction]:
    return []


def corrected(text: str, kind: str | None, group: Label) -> Correction:
    """What somebody chose on some day."""
    chosen = None if group is None else str(group)
    return Correction(text, date(2026, 11, 20), "citizen", kind, chosen)


def corrections(group: str) -> list[Correction]:
    """An office where a certain machine belongs to a unit that nobody would guess."""
    places = ("ชั้นสอง", "หน้าห้อง", "ในโรงอาหาร", "ที่หอประชุม", "ข้างเสาธง", "หลังตึก")
    verbs = ("เสียอีกแล้ว", "ไม่ทำงานครับ")
    return [
        corrected(f"เครื่องหยอดเหรียญ{place}{verb}", "complaint", group)
        for place in places
        for verb in verbs
    ]


def test_corrections_that_teach_something_take_over(few: Path) -> None:
    lines = said(command.train([], None, None, few, lambda: corrections("internal_audit")))
    assert lines["cli-train-compared"].values["count"] == 12
    model = parse((few / "model.bin").read_bytes())
    asked = model.read("เครื่องหยอดเหรียญหน้าห้องเสียครับ")["group"]
    assert next(iter(asked)) == "internal_audit"


def test_corrections_that_teach_nothing_change_nothing(few: Path) -> None:
    known = read(sorted((few / "messages").glob("*.jsonl")))[:12]
    same = [
        corrected(each.text + " ครับ", str(each.labels["kind"]), each.labels["group"])
        for each in known
    ]
    assert "cli-train-no-better" in said(command.train([], None, None, few, lambda: same))
    assert not (few / "model.bin").exists()


def test_a_few_corrections_are_too_few(few: Path) -> None:
    some = corrections("ict")[: course.LEAST_ADDED - 1]
    assert "cli-train-too-few" in said(command.train([], None, None, few, lambda: some))


def test_corrections_are_read_from_the_database_with_its_key(tmp_path: Path) -> None:
    refused(run("train", DATA_DIR=str(tmp_path)), "SECRET_KEY")
    settings = load(ROOT / "bot.yaml", {"DATA_DIR": str(tmp_path), "SECRET_KEY": KEY})

    async def keep() -> None:
        async with opened(settings, Clock().now) as db:
            await db.run(lambda tx: kept.add(tx, corrections("ict")[0], ()))

    asyncio.run(keep())
    assert "1 corrections" in run("train", SECRET_KEY=KEY, DATA_DIR=str(tmp_path)).stdout
    refused(run("train", SECRET_KEY="o" * 40, DATA_DIR=str(tmp_path)), "SECRET_KEY")


def test_the_shipped_model_learned_from_what_ships() -> None:
    assert shipped_model().header.data == fingerprint(read(shipped())), "make model"


@pytest.mark.skipif(platform.system() != "Linux", reason="other machines round otherwise")
def test_the_shipped_model_is_made_again_byte_by_byte() -> None:
    made = course.learned(course.corpus(read(shipped())), lambda: None)
    assert made.model.dump() == SHIPPED.read_bytes(), "make model"


def test_a_lead_is_nobodys_danger() -> None:
    lead = example(Row("ก", kind="corruption", urgency_reason="corruption"))
    assert lead == Example("ก", {"kind": "corruption", "danger": None}, lead.also)


def test_figures() -> None:
    assert str(proportion(8, 10)) == "0.800 (0.490–0.943)"
    assert proportion(0, 0).high == 1
    assert macro_f1([("a", "a"), ("a", "b"), ("b", "b")]) == pytest.approx(2 / 3)
    assert drawn([("a", "a")] * 9, macro_f1).low == 1
    assert calibration_gap([0.9, 0.9], [True, False]) == pytest.approx(0.4)
