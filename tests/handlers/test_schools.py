"""Finding a school by what people type, and in what they write."""

from __future__ import annotations

import pytest

from handlers.domain.office import School
from handlers.domain.schools import find_schools, school_in

SCHOOLS = (
    School("1", "โรงเรียนบ้านหนองบัว", "เมือง"),
    School("2", "บ้านหนองบัว", "ภูเรือ"),
    School("3", "หนองบัวพิทยาคม"),
    School("4", "อนุบาลตะวันฉาย"),
    School("5", "บ้านน้ำใส ๒"),
    School("6", "ชุมชนบ้านโคกสูง"),
    School("7", "วัดทุ่งทอง (ประชานุกูล)"),
)


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("โรงเรียนอนุบาลตะวันฉาย", "4"),
        ("รร.อนุบาลตะวันฉาย", "4"),
        ("ร.ร. อนุบาล ตะวันฉาย ครับ", "4"),
        ("อนุบาล", "4"),
        ("ตวันฉาย", "4"),
        ("อนุบาลตะวันชาย", "4"),
        ("น้ำใส", "5"),
        ("นำใส2", "5"),
        ("บ้านนํ้าใส ๒", "5"),
        ("โคกสูงค่ะ", "6"),
        ("ทุงทอง", "7"),
        ("ประชานุกูล", "7"),
        ("หนองบัวพิทยา", "3"),
        ("บ้านหนองบัว ภูเรือ", "2"),
        ("หนองบัว เมือง", "1"),
    ],
)
def test_the_best_match_comes_first(typed: str, best: str) -> None:
    assert find_schools(SCHOOLS, typed, 3)[0].id == best


def test_namesakes_are_offered_together_before_longer_names() -> None:
    assert [school.id for school in find_schools(SCHOOLS, "หนองบัว", 3)] == ["1", "2", "3"]
    assert len(find_schools(SCHOOLS, "หนองบัว", 1)) == 1


@pytest.mark.parametrize("typed", ["", "ก", "xyz", "ไม่ทราบค่ะ", "สวัสดีครับ", "โรงเรียน", "😀", "1"])
def test_nothing_near_gives_nothing(typed: str) -> None:
    assert find_schools(SCHOOLS, typed, 5) == ()


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("ครูโรงเรียนอนุบาลตะวันฉายตีเด็ก", "4"),
        ("น้ำไม่ไหลที่รร. บ้านน้ำใส 2 ค่ะ", "5"),
        ("โรงเรียนบ้านหนองบัว ภูเรือ ไม่มีครู", "2"),
        ("โรงเรียนหนองบัวพิทยาคมครับ", "3"),
        ("โรงเรียนวัดทุ่งทองหลังคารั่ว", "7"),
    ],
)
def test_a_school_named_without_doubt(text: str, school: str) -> None:
    found = school_in(SCHOOLS, text)
    assert found is not None
    assert found.id == school


@pytest.mark.parametrize(
    "text",
    [
        "ครูโรงเรียนบ้านหนองบัวตีเด็ก",  # two of that name
        "โรงเรียนหนองบัวลำภู",  # a longer name we do not know
        "บ้านโคกสูงน้ำท่วม",  # a village
        "โรงเรียนชุมชนบ้านโคกสูงและโรงเรียนอนุบาลตะวันฉาย",
        "โรงเรียน",
        "",
    ],
)
def test_any_doubt_names_no_school(text: str) -> None:
    assert school_in(SCHOOLS, text) is None
