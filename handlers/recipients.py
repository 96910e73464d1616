"""Whom a letter is for; which chats these are is known when the effects are applied."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct


class ToChat(Struct, frozen=True, tag=True):
    chat: UUID


class ToDesk(Struct, frozen=True, tag=True):
    """The chat bound to a unit or special desk; held until one is bound where nobody stands in."""

    desk: str


class ToReporter(Struct, frozen=True, tag=True):
    """The reporter of a ticket, through the alias chat where there is one."""

    ticket: UUID


class ToCards(Struct, frozen=True, tag=True):
    """Every chat that has been shown a card of a ticket."""

    ticket: UUID


class ToPast(Struct, frozen=True, tag=True):
    """Every message of ours but the newest cards that may show what was written about a ticket;
    each is replaced, where the platform can."""

    ticket: UUID


Recipient = ToChat | ToDesk | ToReporter | ToCards | ToPast
