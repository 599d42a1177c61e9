"""The first tables."""

import sqlalchemy as sa
from alembic import op

from storage import types
from storage.migrations import triggers

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=True),
        sa.Column("person_id", types.RowId, nullable=True),
        sa.Column("member_id", types.RowId, nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("chain", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_table(
        "ballot",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("closes", types.UtcDateTime(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("closed_at", types.UtcDateTime(), nullable=True),
        sa.Column("purged_at", types.UtcDateTime(), nullable=True),
        sa.Column("frozen_at", types.UtcDateTime(), nullable=True),
        sa.Column("agreed_at", types.UtcDateTime(), nullable=True),
        sa.Column("agreed_by", sa.String(), nullable=True),
        sa.Column("nudges_paused", sa.Boolean(), nullable=False),
        sa.Column("group_muted", sa.Boolean(), nullable=False),
        sa.Column("nudge_at", types.UtcDateTime(), nullable=True),
        sa.Column("official_count", sa.Integer(), nullable=True),
        sa.Column("official_at", types.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("name", name=op.f("uq_ballot_name")),
    )
    op.create_index(op.f("ix_ballot_closes"), "ballot", ["closes"], unique=False)
    op.create_index(op.f("ix_ballot_nudge_at"), "ballot", ["nudge_at"], unique=False)
    op.create_table(
        "handled",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name=op.f("pk_handled")),
    )
    op.create_index(op.f("ix_handled_at"), "handled", ["at"], unique=False)
    op.create_table(
        "memo",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_memo")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("send_at", types.UtcDateTime(), nullable=False),
        sa.Column("drop_at", types.UtcDateTime(), nullable=True),
        sa.Column("once", sa.Boolean(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("began_at", types.UtcDateTime(), nullable=True),
        sa.Column("ended_at", types.UtcDateTime(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("why", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index(
        "ix_outbox_queued",
        "outbox",
        ["send_at", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('queued', 'sending')"),
        postgresql_where=sa.text("state IN ('queued', 'sending')"),
    )
    op.create_table(
        "set_aside",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_aside")),
    )
    op.create_table(
        "shown",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shown_at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_shown")),
    )
    op.create_index(op.f("ix_shown_shown_at"), "shown", ["shown_at"], unique=False)
    op.create_table(
        "suppressed",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.Column("lifted_at", types.UtcDateTime(), nullable=True),
        sa.Column("lifted_why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_suppressed")),
    )
    op.create_table(
        "chat",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=True),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.Column("added_at", types.UtcDateTime(), nullable=False),
        sa.Column("linked_at", types.UtcDateTime(), nullable=True),
        sa.Column("left_at", types.UtcDateTime(), nullable=True),
        sa.Column("can_delete", sa.Boolean(), nullable=False),
        sa.Column("told_rights", sa.Boolean(), nullable=False),
        sa.Column("countdown_message", sa.BigInteger(), nullable=True),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.Column("join_key", sa.String(), nullable=True),
        sa.Column("countdown_at", types.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_chat_ballot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat")),
        sa.UniqueConstraint("join_key", name=op.f("uq_chat_join_key")),
    )
    op.create_index(op.f("ix_chat_ballot_id"), "chat", ["ballot_id"], unique=False)
    op.create_table(
        "day_tally",
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_day_tally_ballot_id")
        ),
        sa.PrimaryKeyConstraint("ballot_id", "day", "what", name=op.f("pk_day_tally")),
    )
    op.create_table(
        "kept_count",
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_kept_count_ballot_id")
        ),
        sa.PrimaryKeyConstraint("ballot_id", "what", "at", name=op.f("pk_kept_count")),
    )
    op.create_table(
        "nudge",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("recipient", sa.BigInteger(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("send_at", types.UtcDateTime(), nullable=False),
        sa.Column("until", types.UtcDateTime(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("ended_at", types.UtcDateTime(), nullable=True),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("outbox_id", types.RowId, nullable=True),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_nudge_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_nudge_outbox_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge")),
        sa.UniqueConstraint(
            "ballot_id",
            "kind",
            "recipient",
            "slot",
            name=op.f("uq_nudge_ballot_id_kind_recipient_slot"),
        ),
    )
    op.create_index(
        "ix_nudge_planned",
        "nudge",
        ["send_at"],
        unique=False,
        sqlite_where=sa.text("state = 'planned'"),
        postgresql_where=sa.text("state = 'planned'"),
    )
    op.create_index(
        "ix_nudge_recipient",
        "nudge",
        ["recipient", "ballot_id", "send_at"],
        unique=False,
    )
    op.create_table(
        "person",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("started", sa.Boolean(), nullable=False),
        sa.Column("blocked_at", types.UtcDateTime(), nullable=True),
        sa.Column("ballot_id", types.RowId, nullable=True),
        sa.Column("freeze_hash", sa.String(), nullable=True),
        sa.Column("owner", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_person_ballot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_person_telegram_id")),
    )
    op.create_index(
        op.f("ix_person_freeze_hash"), "person", ["freeze_hash"], unique=False
    )
    op.create_table(
        "tally",
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("workplace", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_tally_ballot_id")
        ),
        sa.PrimaryKeyConstraint(
            "ballot_id", "workplace", "standing", name=op.f("pk_tally")
        ),
    )
    op.create_table(
        "button",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person_id", types.RowId, nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("ballot_id", types.RowId, nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("expires_at", types.UtcDateTime(), nullable=False),
        sa.Column("pressed_at", types.UtcDateTime(), nullable=True),
        sa.Column("many", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_button_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_button_person_id")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_button")),
    )
    op.create_index(
        op.f("ix_button_expires_at"), "button", ["expires_at"], unique=False
    )
    op.create_table(
        "feedback",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("person_id", types.RowId, nullable=True),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_feedback_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_feedback_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index(
        op.f("ix_feedback_ballot_id"), "feedback", ["ballot_id"], unique=False
    )
    op.create_table(
        "invite",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=True),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("made_by", types.RowId, nullable=True),
        sa.Column("made_at", types.UtcDateTime(), nullable=False),
        sa.Column("expires_at", types.UtcDateTime(), nullable=False),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        sa.Column("revoked_at", types.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_invite_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_invite_made_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invite_code_hash")),
    )
    op.create_table(
        "job",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=True),
        sa.Column("person_id", types.RowId, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("began_at", types.UtcDateTime(), nullable=True),
        sa.Column("ended_at", types.UtcDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_job_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_job_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index("ix_job_state", "job", ["state"], unique=False)
    op.create_table(
        "member",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("membership_number", sa.String(), nullable=True),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("preferred_name", sa.String(), nullable=True),
        sa.Column("mobile", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("personal_email", sa.String(), nullable=True),
        sa.Column("work_email", sa.String(), nullable=True),
        sa.Column("workplace", sa.String(), nullable=True),
        sa.Column("job_grade", sa.String(), nullable=True),
        sa.Column("assigned_to", sa.String(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("do_not_contact", sa.Boolean(), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("import_status", sa.String(), nullable=False),
        sa.Column("import_status_on", sa.Date(), nullable=True),
        sa.Column("missing_since", types.UtcDateTime(), nullable=True),
        sa.Column("touched", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("outcome_at", types.UtcDateTime(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("out_reason", sa.String(), nullable=True),
        sa.Column("paused_until", types.UtcDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.Column("last_channel", sa.String(), nullable=True),
        sa.Column("dead_channels", sa.String(), nullable=False),
        sa.Column("limits", sa.String(), nullable=False),
        sa.Column("evenings", sa.Boolean(), nullable=False),
        sa.Column("promise_day", sa.Date(), nullable=True),
        sa.Column("promise_where", sa.String(), nullable=True),
        sa.Column("promise_after", sa.String(), nullable=True),
        sa.Column("promised_at", types.UtcDateTime(), nullable=True),
        sa.Column("requested_at", types.UtcDateTime(), nullable=True),
        sa.Column("offers_help", sa.Boolean(), nullable=False),
        sa.Column("pinned", sa.String(), nullable=True),
        sa.Column("band", sa.Integer(), nullable=True),
        sa.Column("due_at", types.UtcDateTime(), nullable=True),
        sa.Column("kept_for", types.RowId, nullable=True),
        sa.Column("kept_until", types.UtcDateTime(), nullable=True),
        sa.Column("nudged", sa.Boolean(), nullable=False),
        sa.Column("holder", types.RowId, nullable=True),
        sa.Column("lease_until", types.UtcDateTime(), nullable=True),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(band IS NULL) = (due_at IS NULL)", name=op.f("ck_member_band_has_due")
        ),
        sa.CheckConstraint(
            "(holder IS NULL) = (lease_until IS NULL)",
            name=op.f("ck_member_held_has_lease"),
        ),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_member_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["holder"], ["person.id"], name=op.f("fk_member_holder")
        ),
        sa.ForeignKeyConstraint(
            ["kept_for"], ["person.id"], name=op.f("fk_member_kept_for")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint(
            "ballot_id",
            "membership_number",
            name=op.f("uq_member_ballot_id_membership_number"),
        ),
    )
    op.create_index(
        "ix_member_free",
        "member",
        ["ballot_id", "band", "due_at"],
        unique=False,
        sqlite_where=sa.text("holder IS NULL AND kept_for IS NULL"),
        postgresql_where=sa.text("holder IS NULL AND kept_for IS NULL"),
    )
    op.create_index(
        "ix_member_free_workplace",
        "member",
        ["ballot_id", "workplace", "band", "due_at"],
        unique=False,
        sqlite_where=sa.text("holder IS NULL AND kept_for IS NULL"),
        postgresql_where=sa.text("holder IS NULL AND kept_for IS NULL"),
    )
    op.create_index(
        "ix_member_held",
        "member",
        ["ballot_id", "lease_until"],
        unique=False,
        sqlite_where=sa.text("holder IS NOT NULL"),
        postgresql_where=sa.text("holder IS NOT NULL"),
    )
    op.create_index(
        "ix_member_holder",
        "member",
        ["holder"],
        unique=False,
        sqlite_where=sa.text("holder IS NOT NULL"),
        postgresql_where=sa.text("holder IS NOT NULL"),
    )
    op.create_index(
        "ix_member_kept",
        "member",
        ["kept_for", "ballot_id", "band", "due_at"],
        unique=False,
        sqlite_where=sa.text("holder IS NULL AND kept_for IS NOT NULL"),
        postgresql_where=sa.text("holder IS NULL AND kept_for IS NOT NULL"),
    )
    op.create_index(
        "ix_member_kept_until",
        "member",
        ["ballot_id", "kept_until"],
        unique=False,
        sqlite_where=sa.text("holder IS NULL AND kept_for IS NOT NULL"),
        postgresql_where=sa.text("holder IS NULL AND kept_for IS NOT NULL"),
    )
    op.create_index(
        "ix_member_lapsing",
        "member",
        ["lease_until"],
        unique=False,
        sqlite_where=sa.text("holder IS NOT NULL"),
        postgresql_where=sa.text("holder IS NOT NULL"),
    )
    op.create_index(
        "ix_member_last_name", "member", ["ballot_id", "last_name"], unique=False
    )
    op.create_index(
        "ix_member_ripe",
        "member",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("kept_for IS NOT NULL AND NOT nudged"),
        postgresql_where=sa.text("kept_for IS NOT NULL AND NOT nudged"),
    )
    op.create_index(
        "ix_member_standing", "member", ["ballot_id", "standing"], unique=False
    )
    op.create_index(
        "ix_member_unkept",
        "member",
        ["kept_until"],
        unique=False,
        sqlite_where=sa.text("holder IS NULL AND kept_for IS NOT NULL"),
        postgresql_where=sa.text("holder IS NULL AND kept_for IS NOT NULL"),
    )
    op.create_index(
        "ix_member_unreachable",
        "member",
        ["ballot_id", "workplace"],
        unique=False,
        sqlite_where=sa.text("out_reason = 'no working channel'"),
        postgresql_where=sa.text("out_reason = 'no working channel'"),
    )
    op.create_table(
        "pledge",
        sa.Column("person_id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.Column("remind_at", types.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_pledge_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_pledge_person_id")
        ),
        sa.PrimaryKeyConstraint(
            "person_id", "ballot_id", "day", name=op.f("pk_pledge")
        ),
    )
    op.create_index(op.f("ix_pledge_remind_at"), "pledge", ["remind_at"], unique=False)
    op.create_table(
        "role",
        sa.Column("person_id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("since", types.UtcDateTime(), nullable=False),
        sa.Column("promised_at", types.UtcDateTime(), nullable=True),
        sa.Column("active_at", types.UtcDateTime(), nullable=True),
        sa.Column("seen_in_group_at", types.UtcDateTime(), nullable=True),
        sa.Column("in_group", sa.Boolean(), nullable=True),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("awaiting", sa.String(), nullable=True),
        sa.Column("own_hash", sa.String(), nullable=True),
        sa.Column("allowed_at", types.UtcDateTime(), nullable=True),
        sa.Column("away_until", types.UtcDateTime(), nullable=True),
        sa.Column("frozen_at", types.UtcDateTime(), nullable=True),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("workplace", sa.String(), nullable=True),
        sa.Column("allowed_more", sa.Integer(), nullable=False),
        sa.Column("own_member_id", types.RowId, nullable=True),
        sa.Column("via_invite", types.RowId, nullable=True),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_role_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_role_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "ballot_id", name=op.f("pk_role")),
    )
    op.create_index(op.f("ix_role_ballot_id"), "role", ["ballot_id"], unique=False)
    op.create_table(
        "share",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("made_by", types.RowId, nullable=True),
        sa.Column("rep", sa.String(), nullable=False),
        sa.Column("person_id", types.RowId, nullable=True),
        sa.Column("made_at", types.UtcDateTime(), nullable=False),
        sa.Column("lapses_at", types.UtcDateTime(), nullable=False),
        sa.Column("ended_at", types.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_share_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_share_made_by")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_share_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
    )
    op.create_index(op.f("ix_share_ballot_id"), "share", ["ballot_id"], unique=False)
    op.create_index(op.f("ix_share_lapses_at"), "share", ["lapses_at"], unique=False)
    op.create_table(
        "asked",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("member_id", types.RowId, nullable=False),
        sa.Column("person_id", types.RowId, nullable=False),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.Column("knows", sa.Boolean(), nullable=True),
        sa.Column("ended_at", types.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_asked_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_asked_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_asked_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked")),
    )
    op.create_index(op.f("ix_asked_member_id"), "asked", ["member_id"], unique=False)
    op.create_index(op.f("ix_asked_person_id"), "asked", ["person_id"], unique=False)
    op.create_table(
        "claim",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("member_id", types.RowId, nullable=False),
        sa.Column("person_id", types.RowId, nullable=False),
        sa.Column("taken_at", types.UtcDateTime(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ended_at", types.UtcDateTime(), nullable=True),
        sa.Column("ending", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_claim_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_claim_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_claim_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_member_id"), "claim", ["member_id"], unique=False)
    op.create_index("ix_claim_person", "claim", ["person_id", "taken_at"], unique=False)
    op.create_index(
        "uq_claim_open",
        "claim",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "member_case",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("member_id", types.RowId, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("opened_at", types.UtcDateTime(), nullable=False),
        sa.Column("opened_by", types.RowId, nullable=True),
        sa.Column("owner", types.RowId, nullable=True),
        sa.Column("reply_by", types.UtcDateTime(), nullable=False),
        sa.Column("nudge_at", types.UtcDateTime(), nullable=True),
        sa.Column("answered_at", types.UtcDateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("closed_at", types.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_member_case_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_case_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["person.id"], name=op.f("fk_member_case_opened_by")
        ),
        sa.ForeignKeyConstraint(
            ["owner"], ["person.id"], name=op.f("fk_member_case_owner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_case")),
    )
    op.create_index(
        op.f("ix_member_case_ballot_id"), "member_case", ["ballot_id"], unique=False
    )
    op.create_index(
        op.f("ix_member_case_member_id"), "member_case", ["member_id"], unique=False
    )
    op.create_table(
        "shared",
        sa.Column("share_id", types.RowId, nullable=False),
        sa.Column("member_id", types.RowId, nullable=False),
        sa.Column("back_at", types.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_shared_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["share_id"], ["share.id"], name=op.f("fk_shared_share_id")
        ),
        sa.PrimaryKeyConstraint("share_id", "member_id", name=op.f("pk_shared")),
    )
    op.create_index(op.f("ix_shared_member_id"), "shared", ["member_id"], unique=False)
    op.create_table(
        "skip",
        sa.Column("member_id", types.RowId, nullable=False),
        sa.Column("person_id", types.RowId, nullable=False),
        sa.Column("until", types.UtcDateTime(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_skip_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_skip_person_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "person_id", name=op.f("pk_skip")),
    )
    op.create_table(
        "telling",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("person_id", types.RowId, nullable=False),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("settled_at", types.UtcDateTime(), nullable=True),
        sa.Column("member_id", types.RowId, nullable=True),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_telling_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_telling_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_telling_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telling")),
    )
    op.create_index(
        op.f("ix_telling_ballot_id"), "telling", ["ballot_id"], unique=False
    )
    op.create_table(
        "view",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("member_id", types.RowId, nullable=False),
        sa.Column("person_id", types.RowId, nullable=False),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_view_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_view_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_view_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_view")),
    )
    op.create_index(op.f("ix_view_member_id"), "view", ["member_id"], unique=False)
    op.create_index("ix_view_person", "view", ["person_id", "at"], unique=False)
    op.create_table(
        "card",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("claim_id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("member_id", types.RowId, nullable=False),
        sa.Column("person_id", types.RowId, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("opened_at", types.UtcDateTime(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("shown_at", types.UtcDateTime(), nullable=True),
        sa.Column("closed_at", types.UtcDateTime(), nullable=True),
        sa.Column("deleted_at", types.UtcDateTime(), nullable=True),
        sa.Column("asking", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_card_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_card_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_card_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_card_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("key", name=op.f("uq_card_key")),
    )
    op.create_index(op.f("ix_card_claim_id"), "card", ["claim_id"], unique=False)
    op.create_index(op.f("ix_card_member_id"), "card", ["member_id"], unique=False)
    op.create_index(op.f("ix_card_person_id"), "card", ["person_id"], unique=False)
    op.create_index(op.f("ix_card_shown_at"), "card", ["shown_at"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", types.RowId, nullable=False),
        sa.Column("ballot_id", types.RowId, nullable=False),
        sa.Column("member_id", types.RowId, nullable=False),
        sa.Column("person_id", types.RowId, nullable=True),
        sa.Column("by_name", sa.String(), nullable=True),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.Column("recorded_at", types.UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("also", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("claim_id", types.RowId, nullable=True),
        sa.Column("update_id", sa.BigInteger(), nullable=True),
        sa.Column("undoes", types.RowId, nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_contact_ballot_id")
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_contact_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_contact_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contact_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["undoes"], ["contact.id"], name=op.f("fk_contact_undoes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("undoes", name=op.f("uq_contact_undoes")),
    )
    op.create_index(
        op.f("ix_contact_member_id"), "contact", ["member_id"], unique=False
    )
    op.create_index(
        "ix_contact_person", "contact", ["person_id", "recorded_at"], unique=False
    )
    op.create_index(
        "ix_case_overdue",
        "member_case",
        [sa.text("coalesce(nudge_at, reply_by)")],
        unique=False,
        sqlite_where=sa.text("answered_at IS NULL AND closed_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL AND closed_at IS NULL"),
    )
    triggers.create(op.get_bind())


def downgrade() -> None:
    triggers.drop(op.get_bind())
    op.drop_index("ix_contact_person", table_name="contact")
    op.drop_index(op.f("ix_contact_member_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index(op.f("ix_card_shown_at"), table_name="card")
    op.drop_index(op.f("ix_card_person_id"), table_name="card")
    op.drop_index(op.f("ix_card_member_id"), table_name="card")
    op.drop_index(op.f("ix_card_claim_id"), table_name="card")
    op.drop_table("card")
    op.drop_index("ix_view_person", table_name="view")
    op.drop_index(op.f("ix_view_member_id"), table_name="view")
    op.drop_table("view")
    op.drop_index(op.f("ix_telling_ballot_id"), table_name="telling")
    op.drop_table("telling")
    op.drop_table("skip")
    op.drop_index(op.f("ix_shared_member_id"), table_name="shared")
    op.drop_table("shared")
    op.drop_index(op.f("ix_member_case_member_id"), table_name="member_case")
    op.drop_index(op.f("ix_member_case_ballot_id"), table_name="member_case")
    op.drop_table("member_case")
    op.drop_index(
        "uq_claim_open",
        table_name="claim",
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index("ix_claim_person", table_name="claim")
    op.drop_index(op.f("ix_claim_member_id"), table_name="claim")
    op.drop_table("claim")
    op.drop_index(op.f("ix_asked_person_id"), table_name="asked")
    op.drop_index(op.f("ix_asked_member_id"), table_name="asked")
    op.drop_table("asked")
    op.drop_index(op.f("ix_share_lapses_at"), table_name="share")
    op.drop_index(op.f("ix_share_ballot_id"), table_name="share")
    op.drop_table("share")
    op.drop_index(op.f("ix_role_ballot_id"), table_name="role")
    op.drop_table("role")
    op.drop_index(op.f("ix_pledge_remind_at"), table_name="pledge")
    op.drop_table("pledge")
    op.drop_index(
        "ix_member_unreachable",
        table_name="member",
        sqlite_where=sa.text("out_reason = 'no working channel'"),
        postgresql_where=sa.text("out_reason = 'no working channel'"),
    )
    op.drop_index(
        "ix_member_unkept",
        table_name="member",
        sqlite_where=sa.text("holder IS NULL AND kept_for IS NOT NULL"),
        postgresql_where=sa.text("holder IS NULL AND kept_for IS NOT NULL"),
    )
    op.drop_index("ix_member_standing", table_name="member")
    op.drop_index(
        "ix_member_ripe",
        table_name="member",
        sqlite_where=sa.text("kept_for IS NOT NULL AND NOT nudged"),
        postgresql_where=sa.text("kept_for IS NOT NULL AND NOT nudged"),
    )
    op.drop_index("ix_member_last_name", table_name="member")
    op.drop_index(
        "ix_member_lapsing",
        table_name="member",
        sqlite_where=sa.text("holder IS NOT NULL"),
        postgresql_where=sa.text("holder IS NOT NULL"),
    )
    op.drop_index(
        "ix_member_kept_until",
        table_name="member",
        sqlite_where=sa.text("holder IS NULL AND kept_for IS NOT NULL"),
        postgresql_where=sa.text("holder IS NULL AND kept_for IS NOT NULL"),
    )
    op.drop_index(
        "ix_member_kept",
        table_name="member",
        sqlite_where=sa.text("holder IS NULL AND kept_for IS NOT NULL"),
        postgresql_where=sa.text("holder IS NULL AND kept_for IS NOT NULL"),
    )
    op.drop_index(
        "ix_member_holder",
        table_name="member",
        sqlite_where=sa.text("holder IS NOT NULL"),
        postgresql_where=sa.text("holder IS NOT NULL"),
    )
    op.drop_index(
        "ix_member_held",
        table_name="member",
        sqlite_where=sa.text("holder IS NOT NULL"),
        postgresql_where=sa.text("holder IS NOT NULL"),
    )
    op.drop_index(
        "ix_member_free_workplace",
        table_name="member",
        sqlite_where=sa.text("holder IS NULL AND kept_for IS NULL"),
        postgresql_where=sa.text("holder IS NULL AND kept_for IS NULL"),
    )
    op.drop_index(
        "ix_member_free",
        table_name="member",
        sqlite_where=sa.text("holder IS NULL AND kept_for IS NULL"),
        postgresql_where=sa.text("holder IS NULL AND kept_for IS NULL"),
    )
    op.drop_table("member")
    op.drop_index("ix_job_state", table_name="job")
    op.drop_table("job")
    op.drop_table("invite")
    op.drop_index(op.f("ix_feedback_ballot_id"), table_name="feedback")
    op.drop_table("feedback")
    op.drop_index(op.f("ix_button_expires_at"), table_name="button")
    op.drop_table("button")
    op.drop_table("tally")
    op.drop_index(op.f("ix_person_freeze_hash"), table_name="person")
    op.drop_table("person")
    op.drop_index("ix_nudge_recipient", table_name="nudge")
    op.drop_index(
        "ix_nudge_planned",
        table_name="nudge",
        sqlite_where=sa.text("state = 'planned'"),
        postgresql_where=sa.text("state = 'planned'"),
    )
    op.drop_table("nudge")
    op.drop_table("kept_count")
    op.drop_table("day_tally")
    op.drop_index(op.f("ix_chat_ballot_id"), table_name="chat")
    op.drop_table("chat")
    op.drop_table("suppressed")
    op.drop_index(op.f("ix_shown_shown_at"), table_name="shown")
    op.drop_table("shown")
    op.drop_table("set_aside")
    op.drop_index(
        "ix_outbox_queued",
        table_name="outbox",
        sqlite_where=sa.text("state IN ('queued', 'sending')"),
        postgresql_where=sa.text("state IN ('queued', 'sending')"),
    )
    op.drop_table("outbox")
    op.drop_table("memo")
    op.drop_index(op.f("ix_handled_at"), table_name="handled")
    op.drop_table("handled")
    op.drop_index(op.f("ix_ballot_nudge_at"), table_name="ballot")
    op.drop_index(op.f("ix_ballot_closes"), table_name="ballot")
    op.drop_table("ballot")
    op.drop_table("audit")
