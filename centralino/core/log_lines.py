"""Log lines, gathered and written by a thread of their own: nobody else waits for a file.

A write for each webhook would cost the answers more than all that Centralino does for them: each
gives the interpreter away, and waits to get it back. And a standard error that cannot be written
(a full disk, a pipe that is closed or that nobody reads) must be nobody's trouble but the log's:
lines wait for it, up to a bound; those beyond are counted, and told of once it can be written.
"""

import atexit
import errno
import os
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from threading import RLock, Thread
from typing import TextIO

GATHER = 0.1  # seconds that a line may wait; one that tells of trouble never does
AT_END = 2.0  # seconds that the end of the process waits for the last lines

_all: "list[GatheredLines]" = []


def count_dropped() -> int:
    """How many lines this process had no room for since it began."""
    return sum(lines.dropped for lines in _all)


class GatheredLines:
    """A structlog logger over a text file (none: a standard error that was closed from the start).

    Safe among threads and over forks. No method but `flush` and `end` waits, and none raises.
    `tally` makes the line that tells how many were dropped.
    """

    most = 10_000  # lines that wait: some seconds of a busy process, and a few MB
    again = 1.0  # seconds from a write that failed to the next

    def __init__(
        self, file: TextIO | None, tally: Callable[[int], str] = "lines were dropped: {}".format
    ) -> None:
        self._write = _writer(file)
        self._encoding = getattr(file, "encoding", None) or "utf-8"
        self._tally = tally
        self._lock = RLock()  # never held over a write: a fork waits for it
        self._forget()
        _all.append(self)
        atexit.register(self.end)
        os.register_at_fork(
            before=self._lock.acquire,
            after_in_parent=self._lock.release,
            after_in_child=self._begin_as_a_child,
        )

    def info(self, line: str) -> None:
        """Put a line by, to be written within a moment."""
        if len(self._lines) >= self.most:
            with self._lock:
                self.dropped += 1
            return
        self._lines.append(line)
        if not self._gathers:
            self._begin()

    debug = msg = info

    def error(self, line: str) -> None:
        """Have a line written at once, after those that wait."""
        self.info(line)
        self._hurry()

    warning = warn = critical = fatal = exception = failure = err = error

    def flush(self, within: float = AT_END) -> bool:
        """Wait for all that waits to be written, so many seconds at most; whether it was."""
        until = time.monotonic() + within
        self._hurry()
        while self._lines or self._busy:
            if time.monotonic() > until or not self._gathers:
                return False
            time.sleep(0.001)
        return True

    def end(self, within: float = AT_END) -> None:
        """Write what waits, for so many seconds at most, and stop; a later line begins anew."""
        until = time.monotonic() + within
        self._ending = True
        self._hurry()
        if self._thread is not None:
            self._thread.join(max(until - time.monotonic(), 0.0))

    def _forget(self) -> None:
        self._lines: deque[str] = deque()
        self._unwritten = b""  # kept over a failed write: of a line, the rest is written too
        self.dropped = self._told = 0
        self._gathers = self._busy = self._ending = False
        self._thread: Thread | None = None
        self._calls: SimpleQueue[None] = SimpleQueue()  # unlike an Event, safe in signal handlers

    def _begin_as_a_child(self) -> None:
        """What waited is the parent's to write, whose thread is not here."""
        self._forget()
        self._lock.release()

    def _begin(self) -> None:
        with self._lock:
            if self._gathers:
                return
            self._gathers, self._ending = True, False
            self._thread = Thread(target=self._gather, name="log", daemon=True)
            try:
                self._thread.start()
            except RuntimeError:  # no more threads just now: the next line tries again
                self._gathers, self._thread = False, None

    def _hurry(self) -> None:
        if self._calls.empty():
            self._calls.put(None)

    def _gather(self) -> None:
        wrote = True
        while not self._ending or (self._lines and wrote):
            with suppress(Empty):
                self._calls.get(timeout=GATHER if wrote else self.again)
            wrote = self._write_waiting()
        self._gathers = False

    def _write_waiting(self) -> bool:
        """Whether all could be written. What could not is kept, and tried again."""
        self._busy = True
        try:
            self._write_out()
            self._take([self._lines.popleft() for _ in range(len(self._lines))])
            self._write_out()
            if told := self.dropped - self._told:
                self._take([self._tally(told)])
                self._told += told
                self._write_out()
        except Exception:  # noqa: BLE001 - whatever it is, there is no log to tell it to
            return False
        self._busy = False
        return True

    def _take(self, lines: list[str]) -> None:
        text = "".join(f"{line}\n" for line in lines)
        self._unwritten = text.encode(self._encoding, "backslashreplace")

    def _write_out(self) -> None:
        while self._unwritten:
            self._unwritten = self._unwritten[self._write(self._unwritten) :]


class WrittenLines:
    """A structlog logger for a command: each line is written at once, or nowhere."""

    def __init__(self, file: TextIO | None) -> None:
        self._write = _writer(file)

    def info(self, line: str) -> None:
        written = f"{line}\n".encode(errors="backslashreplace")
        with suppress(OSError, ValueError):  # nobody can be told
            while written:
                written = written[self._write(written) :]

    debug = msg = warning = warn = error = critical = fatal = exception = failure = err = info


def _writer(file: TextIO | None) -> Callable[[bytes], int]:
    """Writes some bytes, at least one, and tells how many. Raises OSError, ValueError."""
    if file is None:
        return _nowhere
    try:
        return partial(os.write, file.fileno())
    except OSError:  # a file in memory has no descriptor
        return partial(_into_memory, file)


def _nowhere(_: bytes) -> int:
    raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _into_memory(file: TextIO, written: bytes) -> int:
    file.write(written.decode(getattr(file, "encoding", None) or "utf-8"))
    file.flush()
    return len(written)
