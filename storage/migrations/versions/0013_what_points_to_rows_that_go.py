"""Find by an index what points to rows that are deleted, and which rows are old.

Else a database reads the whole table for each row that goes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
SET = (
    ("ix_contact_claim", "contact", "claim_id"),
    ("ix_telling_member", "telling", "member_id"),
    ("ix_nudge_outbox", "nudge", "outbox_id"),
    ("ix_outbox_ended", "outbox", "ended_at"),
)
"""Each where the column is set."""


def upgrade() -> None:
    for name, table, column in SET:
        there = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            name, table, [column], sqlite_where=there, postgresql_where=there
        )


def downgrade() -> None:
    for name, table, _ in SET:
        op.drop_index(name, table_name=table)
