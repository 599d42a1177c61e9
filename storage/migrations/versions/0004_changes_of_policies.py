"""Keep what organisers change of the policies in the chat."""

import sqlalchemy as sa
from alembic import op

from storage.types import RowId

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "policy_change",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("ballot_id", RowId, sa.ForeignKey("ballot.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.UniqueConstraint("ballot_id", "kind", "name"),
    )


def downgrade() -> None:
    op.drop_table("policy_change")
