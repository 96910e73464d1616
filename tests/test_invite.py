"""What `invite` makes of its options: a grant, or a refusal that names the option."""

from __future__ import annotations

from datetime import date

import pytest

from bot.commands.invite import Asked, grant, typed_day
from bot.commands.refusals import Refusal
from handlers.domain.people import Grant
from tests.handlers.made import OFFICE

TODAY = date(2026, 11, 20)


def test_a_role_may_be_held_for_a_period_in_somebodys_stead() -> None:
    asked = Asked("admin", "group_director", "1/12/2569", "2027-09-30", "on_behalf")
    assert grant(asked, OFFICE, TODAY) == Grant(
        "group_director", "admin", date(2026, 12, 1), date(2027, 9, 30), "on_behalf"
    )
    assert grant(Asked("duty", "duty"), OFFICE, TODAY) == Grant("duty", "duty")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked("nobody", "officer"), "cli-no-such-group"),
        (Asked("admin", "king"), "cli-no-such-role"),
        (Asked("admin", "officer", until="30/9/2570", acting="for_fun"), "cli-no-such-capacity"),
        (Asked("admin", "officer", since="soon"), "cli-no-day"),
        (Asked("admin", "officer", until="31/2/2570"), "cli-no-day"),
        (Asked("admin", "officer", until="19/11/2569"), "cli-ends-too-soon"),
        (Asked("admin", "officer", "2/12/2569", "1/12/2569"), "cli-ends-too-soon"),
        (Asked("admin", "officer", acting="acting"), "cli-acting-until"),
    ],
)
def test_a_wrong_option_is_named(asked: Asked, said: str) -> None:
    with pytest.raises(Refusal) as refusal:
        grant(asked, OFFICE, TODAY)
    assert refusal.value.text.key == said


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30/9/2570", date(2027, 9, 30)),
        ("๓๐/๙/๒๕๗๐", date(2027, 9, 30)),
        ("2570-09-30", date(2027, 9, 30)),
        (" 2027-09-30 ", date(2027, 9, 30)),
        ("30-09-2027", date(2027, 9, 30)),
        ("31/2/2570", None),
        ("30/9/70", None),
        ("พรุ่งนี้", None),
        ("", None),
    ],
)
def test_a_day_is_of_either_era(typed: str, day: date | None) -> None:
    assert typed_day(typed) == day
