"""The first tables."""

from alembic import op
from sqlmodel import SQLModel

from storage.migrations import triggers

revision = "0001"
down_revision = None


def upgrade() -> None:
    SQLModel.metadata.create_all(op.get_bind())
    triggers.create(op.get_bind())


def downgrade() -> None:
    SQLModel.metadata.drop_all(op.get_bind())
