"""What a step says becomes rows of the outbox: to which chat, in which shape, not before when."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import structs

from handlers import effects as e
from handlers.content import Choice, GroupName, NumberOf, Text, Value
from handlers.domain.hours import quiet_until
from handlers.domain.office import ALONE, Office
from handlers.domain.people import desks_of, may
from handlers.domain.ticket import Ticket
from handlers.events import Incoming
from handlers.facts import Basics
from storage import alerts, chats, outbox, shown, tickets
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


def say(turn: Turn, said: e.Say) -> None:
    """Queues a letter, for each chat that it goes to."""
    if isinstance(said.to, e.ToCards):
        for chat in shown.chats_with_card(turn.tx, said.to.ticket):
            say(turn, structs.replace(said, to=e.ToChat(chat)))
        return
    if isinstance(said.to, e.ToPast):
        for past in shown.past(turn.tx, said.to.ticket, turn.ticket(said.to.ticket).reporter):
            _queue(turn, said, past.chat, edits=past.message)
        return
    chat_id, desk = _recipient(turn, said.to)
    letter = _queue(turn, said, chat_id, desk)
    if chat_id is None and desk is not None and desk not in ALONE:
        # Nobody stands in: somebody must know that it waits. (Of what is confidential its own
        # handlers tell no more than they may.)
        held = Text("alert-held", {"group": GroupName(desk)})
        alerts.once_a_day(turn.tx, turn.office, held, desk)
    if chat_id is not None and said.choices:
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
    bound = chats.desk_chats(turn.tx)
    places = (chats.desk_chat(bound, desk, turn.office) for desk in desks_of(ticket))
    mine = chat_id in places
    return "card_again" if mine or _works_alone(turn, chat_id, ticket) else "card_brief"


def _works_alone(turn: Turn, chat_id: UUID | None, ticket: Ticket) -> bool:
    """Whether a chat is the private one of somebody who may work on a ticket."""
    row = chats.row_of(turn.tx, chat_id) if chat_id else None
    if row is None or row.kind != "private":
        return False
    return may(chats.person(turn.tx, row, ""), "work", ticket)


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
