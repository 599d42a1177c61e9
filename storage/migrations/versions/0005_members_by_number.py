"""Find the members who are rung on one number by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    number = sa.text("coalesce(mobile, phone)")
    op.create_index("ix_member_number", "member", ["ballot_id", number, "holder"])


def downgrade() -> None:
    op.drop_index("ix_member_number", "member")
