"""Live switches, their trail, PINs, spoken notices."""

import sqlalchemy as sa
from alembic import op


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "switches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("gravity", sa.Integer(), nullable=False),
        sa.Column("ends_call", sa.Boolean(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("spoken", sa.String(length=34), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_switches")),
    )
    op.create_index(op.f("ix_switches_ended_at_ends_at"), "switches", ["ended_at", "ends_at"])
    op.create_table(
        "deeds",
        sa.Column("once", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act", sa.String(length=24), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("means", sa.String(length=24), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("call_sid", sa.String(length=34), nullable=False),
        sa.Column("switches", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("once", name=op.f("pk_deeds")),
    )
    op.create_index(op.f("ix_deeds_at"), "deeds", ["at"])
    op.create_index(op.f("ix_deeds_call_sid"), "deeds", ["call_sid"])
    op.create_table(
        "pins",
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hashed", sa.LargeBinary(length=64), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_pins")),
    )
    op.create_table(
        "spoken_notices",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=34), nullable=False),
        sa.Column("audio", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_spoken_notices")),
    )
    op.create_index(op.f("ix_spoken_notices_source"), "spoken_notices", ["source"])


def downgrade() -> None:
    op.drop_table("spoken_notices")
    op.drop_table("pins")
    op.drop_table("deeds")
    op.drop_table("switches")
