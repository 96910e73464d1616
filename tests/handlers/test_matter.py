"""What becomes of a matter: its kind, group, secrecy, and the ticket it opens."""

from __future__ import annotations

from uuid import UUID

import msgspec
import pytest
from msgspec import structs

from handlers.citizen import matter as matters
from handlers.citizen.matter import Matter, Part
from handlers.domain.reading import Reading
from handlers.effects import AddMessage, Redact
from handlers.facts import Draft, Needs
from tests.handlers.made import (
    BLANK,
    COMPLAINT,
    DANGER,
    GREETING,
    LEAD,
    OFFICE,
    PERHAPS_LEAD,
    private,
    snapshot,
)

WHOLE = Matter((Part("ก", "m1"), Part("", "m2", UUID(int=7)), Part(place="📍 1,2", message="m3")))


def test_a_matter_survives_the_database() -> None:
    draft = msgspec.json.decode(msgspec.json.encode(WHOLE.draft("review")), type=Draft)
    assert matters.of(draft) == WHOLE
    assert matters.of(None) == matters.of(Draft("school", "school", {})) == Matter()


def test_what_is_read_and_what_is_enclosed() -> None:
    assert WHOLE.text == "ก"
    assert WHOLE.enclosed == 2


@pytest.mark.parametrize(
    ("corrected", "reading", "secret"),
    [
        (None, LEAD, True),
        ("complaint", LEAD, True),
        (None, PERHAPS_LEAD, True),
        ("complaint", PERHAPS_LEAD, False),
        ("corruption", COMPLAINT, True),
        (None, COMPLAINT, False),
        (None, DANGER, False),
    ],
)
def test_who_may_see_it(corrected: str | None, reading: Reading, secret: bool) -> None:
    assert Matter(kind=corrected).secret(reading) == secret


def test_kind_and_group_have_a_fallback() -> None:
    assert matters.kind_of(Matter(), GREETING) == matters.kind_of(Matter(), BLANK) == "comment"
    assert matters.kind_of(Matter(kind="praise"), COMPLAINT) == "praise"
    assert matters.group_of(Matter(), BLANK, OFFICE) == OFFICE.fallback
    assert matters.group_of(Matter(group="gone"), COMPLAINT, OFFICE) == "education_promotion"
    assert matters.group_of(Matter(group="legal"), COMPLAINT, OFFICE) == "legal"


def test_a_veiled_ticket_has_ids_that_tell_no_time() -> None:
    facts = snapshot(private(), Needs(ids=6))
    plain = matters.opening(facts, WHOLE, COMPLAINT, confirmed=True)
    assert (plain.id, plain.alias, plain.receipt) == (facts.ids[0], None, "")
    veiled = matters.opening(facts, Matter(WHOLE.parts, anonymous=True), COMPLAINT, confirmed=True)
    assert (veiled.id, veiled.alias, veiled.receipt) == (*facts.veiled[:2], "")
    secret = matters.opening(facts, WHOLE, LEAD, confirmed=True)
    assert secret.receipt.startswith("TY2-Z-") and secret.alias == facts.veiled[1]


@pytest.mark.parametrize("anonymous", [False, True])
def test_a_ticket_keeps_the_strategy(anonymous: bool) -> None:
    reading = structs.replace(COMPLAINT, strategy="safety", confidence={"strategy": 0.9})
    matter = Matter(WHOLE.parts, anonymous=anonymous)
    ticket = matters.opening(snapshot(private(), Needs(ids=6)), matter, reading, confirmed=True)
    assert ticket.strategy == ticket.reading["strategy"] == "safety"


@pytest.mark.parametrize(
    ("kind", "reading"), [(None, LEAD), (None, PERHAPS_LEAD), ("corruption", COMPLAINT)]
)
def test_nothing_of_a_strategy_is_kept_in_the_confidential_lane(
    kind: str | None, reading: Reading
) -> None:
    read = structs.replace(reading, strategy="safety", confidence={"kind": 0.8, "strategy": 0.9})
    matter = Matter(WHOLE.parts, kind=kind)
    ticket = matters.opening(snapshot(private(), Needs(ids=6)), matter, read, confirmed=True)
    assert ticket.receipt and ticket.strategy is ticket.reading["strategy"] is None
    assert ticket.reading["confidence"] == {"kind": 0.8}


def test_every_part_is_written_down_under_an_id_of_its_own() -> None:
    facts = snapshot(private(), Needs(ids=len(WHOLE.parts) + 2))
    written = matters.written(facts, UUID(int=4), WHOLE.parts)
    assert all(isinstance(each, AddMessage) for each in written)
    assert len({each.id for each in written if isinstance(each, AddMessage)}) == 3


def test_what_was_attached_in_vain_is_erased() -> None:
    assert matters.forgotten(WHOLE) == (Redact("m2"),)
