"""Carries out the effects of a step, in order, in the turn's transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from handlers import effects as e
from handlers.content import Text
from handlers.events import Incoming, Migrated
from handlers.facts import Basics
from storage import (
    canned,
    chats,
    corrections,
    desks,
    invites,
    load,
    messages,
    outbox,
    receipts,
    staff,
    tickets,
    timers,
    withdrawn,
)
from storage.database import Tx
from storage.saying import Turn, say


def step(tx: Tx, basics: Basics, incoming: Incoming, step: e.Step) -> None:
    """Applies a step. Raises Conflict when a record changed meanwhile."""
    turn = Turn(tx, basics, incoming)
    if isinstance(incoming.event, Migrated):
        chats.migrate(tx, basics.chat.id, incoming.event.to)
    for effect in step.effects:
        _APPLY[type(effect)](turn, effect)


def _open(turn: Turn, effect: e.OpenTicket) -> None:
    tickets.open_ticket(turn.tx, effect, turn.chat, turn.office.code)
    _act(turn, "opened", effect.id)


def _move(turn: Turn, effect: e.MoveTicket) -> None:
    tickets.move(turn.tx, effect)
    _act(turn, effect.act, effect.ticket, effect.detail)


def _act(turn: Turn, act: str, ticket_id: UUID | None, detail: str = "") -> None:
    ticket = turn.ticket(ticket_id) if ticket_id else None
    tickets.record_act(turn.tx, act, ticket, turn.actor, turn.chat, detail)


def _source(turn: Turn, message_id: str) -> str:
    return load.source_of(turn.tx, turn.incoming, message_id)


def _add(turn: Turn, effect: e.AddMessage) -> None:
    ticket = turn.ticket(effect.ticket)
    if effect.author == "citizen" and ticket.confidential:
        receipts.answer_here(turn.tx, ticket, turn.chat)
    messages.add(turn.tx, effect, ticket, _source(turn, effect.source))
    act = {"citizen": "written", "reply": "replied", "note": "noted"}[effect.author]
    if effect.act is not None:
        act = effect.act
    if act:
        _act(turn, act, ticket.id)


def _redact(turn: Turn, effect: e.Redact) -> None:
    source = _source(turn, effect.source)
    messages.redact(turn.tx, source)
    corrections.forget(turn.tx, source)
    withdrawn.put(turn.tx, source, turn.incoming.at)


def _revise(turn: Turn, effect: e.Revise) -> None:
    source = _source(turn, effect.source)
    messages.revise(turn.tx, effect, source, turn.incoming.at)
    corrections.forget(turn.tx, source)


def _correct(turn: Turn, effect: e.Correct) -> None:
    sources = tuple(_source(turn, each) for each in effect.sources if each)
    if effect.ticket is not None:
        sources += messages.sources(turn.tx, effect.ticket)
    corrections.add(turn.tx, effect.correction, sources)


def _bind(turn: Turn, effect: e.BindDesk) -> None:
    before = chats.desk_chats(turn.tx).get(effect.desk, turn.chat)
    chats.bind(turn.tx, effect.desk, turn.chat)
    if before != turn.chat:
        say(turn, e.Say(e.ToChat(before), effect.farewell, postage="free"))
    desks.forward(turn.tx, turn.office)
    _act(turn, "desk bound", None, effect.desk)


def _unbind(turn: Turn, effect: e.UnbindDesks) -> None:
    for desk in desks.unbind(turn.tx, turn.incoming.chat, turn.office):
        _act(turn, "desk lost", None, desk)


def _grant(turn: Turn, effect: e.GrantRole) -> None:
    staff.grant(turn.tx, effect.person, effect.grant)
    _act(turn, "role granted", None, f"{effect.grant.role} {effect.grant.group}")


def _revoke(turn: Turn, effect: e.RevokeRoles) -> None:
    if staff.revoke(turn.tx, effect.person, effect.group):
        _act(turn, "role taken", None, f"{effect.person.hex} {effect.group}".strip())


def _exclude(turn: Turn, effect: e.Exclude) -> None:
    staff.exclude(turn.tx, effect.ticket, effect.person)
    _act(turn, "excluded", effect.ticket, effect.person.hex)


def _canned(turn: Turn, effect: e.KeepCanned) -> None:
    canned.keep(turn.tx, effect)
    _act(turn, "canned kept" if effect.text else "canned taken", None, effect.group)


def _set_timer(turn: Turn, effect: e.SetTimer) -> None:
    chat = timers.OFFICE if effect.of == "office" else turn.incoming.chat
    timers.set_timer(turn.tx, chat, effect)


_APPLY: dict[type, Callable[[Turn, Any], None]] = {
    e.Say: say,
    e.CancelSay: lambda turn, it: outbox.cancel(turn.tx, it.id),
    e.OpenTicket: _open,
    e.MoveTicket: _move,
    e.Veil: lambda turn, it: tickets.veil(turn.tx, it, turn.chat),
    e.AddMessage: _add,
    e.ReplyIs: lambda turn, it: messages.mark(turn.tx, it),
    e.KeepFile: lambda turn, it: messages.want(
        turn.tx, it, _source(turn, it.source), turn.incoming.chat
    ),
    e.Redact: _redact,
    e.Revise: _revise,
    e.Correct: _correct,
    e.Foresee: lambda turn, it: withdrawn.put(
        turn.tx, _source(turn, it.source), turn.incoming.at, it.text
    ),
    e.SetTimer: _set_timer,
    e.CancelTimer: lambda turn, it: timers.cancel(turn.tx, it.key),
    e.SaveDraft: lambda turn, it: chats.save_draft(turn.tx, turn.chat, it.draft),
    e.BindDesk: _bind,
    e.UnbindDesks: _unbind,
    e.GrantRole: _grant,
    e.RevokeRoles: _revoke,
    e.Exclude: _exclude,
    e.KeepCanned: _canned,
    e.ReceiptTyped: lambda turn, it: receipts.typed(turn.tx, turn.chat, it.ticket),
    e.UseInvite: lambda turn, it: invites.use(turn.tx, it.invite),
    e.ChatIs: lambda turn, it: chats.change(turn.tx, turn.chat, it, turn.incoming.at),
    e.LeaveGroup: lambda turn, it: outbox.queue(
        turn.tx, outbox.Queued(Text("leave")), chat_id=turn.chat, shape="leave"
    ),
    e.Audit: lambda turn, it: _act(turn, it.act, it.ticket, it.detail),
}
