"""No work waits for a version that nobody runs any more.

The engine gives work that was begun only to workers of the version that began it, and new work
only to the version that it holds for the latest. Our errands may be run by any version, so a worker
takes what is left of another, older or newer.
"""

from collections.abc import Sequence
from datetime import timedelta

import structlog
from sqlalchemy import ColumnElement, column, func, literal_column, select, table, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.expression import TableClause

from centralino.core.clock import Clock
from centralino.delivery.queueing import CHORES, MAIL, Dispatch
from centralino.store.store import Store

# docs.dbos.dev/explanations/system-tables
COLUMNS = ("status", "queue_name", "application_version", "created_at")
log = structlog.get_logger(__name__)


class Versions:
    """One worker's version, and what waits for others."""

    def __init__(
        self, store: Store, dispatch: Dispatch, version: str, silence: float, clock: Clock
    ) -> None:
        self._store = store
        self._dispatch = dispatch
        self._version = version
        self._silence = timedelta(seconds=silence)
        self._clock = clock

    def be_latest(self) -> None:
        """What was started last takes new work. Raises SQLAlchemyError."""
        self._dispatch.client.set_latest_application_version(self._version)

    def take_over(self) -> int:
        """Make the work of other versions this one's; how much. Raises SQLAlchemyError."""
        taken = self._take_begun() if self._waits_for_another() else 0
        if not self._is_latest() and self._new_work_is_left():
            self.be_latest()
            log.warning("new work was left by a later version, taken over", version=self._version)
        return taken

    def _take_begun(self) -> int:
        work = _table(self._store)
        with self._store.writing() as session:
            taken = update(work).where(*_queued(work), work.c.application_version != self._version)
            done = session.execute(
                taken.values(application_version=self._version).returning(work.c.queue_name)
            )
            count = len(done.all())
        log.warning("work of another version taken over", version=self._version, count=count)
        return count

    def _waits_for_another(self) -> bool:
        work = _table(self._store)
        with self._store.reading() as session:
            return _counts(session, work, work.c.application_version != self._version)

    def _is_latest(self) -> bool:
        latest = self._dispatch.client.get_latest_application_version()
        return bool(latest["version_name"] == self._version)

    def _new_work_is_left(self) -> bool:
        work = _table(self._store)
        before = (self._clock() - self._silence).timestamp() * 1000
        with self._store.reading() as session:
            return _counts(
                session, work, work.c.application_version.is_(None), work.c.created_at < before
            )


def _table(store: Store) -> TableClause:
    schema = None if store.is_sqlite else "dbos"
    return table("workflow_status", *(column(name) for name in COLUMNS), schema=schema)


def _queued(work: TableClause) -> Sequence[ColumnElement[bool]]:
    # A literal, so that the engine's partial index of what is queued is used.
    return work.c.status == literal_column("'ENQUEUED'"), work.c.queue_name.in_((MAIL, CHORES))


def _counts(session: Session, work: TableClause, *which: ColumnElement[bool]) -> bool:
    found = select(func.count()).select_from(work).where(*_queued(work), *which)
    return bool(session.scalar(found))
