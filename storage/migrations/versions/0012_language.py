"""Keep the language that a person reads."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("person", sa.Column("language", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "language")
