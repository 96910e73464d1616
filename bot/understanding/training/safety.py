"""How well danger and leads are seen by rules and model together, the way the reader decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from bot.understanding.clean import clean
from bot.understanding.layout import as_meant
from bot.understanding.training.examples import Example
from bot.understanding.training.figures import Measure, Shares, proportion
from bot.understanding.urgency import LEAD, alarm, danger


class Safety(Struct, frozen=True):
    """Recall of dangers and of leads; false alarms among texts of no danger, and among those of
    them that hold words of danger (`lookalikes`)."""

    dangers: Measure
    leads: Measure
    alarms: Measure
    lookalikes: Measure


def safety(
    examples: Sequence[Example],
    shares: Callable[[int], dict[str, Shares]],
    limits: dict[str, float],
) -> Safety:
    """The figures on examples that name danger and kind, with the probabilities of each."""
    counts = {"dangers": [0, 0], "leads": [0, 0], "alarms": [0, 0], "lookalikes": [0, 0]}
    for at, each in enumerate(examples):
        if "danger" not in each.labels:
            continue
        signs = danger().signs(clean(as_meant(each.text)))
        given = shares(at)
        alarmed = alarm(signs, given["danger"], limits) is not None
        of = ["dangers"] if each.labels["danger"] is not None else ["alarms"]
        of += ["lookalikes"] if of == ["alarms"] and signs.feared else []
        for name in of:
            counts[name][0] += alarmed
            counts[name][1] += 1
        if each.labels.get("kind") == LEAD:
            counts["leads"][0] += given["kind"].get(LEAD, 0.0) >= limits["lead.urgent"]
            counts["leads"][1] += 1
    return Safety(**{name: proportion(right, count) for name, (right, count) in counts.items()})
