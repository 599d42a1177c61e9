"""Keep the id that a group had before it became a supergroup."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("chat", sa.Column("grew_from", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("chat", "grew_from")
