"""How a matter is shown before it is sent: what was understood, and what can be done with it."""

from __future__ import annotations

from handlers.citizen import matter as matters
from handlers.citizen import sending
from handlers.citizen.matter import Matter
from handlers.content import Choice, GroupName, Text, Value
from handlers.domain.office import SMALLTALK
from handlers.domain.reading import Reading
from handlers.facts import Snapshot


def wording(matter: Matter, reading: Reading) -> str:
    if matter.secret(reading):
        if matter.above:
            return "review-above"
        return "review-secret-after" if matter.ticket else "review-secret"
    if not matter.text:
        return "review-files"
    if matter.ticket:
        return "review-urgent"
    return "review-unsure" if reading.unsure and not matter.kind else "review"


def said(facts: Snapshot, matter: Matter, reading: Reading) -> dict[str, Value]:
    return {
        "kind": Text(f"kind-{matters.kind_of(matter, reading)}"),
        "group": GroupName(matters.desk(matter, reading, facts.office)),
        "veil": Text("review-anonymous" if matter.anonymous else "review-named"),
        "files": matter.enclosed,
    }


def choices(facts: Snapshot, matter: Matter, reading: Reading) -> tuple[Choice, ...]:
    asks = reading.unsure and not matter.kind and not matter.warned and not matter.secret(reading)
    choices = _asking(reading) if asks else (Choice("intake.send"),)
    if not matter.ticket and not matter.secret(reading):
        choices += sending.join_choices(facts)
    choices += () if asks else (Choice("intake.kind"),)
    if matter.secret(reading):
        choices += (Choice("intake.usual" if matter.above else "intake.above"),)
    else:
        choices += (Choice("intake.group"),)
    choices += (Choice("intake.more"),)
    choices += (Choice("intake.named" if matter.anonymous else "intake.anonymous"),)
    choices += () if matter.warned else (Choice("intake.urgent"),)
    return (*choices, Choice("intake.cancel"))


def _asking(reading: Reading) -> tuple[Choice, ...]:
    """The two likeliest kinds, to be sent as one of them, and something else."""
    likely = [kind for kind in reading.kinds if kind != SMALLTALK][:2]
    first = tuple(kind_choice("intake.sendas", kind) for kind in likely)
    if len(likely) < 2:
        first = (Choice("intake.send"),)
    return (*first, Choice("intake.kind", label=Text("choice-intake-other")))


def kind_choice(name: str, kind: str) -> Choice:
    key = "choice-" + name.replace(".", "-")
    return Choice(name, (kind,), Text(key, {"kind": Text(f"kind-{kind}")}))


def groups(facts: Snapshot) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            "intake.groupis",
            (group.id,),
            Text("choice-intake-groupis", {"group": GroupName(group.id, "short")}),
        )
        for group in facts.office.groups
    )
