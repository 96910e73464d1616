"""How groups and people come to the office: one-time codes bind a desk or give a role.

A group that nobody binds gets one hint when we join, then silence, and is left after some days.
"""

from __future__ import annotations

from datetime import timedelta

from msgspec import structs

from handlers.content import GroupName, NameOf, Text
from handlers.domain.deadline import day_of
from handlers.domain.office import ALONE, TECHNICAL
from handlers.domain.people import Grant, code_in
from handlers.effects import (
    Audit,
    BindDesk,
    CancelTimer,
    ChatIs,
    Effect,
    GrantRole,
    LeaveGroup,
    Recipient,
    RevokeRoles,
    Say,
    SetTimer,
    Step,
    ToChat,
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
from handlers.facts import Basics, Holder, Needs, Snapshot
from handlers.letters import MENU, apart, aside, here, is_read
from handlers.posts import worded

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
    if isinstance(event, MembersLeft):
        return Needs(accounts=event.members)
    if isinstance(event, Left):
        return Needs(holders=(Holder("administrator", TECHNICAL),))
    return Needs(code=_code(event))


def step(facts: Snapshot, event: Event) -> Step:
    basics = facts.basics
    if _code(event):
        return _redeem(facts)
    if isinstance(event, Joined):
        return _hint(facts)
    if isinstance(event, Left):
        return _left(facts, event)
    if isinstance(event, MembersLeft):
        return _lose_roles(facts)
    if isinstance(event, TimerDue) and not basics.chat.desks:
        return Step((LeaveGroup(),))
    return Step()


def _left(facts: Snapshot, event: Left) -> Step:
    """A group that we are out of, or may not write in, is no desk. The technical desk, the
    administrators and who stands in must know whose alerts go elsewhere."""
    basics = facts.basics
    away: tuple[Effect, ...] = (CancelTimer(UNBOUND + basics.chat.id.hex), UnbindDesks())
    if event.why == "out":
        away = (ChatIs(state="left"), *away)
    told = tuple(said for desk in basics.chat.desks for said in _lost(facts, desk, event.why))
    return Step((*away, *told))


def _lost(facts: Snapshot, desk: str, why: str) -> tuple[Say, ...]:
    left = structs.replace(
        facts.basics, bound=facts.basics.bound.difference(facts.basics.chat.desks)
    )
    news = Text("desk-mute" if why == "mute" else "desk-lost", {"group": GroupName(desk)})
    whom: list[Recipient] = [ToDesk(TECHNICAL), *(ToChat(person.id) for person in facts.staff)]
    said = tuple(Say(to, news, priority="alert") for to in whom)
    if desk not in ALONE and is_read(left, desk) and len(apart(left, TECHNICAL, desk)) > 1:
        stands_in = Text("desk-stands-in", {"group": GroupName(desk)})
        said += (Say(ToDesk(desk), stands_in, priority="alert"),)
    return said


def _lose_roles(facts: Snapshot) -> Step:
    """Who is out of a desk's chat, left or removed, has no role for that desk any more."""
    effects: list[Effect] = []
    for person in facts.staff:
        effects += [RevokeRoles(person.id, desk) for desk in facts.basics.chat.desks]
        if any(grant.group in facts.basics.chat.desks for grant in person.grants):
            effects.append(aside(facts.basics, "member-left", name=NameOf(person.id)))
    return Step(tuple(effects))


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


def _state(facts: Snapshot) -> str:
    """Whether the code that was brought still gives something."""
    invite = facts.invite
    if invite is None:
        return "unknown"
    over = invite.until is not None and invite.until < day_of(facts.now)
    return "expired" if over and invite.state == "valid" else invite.state


def _redeem(facts: Snapshot) -> Step:
    """A code is used up by whoever brings it first."""
    basics, invite = facts.basics, facts.invite
    tell = here if basics.private else aside
    state = _state(facts)
    if invite is None or state != "valid":
        return Step((Audit("refused", detail=f"code {state}"), tell(basics, f"code-{state}")))
    used: tuple[Effect, ...] = (UseInvite(invite.id),)
    given = Grant(invite.role, invite.group, invite.since, invite.until, invite.capacity)
    if basics.person is not None:
        used += (GrantRole(basics.person.id, given),)
    group = GroupName(invite.group)
    if basics.private:
        return Step((*used, here(basics, "role-given", *MENU, role=worded(given), group=group)))
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
