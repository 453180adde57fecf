"""What callers were told, whether the office was open, and when a message was asked for."""

import sqlalchemy as sa
from alembic import op


revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("calls", sa.Column("helped", sa.Boolean()))
    op.add_column("calls", sa.Column("was_open", sa.Boolean()))
    op.add_column("recordings", sa.Column("asked_at", sa.DateTime(timezone=True)))
    op.add_column("recordings", sa.Column("was_open", sa.Boolean()))


def downgrade() -> None:
    op.drop_column("recordings", "was_open")
    op.drop_column("recordings", "asked_at")
    op.drop_column("calls", "was_open")
    op.drop_column("calls", "helped")
