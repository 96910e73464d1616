"""Rules and model are two witnesses: either may alarm, each may calm the other a little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.urgency import Signs, alarm, danger, fear_of

LIMITS = {"danger": 0.3}
RULED = Signs("violence", "violence", ())
QUIET = Signs(None, None, ())
SILENCED = Signs(None, "violence", ("sport",))
OWN = Signs("violence", "violence", (), own=True)


@pytest.mark.parametrize(
    ("signs", "fear", "reason"),
    [
        (RULED, 0.06, "violence"),
        (RULED, 0.05, None),
        (QUIET, 0.31, "other_safety"),
        (QUIET, 0.29, None),
        (QUIET, 0.41, "bullying"),
        (SILENCED, 0.29, None),
        (SILENCED, 0.41, "bullying"),
        (OWN, 0.0, "violence"),
    ],
)
def test_an_alarm_needs_less_of_the_model_where_a_rule_fires(
    signs: Signs, fear: float, reason: str | None
) -> None:
    shares = {None: 1 - fear, "bullying": fear}
    assert alarm(signs, shares, LIMITS) == reason


@given(st.floats(0.0, 1.0))
def test_a_rule_raises_the_fear_and_keeps_it_a_probability(model: float) -> None:
    shares = {None: 1 - model, "bullying": model}
    assert 0.0 <= fear_of(QUIET, shares) <= fear_of(RULED, shares) <= 1.0
    assert fear_of(SILENCED, shares) == pytest.approx(model)


def test_what_silences_a_rule_is_named() -> None:
    signs = danger().signs("ลูกเตะฟุตบอลกับเพื่อน แข่งกีฬาสีสนุกมาก")
    assert signs.reason is None
    assert "sport" in signs.silencers


@pytest.mark.parametrize("text", ["ไปราชการที่เขตบริการ ครูรออยู่", "ไปตี้โฮงเฮียนกับลูก", "ส่งงานแล้วครูตีกลับ"])
def test_words_inside_words_are_no_blows(text: str) -> None:
    assert danger().signs(text).feared is None
