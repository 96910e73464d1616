"""A row of the outbox with all that its wording needs: the letter, the ticket of a card, the words
and names that it quotes, as they stand now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Row

from handlers.content import Address, NameOf, Text, Value, Words
from handlers.domain.ticket import Ticket
from handlers.facts import Message
from storage import chats, messages, tickets
from storage.database import Tx
from storage.outbox import Queued


class Shown(Struct, frozen=True):
    """A ticket as its card shows it now."""

    ticket: Ticket
    messages: tuple[Message, ...]


class Nameless(Struct, frozen=True):
    """A member of staff whom a letter names, and whose name we were never told."""

    person: UUID
    address: Address


class Due(Struct, frozen=True):
    """A row that is to be sent now."""

    seq: int
    id: UUID
    ticket: UUID | None
    shape: str
    free: bool
    priority: int
    attempts: int
    letter: Queued
    desk: str | None = None
    words: dict[UUID, str | None] = {}
    nameless: tuple[Nameless, ...] = ()
    card: Shown | None = None

    @property
    def quotes(self) -> bool:
        """Whether the letter repeats what was written."""
        return any(isinstance(value, Words) for value in _values_in(self.letter.text))


def load(tx: Tx, row: Row[Any]) -> Due:
    """Raises storage.sealing.Unsealable or msgspec.MsgspecError where the row cannot be read."""
    letter = tx.vault.open(row.letter_sealed, row.id, Queued)
    card = _shown(tx, row.ticket_id) if row.shape.startswith("card") else None
    labels = [choice.label for choice in letter.choices if choice.label]
    said = [value for text in (letter.text, *labels) for value in _values_in(text)]
    people = {value.person for value in said if isinstance(value, NameOf)}
    people |= {card.ticket.claimant} if card and card.ticket.claimant else set()
    words = {
        value.message: messages.text_of(tx, value.message)
        for value in said
        if isinstance(value, Words)
    }
    named = {person: chats.row_of(tx, person) for person in people}
    return Due(
        seq=row.seq,
        id=row.id,
        ticket=row.ticket_id,
        shape=row.shape,
        free=row.free,
        priority=row.priority,
        attempts=row.attempts,
        letter=letter,
        desk=row.desk,
        words=words | {person: chats.display_of(tx, chat) for person, chat in named.items()},
        nameless=tuple(
            Nameless(person, chats.address_of(tx, chat))
            for person, chat in named.items()
            if not chat.display_sealed
        ),
        card=card,
    )


def _values_in(text: Text) -> list[Value]:
    """The values of a text and of the texts within it."""
    found: list[Value] = []
    for value in text.values.values():
        found.extend(_values_in(value) if isinstance(value, Text) else [value])
    return found


def _shown(tx: Tx, ticket_id: UUID) -> Shown | None:
    ticket = tickets.find(tx, ticket_id)
    return None if ticket is None else Shown(ticket, messages.of_ticket(tx, ticket_id))
