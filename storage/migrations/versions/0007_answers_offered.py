"""Keep until when an answer is offered to who asked, and when a case was reopened."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    for name in ("offered_until", "reopened_at"):
        op.add_column("member_case", sa.Column(name, UtcDateTime, nullable=True))
    op.create_index(
        "ix_case_offered",
        "member_case",
        ["offered_until"],
        sqlite_where=sa.text("offered_until IS NOT NULL"),
        postgresql_where=sa.text("offered_until IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_case_offered", "member_case")
    for name in ("offered_until", "reopened_at"):
        op.drop_column("member_case", name)
