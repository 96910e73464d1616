"""A day as people type it, on Friday 20 November 2026 (2569)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.domain.days import day_in

TODAY = date(2026, 11, 20)
LAST = date(2026, 11, 30)


@pytest.mark.parametrize(
    "typed",
    [
        "30 พ.ย. 69",
        "30 พ.ย. 2569",
        "๓๐ พฤศจิกายน ๒๕๖๙",
        "30 พฤศจิกายน พ.ศ. 2569",
        "30 พย",
        "30 พ.ย.",
        "วันที่ 30 พฤศจิกา 69",
        "วันจันทร์ที่ 30 พ.ย. 2569",
        "30/11/2569",
        "๓๐/๑๑/๖๙",
        "30-11-2026",
        "30.11.26",
        "30/11",
        "11/30/2026",
        "2026-11-30",
        "2569-11-30",
        "30 November",
        "30th of November 2026",
        "Nov 30, 2026",
        "by 30 nov",
        "สิ้นเดือน",
        "end of the month",
        "วันที่ 30",
        "อีก 10 วัน",
        "อีกสิบวัน",
        "ภายใน ๑๐ วัน",
        "10 วัน",
        "in 10 days",
        "ten more days",
        "อีก 6 วันทำการ",
        "6 working days",
    ],
)
def test_one_day_in_many_forms(typed: str) -> None:
    found = day_in(typed, TODAY)
    assert found is not None and (found.on, found.rest) == (LAST, "")


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("พรุ่งนี้", date(2026, 11, 21)),
        ("มะรืนนี้", date(2026, 11, 22)),
        ("the day after tomorrow", date(2026, 11, 22)),
        ("วันศุกร์นี้", date(2026, 11, 27)),
        ("วันจันทร์", date(2026, 11, 23)),
        ("ศุกร์หน้า", date(2026, 11, 27)),
        ("next Friday", date(2026, 11, 27)),
        ("อาทิตย์หน้า", date(2026, 11, 27)),
        ("อีกสองสัปดาห์", date(2026, 12, 4)),
        ("in a month", date(2026, 12, 20)),
        ("สิ้นเดือนหน้า", date(2026, 12, 31)),
        ("วันที่ 5", date(2026, 12, 5)),
        ("5 ม.ค.", date(2027, 1, 5)),
        ("5 ม.ค. 70", date(2027, 1, 5)),
        ("15 พ.ย.", date(2026, 11, 15)),
        ("29 ก.พ. 71", date(2028, 2, 29)),
        ("1 มิ.ย. 70", date(2027, 6, 1)),
        ("1 มี.ค. 70", date(2027, 3, 1)),
        ("1 เม.ย. 70", date(2027, 4, 1)),
        ("1 ก.ค. 70", date(2027, 7, 1)),
        ("1 ก.ย. 70", date(2027, 9, 1)),
    ],
)
def test_other_days(typed: str, on: date) -> None:
    found = day_in(typed, TODAY)
    assert found is not None and found.on == on


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("30 พ.ย. รอเอกสารจากโรงเรียน", "รอเอกสารจากโรงเรียน"),
        ("ถึงวันที่ 30 พ.ย.รอเอกสาร", "รอเอกสาร"),
        ("รอเอกสาร ถึง 30 พ.ย. 69", "รอเอกสาร"),
        ("รอมา 5 วันแล้ว ขอขยายถึง 30 พ.ย.", "รอมา 5 วันแล้ว"),
        ("30 พ.ย. 12 โรงเรียนยังไม่ส่ง", "12 โรงเรียนยังไม่ส่ง"),
        ("until 30 November, waiting for papers", "waiting for papers"),
        ("วันศุกร์ประชุม ขอถึง 30 พ.ย.", "วันศุกร์ประชุม"),
    ],
)
def test_the_words_beside_a_day_stay(typed: str, rest: str) -> None:
    found = day_in(typed, TODAY)
    assert found is not None and (found.on, found.rest) == (LAST, rest)


@pytest.mark.parametrize(
    "typed",
    ["", "รอเอกสารจากโรงเรียน", "31 ก.พ. 70", "10.30 น.", "ศธ 04001/1234", "may be", "32/13"],
)
def test_no_day(typed: str) -> None:
    assert day_in(typed, TODAY) is None


def test_mere_numbers_of_days_count_from_the_day_promised() -> None:
    found = day_in("อีก 5 วันทำการ", TODAY, start=date(2026, 12, 4), holidays={date(2026, 12, 7)})
    assert found is not None and found.on == date(2026, 12, 14)


@given(st.dates(date(2026, 1, 1), date(2029, 12, 31)))
def test_both_eras_name_the_same_day(on: date) -> None:
    for year in (on.year, on.year + 543, f"{(on.year + 543) % 100:02d}"):
        found = day_in(f"{on.day}/{on.month}/{year}", TODAY)
        assert found is not None and found.on == on


@given(st.text(alphabet="0123456789๓พยวันอีก./- abM", max_size=30), st.integers(0, 400))
def test_no_text_breaks_it(text: str, ahead: int) -> None:
    found = day_in(text, TODAY + timedelta(days=ahead))
    assert found is None or len(found.rest) <= len(text) + 1
