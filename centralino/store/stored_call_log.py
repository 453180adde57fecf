"""The call log: noted in memory at once, written in batches behind the answer's back."""

import atexit
import os
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread

import structlog
from sqlalchemy import exc

from centralino.calls.call_log import Learned
from centralino.store import call_records
from centralino.store.store import Store, StoreNotReadyError

ROOM = 10_000  # notes that wait for a database that is down; the newest are dropped beyond
BATCH = 2_000
PAUSE = 1.0  # seconds before a failed batch is tried again
GATHER = 0.2  # seconds in which notes gather into one transaction
UNREACHABLE = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError)
log = structlog.get_logger(__name__)


class StoredCallLog:
    """Keeps what is learned of calls in the store. Without a database lines wait, then get lost."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._notes: SimpleQueue[Learned] = SimpleQueue()
        self._closing = Event()
        self._lock = Lock()
        self._writer: Thread | None = None
        self._pid = 0
        atexit.register(self.close)

    def note(self, learned: Learned) -> bool:
        """Put it by; returns at once and never raises. False if there is no room for it."""
        has_room = self._notes.qsize() < ROOM
        if has_room:
            self._notes.put(learned)
        else:
            log.warning("call log is full, a line is lost", call_sid=learned.call_sid)
        self._start()
        return has_room

    def close(self, patience: float = 5.0) -> None:
        """Write what waits, for `patience` seconds at the most. Notes after this start anew."""
        self._closing.set()
        with self._lock:
            writer, self._writer = self._writer, None
        if writer is not None and self._pid == os.getpid():
            writer.join(patience)
        if not self._notes.empty():
            log.warning("call log lines are lost", lines=self._notes.qsize())

    def _start(self) -> None:
        with self._lock:
            if self._writer is not None and self._pid == os.getpid() and self._writer.is_alive():
                return
            self._closing, self._pid = Event(), os.getpid()
            self._writer = Thread(
                target=self._write, args=(self._closing,), name="call-log", daemon=True
            )
            self._writer.start()

    def _write(self, closing: Event) -> None:
        while not (closing.is_set() and self._notes.empty()):
            batch = self._batch(closing)
            while batch and not self._written(batch):
                if closing.wait(PAUSE) and not self._written(batch):
                    return

    def _batch(self, closing: Event) -> list[Learned]:
        try:
            batch = [self._notes.get(timeout=GATHER)]
        except Empty:
            return []
        closing.wait(GATHER)
        while len(batch) < BATCH and not self._notes.empty():
            batch.append(self._notes.get_nowait())
        return batch

    def _written(self, batch: list[Learned]) -> bool:
        """True when the batch is done with, False when the database is to be waited for."""
        try:
            self._store.prepare()
            with self._store.writing() as session:
                call_records.remember(session, batch)
        except (*UNREACHABLE, StoreNotReadyError) as error:
            log.warning("call log waits for the database", lines=len(batch), error=_kind(error))
            return False
        except (exc.SQLAlchemyError, ValueError) as error:
            return self._one_by_one(batch, error)
        return True

    def _one_by_one(self, batch: list[Learned], error: Exception) -> bool:
        """What the database refuses of one line must not take the others with it."""
        if len(batch) == 1:
            log.error("call log line refused", call_sid=batch[0].call_sid, error=_kind(error))
            return True
        written = [self._written([learned]) for learned in batch]
        return all(written)


def _kind(error: Exception) -> str:
    # The text of a database error shows the parameters, and with them who called.
    return type(error).__name__
