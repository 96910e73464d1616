"""What a matter is compared with, what comes of it, and what is never compared."""

from __future__ import annotations

from uuid import UUID

import pytest

from handlers.citizen import intake
from handlers.citizen.matter import Matter, Part
from handlers.content import Choice
from handlers.domain.ticket import Ticket
from handlers.effects import Say
from handlers.events import ChoiceMade, Event, TextSent, TimerDue
from handlers.facts import Sought
from tests.handlers.made import CHAT, LEAD, of, private, run, ticket

MATTER = Matter((Part("อาหารไม่พอ", "m1"),))
SEND = ChoiceMade(Choice("intake.send"))
SILENCE = TimerDue(f"intake.silence:{CHAT.hex}")
LAPSE = TimerDue(f"intake.lapse:{CHAT.hex}")


def another(number: str, **more: object) -> Ticket:
    return ticket(id=UUID(int=int(number)), number=f"TY2-70-{number}-1", **more)


def sought(event: Event, matter: Matter = MATTER) -> Sought | None:
    return intake.needs(private(draft=matter.draft("review")), event).alike


def cards(*alike: Ticket, **more: object) -> list[tuple[str, ...]]:
    step = run(intake, private(draft=MATTER.draft("review")), SEND, alike=alike, **more)
    return [say.alike for say in of(step, Say) if say.shape == "card"]


def offered(own: tuple[Ticket, ...], alike: tuple[Ticket, ...]) -> list[tuple[str, object]]:
    step = run(intake, private(draft=MATTER.draft("review")), SILENCE, tickets=own, alike=alike)
    choices = of(step, Say)[-1].choices
    return [(it.label.key, it.args[0]) for it in choices if it.name == "intake.join"]


@pytest.mark.parametrize(
    ("event", "among"), [(SEND, "office"), (LAPSE, "office"), (SILENCE, "own")]
)
def test_own_tickets_for_the_review_and_all_for_the_card(event: Event, among: object) -> None:
    assert sought(event) == Sought("อาหารไม่พอ", among)  # type: ignore[arg-type]


def test_a_bubble_waits_for_no_comparison() -> None:
    assert sought(TextSent("และไม่อร่อย", "m2")) is None
    assert sought(SEND, Matter()) is None
    assert sought(SEND, Matter(MATTER.parts, ticket=UUID(int=7))) is None


def test_a_lead_is_never_compared() -> None:
    assert sought(SEND, Matter(MATTER.parts, kind="corruption")) is None
    assert sought(ChoiceMade(Choice("intake.sendas", ("corruption",)))) is None
    assert cards(another("00002"), reading=LEAD) == [()]


def test_the_card_points_to_two_tickets_of_the_same_desk_first() -> None:
    there, here = another("00002", group="legal"), another("00003")
    secret, last = another("00004", confidential=True), another("00005", group="legal")
    assert cards(there, secret, here, last) == [("TY2-70-00003-1", "TY2-70-00002-1")]
    assert cards() == [()]


def test_own_tickets_that_look_alike_are_offered_alone_else_the_newest() -> None:
    one, other = another("00002"), another("00003")
    closed, strange = another("00004", status="closed"), another("00005")
    same, join = "choice-intake-same", "choice-intake-join"
    assert offered((one, other), (other,)) == [(same, other.id.hex)]
    assert offered((one, other), ()) == [(join, one.id.hex), (join, other.id.hex)]
    assert offered((one, closed), (strange, closed)) == [(join, one.id.hex)]
