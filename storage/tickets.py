"""Tickets: opened with a number of their own, changed under a version, read as records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import UNSET, structs
from sqlalchemy import ColumnElement, Row, and_, bindparam, func, insert, select, update
from uuid_utils.compat import uuid4, uuid7

from handlers.domain import ticket as domain
from handlers.domain.deadline import BANGKOK, day_of
from handlers.domain.ticket import Ticket
from handlers.effects import MoveTicket, OpenTicket, Veil
from handlers.facts import Happened
from storage import chats, staff
from storage.database import Conflict, Tx
from storage.tables.chats import counters
from storage.tables.tickets import acts, files, messages, tickets
from storage.writing import insert_into

_COLUMNS = {"group": "group_id", "claimant": "claimant_id", "school": "school_id"}
_FILES = (
    select(func.count())
    .select_from(messages.join(files, messages.c.file_id == files.c.id))
    .where(messages.c.ticket_id == tickets.c.id, messages.c.redacted_at.is_(None))
    .scalar_subquery()
)
_SELECT = select(tickets, _FILES.label("files"))
_BY_ID = _SELECT.where(tickets.c.id == bindparam("which"))
_BY_NUMBER = _SELECT.where(tickets.c.number == bindparam("which"))
_OF_REPORTER = (
    _SELECT.where(tickets.c.reporter_id == bindparam("reporter"))
    .order_by(tickets.c.opened_on.desc(), tickets.c.number.desc())
    .limit(bindparam("most"))
)
_MERGED = _SELECT.where(tickets.c.merged_into == bindparam("into")).order_by(tickets.c.number)
_OPEN = select(tickets.c.id, tickets.c.due_on).where(tickets.c.status != "closed")
_INSERT = insert(tickets)
_INSERT_ACT = insert(acts)


def open_ticket(tx: Tx, effect: OpenTicket, chat_id: UUID, code: str) -> str:
    """Stores a new ticket and returns its number."""
    year = domain.fiscal_year(effect.opened_on)
    number = effect.receipt or domain.number(code, year, _next(tx, f"ticket {year}"))
    reporter = chat_id
    if effect.alias is not None:
        chats.alias(tx, effect.alias, chat_id)
        reporter = effect.alias
    tx.conn.execute(
        _INSERT,
        {
            "id": effect.id,
            "number": number,
            "kind": effect.kind,
            "group_id": effect.group,
            "status": "new",
            "reporter_id": reporter,
            "fiscal_year": year,
            "opened_on": effect.opened_on,
            "opened_at": None if effect.alias else tx.now,
            "due_on": effect.due_on,
            "confidential": bool(effect.receipt),
            "anonymous": effect.anonymous,
            "confirmed": effect.confirmed,
            "urgent": effect.urgent,
            "urgency_reason": effect.urgency_reason,
            "school_id": effect.school,
            "strategy_id": effect.strategy,
            "reading_sealed": tx.vault.seal(effect.reading, effect.id),
        },
    )
    return number


def veil(tx: Tx, effect: Veil, chat_id: UUID) -> None:
    """The ticket refers to an alias chat from now on, and nothing of it says who or when."""
    chats.alias(tx, effect.alias, chat_id)
    tx.conn.execute(
        update(tickets)
        .where(tickets.c.id == effect.ticket)
        .values(reporter_id=effect.alias, anonymous=True, opened_at=None)
    )
    _veil_acts(tx, effect.ticket, chat_id)
    tx.conn.execute(
        update(messages).where(messages.c.ticket_id == effect.ticket).values(at=_day(tx))
    )


def _veil_acts(tx: Tx, ticket_id: UUID, chat_id: UUID) -> None:
    of_reporter = (acts.c.ticket_id == ticket_id) & (acts.c.chat_id == chat_id)
    done = tx.conn.execute(select(acts.c.id).where(of_reporter).order_by(acts.c.at, acts.c.id))
    for position, row in enumerate(done.all()):
        tx.conn.execute(
            update(acts)
            .where(acts.c.id == row.id)
            .values(id=_id_of_day(tx, position), person_id=None, chat_id=None, at=_day(tx))
        )


def _day(tx: Tx) -> datetime:
    """Today's midnight in Bangkok: the day, without the time."""
    return tx.now.astimezone(BANGKOK).replace(hour=0, minute=0, second=0, microsecond=0)


def _next(tx: Tx, counter: str) -> int:
    """Counts up; the row is locked until the turn commits, so no number is given twice."""
    statement = insert_into(tx, counters).values(name=counter, value=1)
    value: int = tx.conn.execute(
        statement.on_conflict_do_update(
            index_elements=[counters.c.name], set_={"value": counters.c.value + 1}
        ).returning(counters.c.value)
    ).scalar_one()
    return value


def move(tx: Tx, effect: MoveTicket) -> None:
    """Changes a ticket that still stands at the version seen. Raises Conflict otherwise."""
    changes: dict[str, Any] = {
        _COLUMNS.get(field, field): value
        for field, value in structs.asdict(effect).items()
        if field not in ("ticket", "version", "act", "detail") and value is not UNSET
    }
    moved = tx.conn.execute(
        update(tickets)
        .where(tickets.c.id == effect.ticket, tickets.c.version == effect.version)
        .values(version=tickets.c.version + 1, **changes)
    )
    if moved.rowcount != 1:
        raise Conflict(f"ticket changed since version {effect.version}")


def find(tx: Tx, which: UUID | str) -> Ticket | None:
    """A ticket by its id or its number."""
    statement = _BY_ID if isinstance(which, UUID) else _BY_NUMBER
    row = tx.conn.execute(statement, {"which": which}).first()
    return None if row is None else _record(tx, row)


def of_reporter(tx: Tx, chat_id: UUID, most: int = 10) -> tuple[Ticket, ...]:
    """A person's tickets, newest first; anonymous ones cannot be found this way."""
    rows = tx.conn.execute(_OF_REPORTER, {"reporter": chat_id, "most": most})
    return tuple(_record(tx, row) for row in rows)


def merged(tx: Tx, ticket_id: UUID) -> tuple[Ticket, ...]:
    """The tickets that were merged into one, in the order of their numbers."""
    rows = tx.conn.execute(_MERGED, {"into": ticket_id})
    return tuple(_record(tx, row) for row in rows)


def due_dates(tx: Tx) -> dict[UUID, date]:
    """When each open ticket is due."""
    return {row.id: row.due_on for row in tx.conn.execute(_OPEN)}


def of_desks(tx: Tx, desks: Sequence[str], most: int = 10) -> tuple[Ticket, ...]:
    """What a desk has to do, most urgent first."""
    return _of_desks(tx, desks, tickets.c.status != "closed", most=most)


def late(tx: Tx, desks: Sequence[str], most: int = 10) -> tuple[Ticket, ...]:
    """What a desk should have done, the latest first."""
    running = and_(tickets.c.status != "closed", tickets.c.paused_on.is_(None))
    return _of_desks(tx, desks, running, tickets.c.due_on < day_of(tx.now), most=most)


def _of_desks(
    tx: Tx, desks: Sequence[str], *which: ColumnElement[bool], most: int
) -> tuple[Ticket, ...]:
    rows = tx.conn.execute(
        _SELECT.where(_seen_by(desks), *which)
        .order_by(tickets.c.urgent.desc(), tickets.c.due_on, tickets.c.number)
        .limit(most)
    )
    return tuple(_record(tx, row) for row in rows)


def newest_of_desks(tx: Tx, desks: Sequence[str], most: int) -> tuple[Ticket, ...]:
    """The tickets of some desks, closed ones too, the newest first."""
    newest = _SELECT.where(_seen_by(desks)).order_by(
        tickets.c.opened_on.desc(), tickets.c.number.desc()
    )
    return tuple(_record(tx, row) for row in tx.conn.execute(newest.limit(most)))


def _seen_by(desks: Sequence[str]) -> ColumnElement[bool]:
    confidential = tickets.c.confidential.is_(True)
    mine = tickets.c.group_id.in_(desks) & ~confidential
    return mine | confidential if "confidential" in desks else mine


def is_reporter(tx: Tx, ticket: Ticket, chat_id: UUID) -> bool:
    """Whether a ticket was opened from this chat, through an alias or not."""
    if ticket.reporter == chat_id:
        return True
    row = chats.row_of(tx, ticket.reporter)
    mine = chats.row_of(tx, chat_id)
    return row.name is None and chats.address_of(tx, row) == chats.address_of(tx, mine)


def _record(tx: Tx, row: Row[Any]) -> Ticket:
    return Ticket(
        id=row.id,
        number=row.number,
        kind=row.kind,
        group=row.group_id,
        status=row.status,
        reporter=row.reporter_id,
        opened_on=row.opened_on,
        due_on=row.due_on,
        version=row.version,
        confidential=row.confidential,
        anonymous=row.anonymous,
        confirmed=row.confirmed,
        urgent=row.urgent,
        urgency_reason=row.urgency_reason,
        school=row.school_id,
        strategy=row.strategy_id,
        claimant=row.claimant_id,
        forwards=row.forwards,
        files=row.files,
        outcome=row.outcome,
        paused_on=row.paused_on,
        closed_on=row.closed_on,
        merged_into=row.merged_into,
        register=row.register,
        reopened=row.reopened,
        rating=row.rating,
        solved=row.solved,
        # Only confidential matters keep anybody away: the others cost no question.
        excluded=staff.excluded(tx, row.id) if row.confidential else (),
    )


def record_act(
    tx: Tx, act: str, ticket: Ticket | None, person: UUID | None, chat: UUID, detail: str = ""
) -> None:
    """Appends to the record of acts. What a reporter did on a ticket with an alias is kept
    without who and with the day only."""
    veiled = ticket is not None and (ticket.anonymous or ticket.confidential)
    values: dict[str, Any] = {
        "act": act,
        "ticket_id": ticket.id if ticket else None,
        "detail": detail[:100],
    }
    if ticket and veiled and is_reporter(tx, ticket, chat):
        values |= {"id": _id_of_day(tx, _acts_so_far(tx, ticket.id)), "at": _day(tx)}
    else:
        values |= {"id": uuid7(), "at": tx.now, "person_id": person, "chat_id": chat}
    tx.conn.execute(_INSERT_ACT, values)


def _acts_so_far(tx: Tx, ticket_id: UUID) -> int:
    count: int = tx.conn.execute(
        select(func.count()).where(acts.c.ticket_id == ticket_id)
    ).scalar_one()
    return count


def _id_of_day(tx: Tx, position: int) -> UUID:
    """An id that tells the day and the order of a ticket's acts, and no time."""
    milliseconds = int(_day(tx).timestamp()) * 1000 + position
    return UUID(int=milliseconds << 80 | uuid4().int & (1 << 80) - 1)


def timeline(tx: Tx, ticket_id: UUID) -> tuple[Happened, ...]:
    rows = tx.conn.execute(
        select(acts).where(acts.c.ticket_id == ticket_id).order_by(acts.c.at, acts.c.id)
    )
    return tuple(Happened(row.at, row.act, row.detail, row.person_id) for row in rows)
