"""Keep the scene a person plays, and when they first finished one."""

import sqlalchemy as sa
from alembic import op

from storage.types import RowId, UtcDateTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "practice",
        sa.Column("person_id", RowId, nullable=False),
        sa.Column("ballot_id", RowId, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("scene", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_practice_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_practice_ballot_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_practice")),
    )
    op.create_index(op.f("ix_practice_said_at"), "practice", ["said_at"])
    op.add_column("person", sa.Column("practised_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "practised_at")
    op.drop_index(op.f("ix_practice_said_at"), table_name="practice")
    op.drop_table("practice")
