"""Carries out the effects of a step, in order, in the turn's transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import structs

from handlers import effects as e
from handlers.content import Choice, NumberOf, Text, Value
from handlers.domain.hours import quiet_until
from handlers.domain.office import DUTY, Office
from handlers.domain.ticket import Ticket
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
    shown,
    staff,
    tickets,
    timers,
    withdrawn,
)
from storage.database import Tx


class Turn:
    """What effects refer to: the transaction, the event, and whose chat it was."""

    def __init__(self, tx: Tx, basics: Basics, incoming: Incoming) -> None:
        self.tx = tx
        self.basics = basics
        self.incoming = incoming
        self._tickets: dict[UUID, Ticket] = {}

    @property
    def chat(self) -> UUID:
        return self.basics.chat.id

    @property
    def office(self) -> Office:
        return self.basics.office

    @property
    def actor(self) -> UUID | None:
        return self.basics.person.id if self.basics.person else None

    def ticket(self, ticket_id: UUID) -> Ticket:
        """The ticket as this turn first met it: its number, its lane, its reporter."""
        if ticket_id not in self._tickets:
            found = tickets.find(self.tx, ticket_id)
            assert found is not None, "an effect names a ticket that does not exist"
            self._tickets[ticket_id] = found
        return self._tickets[ticket_id]


def step(tx: Tx, basics: Basics, incoming: Incoming, step: e.Step) -> None:
    """Applies a step. Raises Conflict when a record changed meanwhile."""
    turn = Turn(tx, basics, incoming)
    if isinstance(incoming.event, Migrated):
        chats.migrate(tx, basics.chat.id, incoming.event.to)
    for effect in step.effects:
        _APPLY[type(effect)](turn, effect)


def _say(turn: Turn, say: e.Say) -> None:
    if isinstance(say.to, e.ToCards):
        for chat in shown.chats_with_card(turn.tx, say.to.ticket):
            _say(turn, structs.replace(say, to=e.ToChat(chat)))
        return
    if isinstance(say.to, e.ToPast):
        for past in shown.past(turn.tx, say.to.ticket, turn.ticket(say.to.ticket).reporter):
            _queue(turn, say, past.chat, edits=past.message)
        return
    chat_id, desk = _recipient(turn, say.to)
    letter = _queue(turn, say, chat_id, desk)
    if chat_id is not None and say.choices:
        _save_menu(turn, chat_id, letter.choices)


def _queue(
    turn: Turn, say: e.Say, chat_id: UUID | None, desk: str | None = None, edits: str = ""
) -> outbox.Queued:
    letter = outbox.Queued(
        text=_numbered(turn, say.text),
        choices=tuple(_labelled(turn, choice) for choice in say.choices),
        report=say.report,
        report_to=say.report_to,
        edits=edits,
        alike=say.alike,
        asks=say.asks.data if say.asks else "",
    )
    outbox.queue(
        turn.tx,
        letter,
        chat_id=chat_id,
        desk=desk,
        id=say.id,
        priority=say.priority,
        free=say.postage == "free",
        shape=_shape(turn, say, chat_id),
        ticket_id=say.about,
        delay=say.delay,
        lifetime=say.lifetime,
        not_before=_undisturbed(turn, say) if desk else None,
    )
    return letter


def _undisturbed(turn: Turn, say: e.Say) -> datetime | None:
    """Until when a desk is not disturbed; what is urgent goes as an answer does, at once."""
    if say.priority == "answer":
        return None
    return quiet_until(turn.tx.now, turn.office.desks)


def _shape(turn: Turn, say: e.Say, chat_id: UUID | None) -> str:
    """A chat that is not the ticket's desk any more is told no more than that it goes on."""
    if say.shape != "card_again" or say.about is None:
        return say.shape
    # As it stands after what this step did with it.
    ticket = tickets.find(turn.tx, say.about)
    assert ticket is not None, "a card shows a ticket that does not exist"
    desks = [ticket.desk]
    if ticket.urgent and not ticket.confidential:
        desks.append(DUTY)
    bound = chats.desk_chats(turn.tx)
    mine = chat_id in (chats.desk_chat(bound, desk, turn.office) for desk in desks)
    return "card_again" if mine else "card_brief"


def _save_menu(turn: Turn, chat_id: UUID, choices: tuple[Choice, ...]) -> None:
    """Numbers and words that are typed next mean these choices; in private chats only."""
    if chat_id == turn.chat:
        if turn.basics.private:
            chats.save_menu(turn.tx, chat_id, choices)
        return
    row = chats.row_of(turn.tx, chat_id)
    if row.kind == "private":
        chats.save_menu(turn.tx, chats.real(turn.tx, row).id, choices)


def _recipient(
    turn: Turn, to: e.ToChat | e.ToDesk | e.ToReporter
) -> tuple[UUID | None, str | None]:
    if isinstance(to, e.ToChat):
        return to.chat, None
    if isinstance(to, e.ToReporter):
        return turn.ticket(to.ticket).reporter, None
    return chats.desk_chat(chats.desk_chats(turn.tx), to.desk, turn.office), to.desk


def _numbered(turn: Turn, text: Text) -> Text:
    return Text(text.key, {name: _value(turn, value) for name, value in text.values.items()})


def _value(turn: Turn, value: Value) -> Value:
    if isinstance(value, NumberOf):
        return turn.ticket(value.ticket).number
    return _numbered(turn, value) if isinstance(value, Text) else value


def _labelled(turn: Turn, choice: Choice) -> Choice:
    if choice.label is None:
        return choice
    return structs.replace(choice, label=_numbered(turn, choice.label))


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
        _say(turn, e.Say(e.ToChat(before), effect.farewell, postage="free"))
    desks.forward(turn.tx, turn.office)
    _act(turn, "desk bound", None, effect.desk)


def _unbind(turn: Turn, effect: e.UnbindDesks) -> None:
    for desk in desks.unbind(turn.tx, turn.incoming.chat, turn.office):
        _act(turn, "desk lost", None, desk)


def _grant(turn: Turn, effect: e.GrantRole) -> None:
    staff.grant(turn.tx, effect.person, effect.grant)
    _act(turn, "role granted", None, f"{effect.grant.role} {effect.grant.group}")


def _revoke(turn: Turn, effect: e.RevokeRoles) -> None:
    staff.revoke(turn.tx, effect.person, effect.group)
    _act(turn, "role taken", None, f"{effect.person.hex} {effect.group}".strip())


def _exclude(turn: Turn, effect: e.Exclude) -> None:
    staff.exclude(turn.tx, effect.ticket, effect.person)
    _act(turn, "excluded", effect.ticket, effect.person.hex)


def _set_timer(turn: Turn, effect: e.SetTimer) -> None:
    chat = timers.OFFICE if effect.of == "office" else turn.incoming.chat
    timers.set_timer(turn.tx, chat, effect)


_APPLY: dict[type, Callable[[Turn, Any], None]] = {
    e.Say: _say,
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
    e.KeepCanned: lambda turn, it: canned.keep(turn.tx, it),
    e.UseInvite: lambda turn, it: invites.use(turn.tx, it.invite),
    e.ChatIs: lambda turn, it: chats.change(turn.tx, turn.chat, it, turn.incoming.at),
    e.LeaveGroup: lambda turn, it: outbox.queue(
        turn.tx, outbox.Queued(Text("leave")), chat_id=turn.chat, shape="leave"
    ),
    e.Audit: lambda turn, it: _act(turn, it.act, it.ticket, it.detail),
}
