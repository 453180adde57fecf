"""Calls, recordings and where they go, workers."""

import sqlalchemy as sa
from alembic import op


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calls",
        sa.Column("sid", sa.String(length=34), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("caller", sa.String(length=16), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("trail", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("ending", sa.String(length=16), nullable=True),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=True),
        sa.PrimaryKeyConstraint("sid", name=op.f("pk_calls")),
    )
    op.create_index(op.f("ix_calls_caller"), "calls", ["caller"])
    op.create_index(op.f("ix_calls_number_verdict"), "calls", ["number", "verdict"])
    op.create_index(op.f("ix_calls_verdict_heard_at"), "calls", ["verdict", "heard_at"])

    op.create_table(
        "recordings",
        sa.Column("sid", sa.String(length=34), nullable=False),
        sa.Column("call_sid", sa.String(length=34), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("caller", sa.String(length=16), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("trail", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("turn", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("patience_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("sid", name=op.f("pk_recordings")),
    )
    op.create_index(op.f("ix_recordings_call_sid"), "recordings", ["call_sid"])
    op.create_index(op.f("ix_recordings_caller"), "recordings", ["caller"])
    op.create_index(op.f("ix_recordings_state_taken_at"), "recordings", ["state", "taken_at"])

    op.create_table(
        "workers",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("beat", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workers")),
    )
    op.create_table(
        "recipients",
        sa.Column("recording_sid", sa.String(length=34), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("receipt", sa.String(length=16), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_sid"],
            ["recordings.sid"],
            name=op.f("fk_recipients_recording_sid"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("recording_sid", "address", name=op.f("pk_recipients")),
    )


def downgrade() -> None:
    op.drop_table("recipients")
    op.drop_table("workers")
    op.drop_index(op.f("ix_recordings_state_taken_at"), table_name="recordings")
    op.drop_index(op.f("ix_recordings_caller"), table_name="recordings")
    op.drop_index(op.f("ix_recordings_call_sid"), table_name="recordings")

    op.drop_table("recordings")
    op.drop_index(op.f("ix_calls_verdict_heard_at"), table_name="calls")
    op.drop_index(op.f("ix_calls_number_verdict"), table_name="calls")
    op.drop_index(op.f("ix_calls_caller"), table_name="calls")

    op.drop_table("calls")
