"""Keep no words with the hashes that outlive a ballot."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.drop_column("suppressed", "lifted_why")


def downgrade() -> None:
    op.add_column(
        "suppressed",
        sa.Column("lifted_why", sa.Text(), nullable=False, server_default=""),
    )
