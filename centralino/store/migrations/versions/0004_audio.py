"""What is known of a recording's audio, and whether it went out with a mail."""

import sqlalchemy as sa
from alembic import op


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    audio = sa.Column("audio", sa.String(16), nullable=False, server_default="")
    op.add_column("recordings", audio)


def downgrade() -> None:
    op.drop_column("recordings", "audio")
