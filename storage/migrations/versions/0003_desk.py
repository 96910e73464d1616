"""The desk: roles for a period, the whole life of a ticket, canned answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    for table in ("grants", "invites"):
        op.add_column(table, sa.Column("since", sa.Date(), nullable=True))
        op.add_column(table, sa.Column("until", sa.Date(), nullable=True))
        op.add_column(table, sa.Column("capacity", sa.String(length=10), nullable=True))
    op.add_column("sent", sa.Column("asks", sa.String(length=64), nullable=True))
    _tickets()
    op.create_table(
        "exclusions",
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["chats.id"], name=op.f("fk_exclusions_person_id")),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["tickets.id"], name=op.f("fk_exclusions_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", "person_id", name=op.f("pk_exclusions")),
    )
    op.create_table(
        "canned",
        sa.Column("desk", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("desk", "name", name=op.f("pk_canned")),
    )


def _tickets() -> None:
    for column in (
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("register", sa.String(length=40), server_default="", nullable=False),
        sa.Column("reopened", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("solved", sa.Boolean(), nullable=True),
    ):
        op.add_column("tickets", column)
    op.create_index(op.f("ix_tickets_merged_into"), "tickets", ["merged_into"], unique=False)


def _reference(column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_exclusions_{column}"))
