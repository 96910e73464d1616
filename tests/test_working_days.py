"""The days off of three years are those of the cabinet, to the day (tests/fixtures)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from msgspec import structs

from bot.commands.doctor import holidays
from bot.working_days import LAST_COMPARED, closed_days, unconfirmed
from tests.handlers.made import OFFICE

OFFICIAL: dict[int, dict[date, str]] = yaml.safe_load(
    (Path(__file__).parent / "fixtures" / "government_holidays.yaml").read_text("utf-8")
)


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=each) for each in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("thai_year", sorted(OFFICIAL))
def test_the_office_works_on_all_days_but_the_official_ones(thai_year: int) -> None:
    year = thai_year - 543
    closed = closed_days(range(year - 1, year + 5), frozenset())
    weekdays = [day for day in days_of(year) if day.weekday() < 5]
    assert [day for day in weekdays if day in closed] == sorted(
        day for day in OFFICIAL[thai_year] if day.weekday() < 5
    )
    assert all(day.year == year for day in OFFICIAL[thai_year])


def test_the_three_years_are_those_that_count_as_compared() -> None:
    assert sorted(OFFICIAL) == [2567, 2568, 2569]
    assert max(OFFICIAL) - 543 == LAST_COMPARED


@pytest.mark.parametrize(
    "day", [date(2024, 5, 1), date(2027, 5, 3), date(2022, 5, 2), date(2026, 5, 1)]
)
def test_labour_day_and_the_day_in_lieu_of_it_are_worked(day: date) -> None:
    assert day not in closed_days(range(day.year, day.year + 1), frozenset())


def test_the_office_adds_days_of_its_own() -> None:
    own = date(2026, 8, 28)
    assert own in closed_days(range(2026, 2027), frozenset({own}))


def test_a_year_in_lieu_reaches_into_the_next() -> None:
    """31 December 2022 was a Saturday; it was made good in January."""
    assert date(2023, 1, 2) in closed_days(range(2022, 2024), frozenset())


@pytest.mark.parametrize(
    ("today", "confirmed", "asked"),
    [
        (date(2026, 9, 30), (), ()),
        (date(2026, 10, 1), (), (2027,)),
        (date(2026, 12, 31), (2027,), ()),
        (date(2027, 1, 1), (), (2027,)),
        (date(2027, 10, 1), (2027,), (2028,)),
        (date(2027, 10, 1), (), (2027, 2028)),
    ],
)
def test_doctor_asks_from_october_on_for_the_next_years_list(
    today: date, confirmed: tuple[int, ...], asked: tuple[int, ...]
) -> None:
    office = structs.replace(OFFICE, holidays_confirmed=confirmed)
    assert unconfirmed(office, today) == asked
    found = holidays(office, today)
    assert [each.state for each in found] == ["advice"] * len(asked)
    assert [each.text.values["thai_year"] for each in found] == [str(y + 543) for y in asked]
