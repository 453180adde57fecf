"""Counting the call path: in memory, for a microsecond a webhook; told to the others in turns."""

import atexit
import os
from pathlib import Path
from threading import Event, Lock, Thread

import structlog

from centralino.calls.ending import Ending
from centralino.core.log_lines import count_dropped
from centralino.metrics.ledger import Ledger
from centralino.metrics.tally import Tally

FAULTS = ("exception", "no flow", "fallback")
EVERY = 1.0  # seconds between two writes to the ledger
log = structlog.get_logger(__name__)


class Meter:
    """One process's counts. With a folder, those of the other processes that use it too."""

    def __init__(self, folder: Path | None = None) -> None:
        self._ledger = Ledger(folder) if folder else None
        self._tally = Tally()
        # A rate needs a beginning: the first fault is a rise from nought.
        self._tally.counts.update({("faults", kind): 0 for kind in FAULTS})
        self._lock = Lock()
        self._writing = Lock()
        self._writer: Thread | None = None
        self._written = -1.0
        self._stop = Event()

    def webhook(self, number: str, step: str, seconds: float, ending: Ending | None) -> None:
        """One was answered: of a call that came in (no `step`), or of a later step."""
        with self._lock:
            self._tally.observe("step" if step else "voice", seconds)
            if not step:
                self._tally.counts["calls", number] += 1
            if ending is not None:
                self._tally.counts["endings", number, ending.value] += 1
        self._begin()

    def took(self, endpoint: str, seconds: float) -> None:
        """A webhook was answered that is no part of a flow."""
        with self._lock:
            self._tally.observe(endpoint, seconds)
        self._begin()

    def leg(self, number: str, result: str) -> None:
        """Telephones were rung; `result` is what came of it, one of what kinds of step know."""
        self._count("legs", number, result)

    def fault(self, kind: str) -> None:
        """A caller was only helped; `kind` is one of FAULTS."""
        self._count("faults", kind)

    def total(self) -> Tally:
        """The counts of all processes. Raises OSError."""
        if self._ledger is None:
            return self._copy()
        self.write()
        return self._ledger.total()

    def write(self) -> None:
        """Let the other processes know. Raises OSError."""
        if self._ledger is None:
            return
        with self._writing:
            found = self._copy()
            size = sum(found.counts.values()) + sum(map(sum, found.seconds.values()))
            if size != self._written:
                self._ledger.write(os.getpid(), found)
                self._written = size

    def _count(self, *names: str) -> None:
        with self._lock:
            self._tally.counts[names] += 1
        self._begin()

    def _copy(self) -> Tally:
        with self._lock:
            copy = Tally()
            copy.add(self._tally)
            copy.counts[("log_lines_dropped",)] = count_dropped()
            return copy

    def _begin(self) -> None:
        """The writer starts with the first count: in the process that counts, after any fork."""
        if self._writer is not None or self._ledger is None:
            return
        with self._lock:
            if self._writer is None:
                self._writer = Thread(target=self._keep_writing, name="metrics", daemon=True)
                self._writer.start()
                atexit.register(self.close)

    def close(self) -> None:
        """Write what was counted last."""
        self._stop.set()
        self._try_to_write()

    def _keep_writing(self) -> None:
        while not self._stop.wait(EVERY):
            self._try_to_write()

    def _try_to_write(self) -> None:
        try:
            self.write()
        except OSError as error:
            log.warning("metrics not written", error=error.strerror)
