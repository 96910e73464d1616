"""How groups and people come to the office: one-time codes bind a desk or give a role.

A group that nobody binds gets one hint when we join, then silence, and is left after some days.
"""

from __future__ import annotations

from datetime import timedelta

from handlers.content import GroupName, Text
from handlers.domain.office import TECHNICAL
from handlers.domain.people import Grant, code_in
from handlers.effects import (
    BindDesk,
    CancelTimer,
    ChatIs,
    Effect,
    GrantRole,
    LeaveGroup,
    Say,
    SetTimer,
    Step,
    ToDesk,
    UnbindDesks,
    UseInvite,
)
from handlers.events import (
    Commanded,
    Event,
    Followed,
    Joined,
    Left,
    MembersJoined,
    MembersLeft,
    Migrated,
    TimerDue,
)
from handlers.facts import Basics, Needs, Snapshot
from handlers.letters import MENU, aside, here

UNBOUND = "unbound:"


def accepts(basics: Basics, event: Event) -> bool:
    if isinstance(event, Joined | Left | MembersJoined | MembersLeft | Migrated):
        return True
    if isinstance(event, TimerDue):
        return event.key.startswith(UNBOUND)
    if _code(event):
        return True
    # A group that is no desk of ours is not answered.
    return not basics.private and not basics.chat.desks


def _code(event: Event) -> str:
    if isinstance(event, Commanded):
        return code_in(event.argument) or "" if event.name == "code" else ""
    if isinstance(event, Followed | Joined):
        return code_in(event.code) or ""
    return ""


def needs(basics: Basics, event: Event) -> Needs:
    return Needs(code=_code(event))


def step(facts: Snapshot, event: Event) -> Step:
    basics = facts.basics
    if _code(event):
        return _redeem(facts)
    if isinstance(event, Joined):
        return _hint(facts)
    if isinstance(event, Left):
        return _left(basics)
    if isinstance(event, TimerDue) and not basics.chat.desks:
        return Step((LeaveGroup(),))
    return Step()


def _left(basics: Basics) -> Step:
    """A group that we are out of is no desk; the office must know whose alerts go elsewhere."""
    told = tuple(
        Say(ToDesk(TECHNICAL), Text("desk-lost", {"group": GroupName(desk)}), priority="alert")
        for desk in basics.chat.desks
    )
    timer = CancelTimer(UNBOUND + basics.chat.id.hex)
    return Step((ChatIs(state="left"), timer, UnbindDesks(), *told))


def _hint(facts: Snapshot) -> Step:
    basics = facts.basics
    if basics.chat.desks:
        return Step((ChatIs(state="active"),))
    wait = timedelta(days=facts.office.pace.unbound_group_days)
    return Step(
        (
            ChatIs(state="active"),
            aside(basics, "group-hint", days=facts.office.pace.unbound_group_days),
            SetTimer(UNBOUND + basics.chat.id.hex, facts.now + wait),
        )
    )


def _redeem(facts: Snapshot) -> Step:
    """A code is used up by whoever brings it first."""
    basics, invite = facts.basics, facts.invite
    tell = here if basics.private else aside
    if invite is None or invite.state != "valid":
        return Step((tell(basics, f"code-{invite.state if invite else 'unknown'}"),))
    used: tuple[Effect, ...] = (UseInvite(invite.id),)
    if basics.person is not None:
        used += (GrantRole(basics.person.id, Grant(invite.role, invite.group)),)
    group = GroupName(invite.group)
    if basics.private:
        role = Text(f"role-{invite.role.replace('_', '-')}")
        return Step((*used, here(basics, "role-given", *MENU, role=role, group=group)))
    bound: Say = aside(basics, "desk-bound", group=group)
    return Step(
        (
            *used,
            ChatIs(state="active"),
            CancelTimer(UNBOUND + basics.chat.id.hex),
            # The welcome goes before what was held for this desk.
            bound,
            BindDesk(invite.group, Text("desk-moved", {"group": group})),
        )
    )
