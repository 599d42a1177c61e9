"""Find what the clock has to do by indexes, and keep each ballot's phase for it."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0010"
down_revision = "0009"
PARTIAL = (
    (
        "ix_member_tried_out",
        "member",
        ["ballot_id", "outcome_at"],
        "out_reason = 'no answer after all tries'",
    ),
    ("ix_card_open", "card", ["claim_id"], "closed_at IS NULL"),
    ("ix_card_undeleted", "card", ["shown_at"], "deleted_at IS NULL"),
    ("ix_audit_unsealed", "audit", ["id"], "chain IS NULL"),
    ("ix_asked_unanswered", "asked", ["at"], "ended_at IS NULL"),
)


def upgrade() -> None:
    op.add_column("ballot", sa.Column("phase", sa.String(), nullable=True))
    for name in ("phase_since", "phase_until"):
        op.add_column("ballot", sa.Column(name, UtcDateTime(), nullable=True))
        op.create_index(op.f(f"ix_ballot_{name}"), "ballot", [name])
    replaceable: sa.Column[bool] = sa.Column(
        "replaceable", sa.Boolean(), nullable=False, server_default=sa.true()
    )
    op.add_column("ballot", replaceable)
    op.drop_index(op.f("ix_card_shown_at"), table_name="card")
    for name, table, columns, where in PARTIAL:
        op.create_index(
            name,
            table,
            columns,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )


def downgrade() -> None:
    for name, table, _, _ in PARTIAL:
        op.drop_index(name, table_name=table)
    op.create_index(op.f("ix_card_shown_at"), "card", ["shown_at"])
    op.drop_column("ballot", "replaceable")
    for name in ("phase_until", "phase_since"):
        op.drop_index(op.f(f"ix_ballot_{name}"), table_name="ballot")
        op.drop_column("ballot", name)
    op.drop_column("ballot", "phase")
