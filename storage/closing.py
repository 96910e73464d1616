"""How the matters of each unit ended, in the words of those who wrote: for reports.

Confidential tickets are counted nowhere outside their desk, and what was spam, merged or taken back
had no end that anybody could be content with.
"""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, case, func, or_, select

from storage.database import Tx
from storage.tables.tickets import tickets

COUNTED = ("solved", "explained", "not_ours")

_closed = and_(tickets.c.status == "closed", tickets.c.outcome.in_(COUNTED))
_again = tickets.c.reopened > 0


class Ended(Struct, frozen=True):
    """The tickets of a unit that have ended: `closed` now, `reopened` at least once (those that are
    closed again are among both), `times` all reopenings; `solved` and `unsolved` as the citizens
    said, of those that said it; `rating` is the mean of the `rated`, 1..5."""

    group: str
    closed: int
    reopened: int
    times: int
    solved: int
    unsolved: int
    rated: int
    rating: float | None
    ended: int

    @property
    def rate(self) -> float:
        """The share of all that were ever closed which was opened again, 0..1."""
        return self.reopened / self.ended if self.ended else 0.0


def by_group(tx: Tx, year: int | None = None) -> tuple[Ended, ...]:
    """Each unit with tickets that were ever closed, by its id; only those of a fiscal year of the
    Buddhist Era where one is given."""
    query = (
        select(
            tickets.c.group_id,
            _count(_closed).label("closed"),
            _count(_again).label("reopened"),
            func.sum(tickets.c.reopened).label("times"),
            _count(tickets.c.solved.is_(True)).label("solved"),
            _count(tickets.c.solved.is_(False)).label("unsolved"),
            func.count(tickets.c.rating).label("rated"),
            func.sum(tickets.c.rating).label("points"),
            func.count().label("ended"),
        )
        .where(tickets.c.confidential.is_(False), or_(_closed, _again))
        .group_by(tickets.c.group_id)
        .order_by(tickets.c.group_id)
    )
    if year is not None:
        query = query.where(tickets.c.fiscal_year == year)
    return tuple(
        Ended(
            group=row.group_id,
            closed=row.closed,
            reopened=row.reopened,
            times=row.times,
            solved=row.solved,
            unsolved=row.unsolved,
            rated=row.rated,
            rating=row.points / row.rated if row.rated else None,
            ended=row.ended,
        )
        for row in tx.conn.execute(query)
    )


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
