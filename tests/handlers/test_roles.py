"""Roles: given for a period, lost with the chat, listed and taken away in private.

handlers/staff/roles and handlers/staff/members; signature blocks in handlers/posts.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from handlers.content import Address, Choice, Text
from handlers.domain.people import Grant, Invite, Person
from handlers.effects import Audit, GrantRole, RevokeRoles, Say, ToChat
from handlers.events import ChoiceMade, Commanded, Followed, MembersLeft
from handlers.posts import signature
from handlers.staff import members, roles
from locales.texts import Texts
from tests.handlers.made import BOSS, CHAT, CITIZEN, OFFICE, OFFICER, group, keys, of, private, run

TEXTS = Texts(OFFICE)
CODE = "2345-6789-ABCD"
ACTING = Grant(
    "group_director", "personnel", date(2026, 11, 1), date(2027, 9, 30), capacity="acting"
)
OTHER = Person(UUID(int=77 << 80), "เจ้าหน้าที่ ค", (ACTING, Grant("officer", "legal")))
SHORT = OTHER.id.hex[: roles.SHORT]


def press(name: str, *args: str) -> ChoiceMade:
    return ChoiceMade(Choice(f"roles.{name}", args))


def test_a_code_hands_on_its_period_and_capacity() -> None:
    given = Invite(
        UUID(int=8), "group_director", "personnel", "valid", ACTING.since, ACTING.until, "acting"
    )
    step = run(members, private(), Followed(CODE), invite=given)
    assert of(step, GrantRole) == [GrantRole(CHAT, ACTING)]
    over = Invite(UUID(int=8), "officer", "personnel", "valid", until=date(2026, 11, 19))
    late = run(members, private(), Followed(CODE), invite=over)
    assert keys(late) == ["code-expired"] and of(late, Audit) and not of(late, GrantRole)


def test_who_leaves_a_desks_chat_loses_the_roles_for_it() -> None:
    gone = MembersLeft((Address("line", "private", "U1"),))
    step = run(members, group("personnel", "policy"), gone, staff=(OTHER,))
    assert of(step, RevokeRoles) == [
        RevokeRoles(OTHER.id, "personnel"),
        RevokeRoles(OTHER.id, "policy"),
    ]
    assert keys(step) == ["member-left"]
    silent = run(members, group("policy"), gone, staff=(OTHER,))
    assert keys(silent) == []
    assert members.needs(group("policy"), gone).accounts == gone.members


def test_the_administrator_lists_units_people_and_roles() -> None:
    alone = private(BOSS)
    assert keys(run(roles, alone, Commanded("people"), staff=())) == ["roles-none"]
    (units,) = of(run(roles, alone, Commanded("people"), staff=(OTHER,)), Say)
    assert [choice.first for choice in units.choices] == ["personnel", "legal"]
    listed = run(roles, alone, Commanded("people", "legal"), staff=(OTHER,))
    assert keys(listed) == ["roles-of"] and of(listed, Audit)[0].act == "roles read"
    (one,) = of(run(roles, alone, press("who", SHORT, "personnel"), staff=(OTHER,)), Say)
    assert "รักษาราชการแทน" in TEXTS.say(one.text, "th")
    assert "officer" not in str(one.text)  # the role for another unit is another matter
    assert all(len(choice.data) <= 64 for choice in one.choices)


def test_the_administrator_takes_a_role_away_but_not_the_own() -> None:
    alone = private(BOSS)
    step = run(roles, alone, press("take", SHORT, "personnel"), staff=(OTHER,))
    assert of(step, RevokeRoles) == [RevokeRoles(OTHER.id, "personnel")]
    assert keys(step) == ["roles-taken", "role-lost"]
    assert of(step, Say)[1].to == ToChat(OTHER.id)
    own = run(roles, alone, press("take", BOSS.id.hex[: roles.SHORT], "technical"), staff=(BOSS,))
    assert keys(own) == ["roles-not-own"] and not of(own, RevokeRoles)
    gone = run(roles, alone, press("take", SHORT, "finance"), staff=(OTHER,))
    assert keys(gone) == ["roles-units"]


@pytest.mark.parametrize("person", [CITIZEN, OFFICER, OTHER, None])
def test_to_anybody_else_the_list_does_not_exist(person: Person | None) -> None:
    asked = run(roles, private(person), Commanded("people", "legal"))
    pressed = run(roles, private(person), press("take", SHORT, "legal"))
    assert (keys(asked), keys(pressed)) == (["help"], ["old-button"])
    assert of(asked, Audit)[0].act == of(pressed, Audit)[0].act == "refused"
    assert not roles.needs(private(person), Commanded("people")).granted


OWN = Grant("group_director", "admin")


@pytest.mark.parametrize(
    ("grant", "th"),
    [
        (OWN, "(นาย ก)\nผู้อำนวยการกลุ่มอำนวยการ"),
        (
            Grant("office_director", "admin", capacity="acting"),
            "(นาย ก)\nผู้อำนวยการกลุ่มอำนวยการ รักษาราชการแทน\n"
            "ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต 2",
        ),
        (
            Grant("office_director", "admin", capacity="on_behalf"),
            "(นาย ก)\nผู้อำนวยการกลุ่มอำนวยการ ปฏิบัติราชการแทน\n"
            "ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต 2",
        ),
        (Grant("pr", "admin"), "(นาย ก)\nเจ้าหน้าที่ประชาสัมพันธ์ กลุ่มอำนวยการ"),
    ],
)
def test_a_signature_names_own_post_capacity_and_the_post_held(grant: Grant, th: str) -> None:
    signer = Person(CHAT, "นาย ก", (Grant("duty", "duty"), OWN, Grant("ict", "ict")))
    assert TEXTS.say(signature(signer, grant, OFFICE), "th") == th


def test_a_signature_in_english_and_of_somebody_without_an_own_post() -> None:
    signer = Person(CHAT, "Somebody")
    said = signature(signer, Grant("group_director", "legal", capacity="acting"), OFFICE, "en")
    assert TEXTS.say(said, "en") == "(Somebody)\nActing for\nDirector, Legal Affairs Group"
    assert isinstance(said, Text)
