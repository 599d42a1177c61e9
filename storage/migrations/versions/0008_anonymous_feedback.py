"""Keep feedback without its order, and what is anonymous without its time."""

import secrets
from collections import Counter
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0008"
down_revision = "0007"
BITS = 48
LEAST = 5


def _take_away() -> Sequence[sa.Row[Any]]:
    """Drop the table; return what it held, with a time for each row."""
    query = sa.text(
        "SELECT feedback.ballot_id, person_id, words, coalesce(at, created_at) AS at "
        "FROM feedback JOIN ballot ON ballot.id = feedback.ballot_id"
    )
    rows = op.get_bind().execute(query.columns(at=types.UtcDateTime())).all()
    op.drop_table("feedback")
    return rows


def _make(*more: sa.Column[Any] | sa.UniqueConstraint, timed: bool) -> sa.Table:
    made = op.create_table(
        "feedback",
        sa.Column("id", types.RowId, nullable=False, autoincrement=timed),
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("person_id", types.RowId, nullable=True),
        sa.Column("at", types.UtcDateTime(), nullable=not timed),
        sa.Column("words", sa.Text(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_feedback_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_feedback_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index(
        op.f("ix_feedback_ballot_id"), "feedback", ["ballot_id"], unique=False
    )
    return made


def upgrade() -> None:
    rows = _take_away()
    made = _make(
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("filled", sa.Boolean(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.UniqueConstraint(
            "ballot_id", "code", name=op.f("uq_feedback_ballot_id_code")
        ),
        timed=False,
    )
    unnamed = Counter(row.ballot_id for row in rows if row.person_id is None)
    for row in rows:
        named = row.person_id is not None
        values = {
            "id": secrets.randbits(BITS),
            "ballot_id": row.ballot_id,
            "person_id": row.person_id,
            "at": row.at if named else None,
            "words": row.words,
            "kind": "comment",
            "answers": "",
            "filled": True,
            "shown": not named and unnamed[row.ballot_id] >= LEAST,
        }
        op.get_bind().execute(made.insert().values(values))


def downgrade() -> None:
    rows = _take_away()
    made = _make(timed=True)
    for row in rows:
        op.get_bind().execute(made.insert().values(row._asdict()))
