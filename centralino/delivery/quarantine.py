"""What a dead worker held goes back on its queue, and is handled with care from then on.

A recording that kills whoever touches it must neither do so for ever nor take others with it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock

from dbos import WorkflowStatus
from sqlalchemy import update

from centralino.delivery import job_rows
from centralino.delivery.intake import VOICEMAIL
from centralino.delivery.job import Try
from centralino.delivery.job_logging import recording_of
from centralino.delivery.queueing import Dispatch
from centralino.store.models import Recording
from centralino.store.store import Store


def hand_back(store: Store, dispatch: Dispatch, held: Sequence[WorkflowStatus]) -> None:
    """Whatever was held is suspect now. Raises SQLAlchemyError."""
    errands = (job_rows.errand_of(item).partition("/") for item in held)
    touched = [key for kind, _, key in errands if kind == VOICEMAIL]
    if touched:
        with store.writing() as session:
            unsuspected = Recording.sid.in_(touched), Recording.deaths == 0
            session.execute(update(Recording).where(*unsuspected).values(deaths=1))
    job_rows.hand_back(dispatch.client, held)


class Quarantine:
    """Suspects of one worker: tried one at a time, each counted before its try begins.

    So it is only its own tries that count against it; who survives one is no suspect any more.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()

    @contextmanager
    def around(self, kind: str, this: Try) -> Iterator[Try]:
        """The try, with what was counted. Raises SQLAlchemyError."""
        is_suspect = this.recording is not None and this.recording.deaths > 0
        if kind != VOICEMAIL or not is_suspect:
            yield this
            return
        with self._lock:
            with self._store.writing() as session:
                counted = update(Recording).where(Recording.sid == this.key)
                session.execute(counted.values(deaths=Recording.deaths + 1))
            yield replace(this, recording=recording_of(self._store, this.key))
