"""Rules and model are two witnesses: either may alarm, each may calm the other a little."""

from __future__ import annotations

import pytest

from bot.understanding.urgency import Signs, alarm, danger

LIMITS = {"danger": 0.2, "danger.ruled": 0.05, "danger.silenced": 0.5}
RULED = Signs("violence", "violence", ())
QUIET = Signs(None, None, ())
SILENCED = Signs(None, "violence", ("sport",))


@pytest.mark.parametrize(
    ("signs", "fear", "reason"),
    [
        (RULED, 0.06, "violence"),
        (RULED, 0.04, None),
        (QUIET, 0.21, "other_safety"),
        (QUIET, 0.19, None),
        (SILENCED, 0.49, None),
        (SILENCED, 0.51, "bullying"),
    ],
)
def test_an_alarm_needs_less_of_the_model_where_a_rule_fires(
    signs: Signs, fear: float, reason: str | None
) -> None:
    shares = {None: 1 - fear, "bullying": fear}
    assert alarm(signs, shares, LIMITS) == reason


def test_what_silences_a_rule_is_named() -> None:
    signs = danger().signs("ลูกเตะฟุตบอลกับเพื่อน แข่งกีฬาสีสนุกมาก")
    assert signs.reason is None
    assert "sport" in signs.silencers


@pytest.mark.parametrize("text", ["ไปราชการที่เขตบริการ ครูรออยู่", "ไปตี้โฮงเฮียนกับลูก", "ส่งงานแล้วครูตีกลับ"])
def test_words_inside_words_are_no_blows(text: str) -> None:
    assert danger().signs(text).feared is None
