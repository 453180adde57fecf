"""How many workers died while they held a recording."""

import sqlalchemy as sa
from alembic import op


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    deaths = sa.Column("deaths", sa.Integer(), nullable=False, server_default="0")
    op.add_column("recordings", deaths)


def downgrade() -> None:
    op.drop_column("recordings", "deaths")
