"""Log lines, gathered for a moment and written together.

A write for each webhook would cost the answers more than all that Centralino does for them: each
gives the interpreter away, and waits to get it back.
"""

import atexit
import os
from collections import deque
from threading import Event, Lock, Thread
from typing import TextIO

GATHER = 0.1  # seconds that a line may wait; one that tells of trouble never does


class GatheredLines:
    """A structlog logger over a text file, safe among threads and over forks."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._lines: deque[str] = deque()
        self._lock = Lock()
        self._gathers = False
        self._ending = Event()
        atexit.register(self.end)
        os.register_at_fork(
            before=self._lock.acquire,
            after_in_parent=self._lock.release,
            after_in_child=self._begin_as_a_child,
        )

    def info(self, line: str) -> None:
        """Put a line by, to be written within a moment."""
        self._lines.append(line)
        if not self._gathers:
            self._begin()

    debug = msg = info

    def error(self, line: str) -> None:
        """Write a line at once, after those that wait."""
        self._lines.append(line)
        self.flush()

    warning = warn = critical = fatal = exception = failure = err = error

    def flush(self) -> None:
        """Write all that waits."""
        with self._lock:
            waiting = [self._lines.popleft() for _ in range(len(self._lines))]
            if waiting:
                self._file.write("\n".join(waiting) + "\n")
                self._file.flush()

    def end(self) -> None:
        """Write what waits and stop; a line after this begins anew."""
        self._ending.set()
        self._gathers = False
        self.flush()

    def _begin(self) -> None:
        with self._lock:
            if self._gathers:
                return
            self._gathers, self._ending = True, Event()
            Thread(target=self._gather, args=(self._ending,), name="log", daemon=True).start()

    def _begin_as_a_child(self) -> None:
        """What waited is the parent's to write, whose thread is not here."""
        self._lines.clear()
        self._gathers = False
        self._lock.release()

    def _gather(self, ending: Event) -> None:
        while not ending.wait(GATHER):
            if self._lines:
                self.flush()
