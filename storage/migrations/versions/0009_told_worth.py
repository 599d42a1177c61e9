"""Keep with a ballot what its own log says "will vote" is worth."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    worth = sa.Column("told_worth", sa.Float(), nullable=False, server_default="1")
    op.add_column("ballot", worth)


def downgrade() -> None:
    op.drop_column("ballot", "told_worth")
