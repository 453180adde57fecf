"""Alembic's entry: runs on the connection that centralino.store.migrating holds the lock with."""

from alembic import context
from alembic.runtime.environment import NameFilterParentNames, NameFilterType

import centralino.store.inbox_models
import centralino.store.people_models
import centralino.store.switch_models  # noqa: F401 -- its tables are Base's too
from centralino.store.models import Base


def ours(name: str | None, kind: NameFilterType, _: NameFilterParentNames) -> bool:
    """The delivery engine keeps its tables beside ours; they are not Alembic's to touch."""
    return kind != "table" or name in Base.metadata.tables


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_name=ours,
    render_as_batch=True,
)
context.run_migrations()
