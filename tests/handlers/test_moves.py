"""The clock of a ticket as its moves stop it, let it run on, or reckon it anew (handlers/moves)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from handlers.domain.deadline import days_left, due_on, next_working, reckoned, runs_on
from handlers.domain.office import KINDS, KindRule
from handlers.facts import Needs
from handlers.moves import moved
from tests.handlers.made import OFFICE, group, snapshot, ticket

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
RULES = st.builds(KindRule, st.integers(1, 45), st.sampled_from(["working", "calendar"]))
HOLIDAYS = st.frozensets(DAYS, max_size=30)


@given(DAYS, st.integers(0, 20), st.integers(0, 60), RULES, HOLIDAYS)
def test_what_was_left_at_the_question_is_left_at_the_answer(
    opened: date, asked: int, waited: int, rule: KindRule, holidays: frozenset[date]
) -> None:
    office = structs.replace(OFFICE, kinds={"complaint": rule}, holidays=holidays)
    due = due_on(opened, rule, holidays)
    paused = opened + timedelta(days=asked)
    answered = paused + timedelta(days=waited)
    one = ticket(opened_on=opened, due_on=due, paused_on=paused)
    again = runs_on(one, answered, office)
    assert again >= due
    if due < paused or not waited:
        assert again == due
    elif rule.days == "working":
        left = days_left(due, paused, rule, holidays)
        # Nothing was left: it is due on the day of the answer, or on the next that is worked.
        expected = due_on(answered, KindRule(left, "working"), holidays)
        assert again == (expected if left else next_working(answered, holidays))


@given(DAYS, RULES, RULES, st.integers(0, 40), HOLIDAYS)
def test_another_kind_counts_from_the_first_day_and_keeps_the_days_of_waiting(
    opened: date, old: KindRule, new: KindRule, added: int, holidays: frozenset[date]
) -> None:
    office = structs.replace(OFFICE, kinds={"complaint": old}, holidays=holidays)
    due = due_on(opened, old, holidays)
    one = ticket(opened_on=opened, due_on=due)
    assert reckoned(one, new, office) == due_on(opened, new, holidays)
    later = next_working(due + timedelta(days=added), holidays)
    waited = structs.replace(one, due_on=later)
    assert reckoned(waited, old, office) == later
    assert reckoned(waited, new, office) >= due_on(opened, new, holidays)


def test_leaving_a_question_lets_the_clock_run_on_and_nothing_else_touches_it() -> None:
    now = datetime(2026, 11, 20, 3, tzinfo=UTC)
    facts = snapshot(structs.replace(group("legal"), now=now), Needs())
    asked = ticket(status="asked", paused_on=date(2026, 11, 16), due_on=date(2026, 11, 23))
    on = moved(facts, asked, "resumed", "claimed")
    assert (on.paused_on, on.due_on) == (None, date(2026, 11, 27))
    assert not moved(facts, asked, "assigned", "asked").due_on
    assert not moved(facts, ticket(), "claimed", "claimed").due_on
    assert set(OFFICE.kinds) == set(KINDS)
