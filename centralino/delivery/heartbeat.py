"""Heartbeats: a worker that falls silent has its work taken over by another.

No clock of the day is read: a worker is silent when its beat has not grown for a while of the
observer's own monotonic clock. So neither a clock that jumps nor one that differs is a death.
"""

import time

import structlog
from sqlalchemy import delete, select, update

from centralino.delivery import job_rows
from centralino.delivery.quarantine import hand_back
from centralino.delivery.queueing import Dispatch
from centralino.store.models import WorkerRecord
from centralino.store.statements import add_missing
from centralino.store.store import Store

log = structlog.get_logger(__name__)


class Heartbeat:
    """One worker's beat, and its ear for the others'."""

    def __init__(self, store: Store, dispatch: Dispatch, worker: str, silence: float) -> None:
        self._store = store
        self._dispatch = dispatch
        self._worker = worker
        self._silence = silence
        self._heard: dict[str, tuple[int, float]] = {}

    def beat(self) -> None:
        """Raises SQLAlchemyError."""
        with self._store.writing() as session:
            add_missing(session, WorkerRecord, id=self._worker, beat=0)
            session.execute(
                update(WorkerRecord)
                .where(WorkerRecord.id == self._worker)
                .values(beat=WorkerRecord.beat + 1)
            )

    def listen(self) -> None:
        """Take over from whoever has fallen silent. Raises SQLAlchemyError."""
        # Where this cannot hear, others cannot beat: after an outage all waiting begins anew.
        before, self._heard = self._heard, {}
        with self._store.reading() as session:
            others = session.execute(select(WorkerRecord.id, WorkerRecord.beat)).all()
        now = time.monotonic()
        for other, beat in others:
            last, since = before.get(other, (None, now))
            self._heard[other] = (beat, since if last == beat else now)
        for other, (beat, since) in self._heard.items():
            if other != self._worker and now - since >= self._silence:
                self._take_over(other, beat)

    def leave(self) -> None:
        """Nothing is held any more. What is held is left to be taken over with the row."""
        if job_rows.held_by(self._dispatch.client, [self._worker]):
            return
        with self._store.writing() as session:
            session.execute(delete(WorkerRecord).where(WorkerRecord.id == self._worker))

    def _take_over(self, silent: str, beat: int) -> None:
        """Whoever moves its beat has it; a rescuer that dies is itself waited for as long."""
        with self._store.writing() as session:
            claim = update(WorkerRecord).where(WorkerRecord.id == silent, WorkerRecord.beat == beat)
            claimed = session.execute(
                claim.values(beat=beat + 1).returning(WorkerRecord.id)
            ).first()
        if claimed is None:
            return
        held = job_rows.held_by(self._dispatch.client, [silent])
        hand_back(self._store, self._dispatch, held)
        log.warning("worker is silent, its work is taken over", worker=silent, held=len(held))
        with self._store.writing() as session:
            session.execute(
                delete(WorkerRecord).where(WorkerRecord.id == silent, WorkerRecord.beat == beat + 1)
            )
