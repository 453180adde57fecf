"""The board that calls read: what is switched, held in memory, read anew behind their backs."""

import os
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from weakref import WeakSet, ref

import structlog
from sqlalchemy.exc import SQLAlchemyError

from centralino.core.clock import Clock, utc_now
from centralino.flows.switches import NONE, Switches
from centralino.store.store import Store
from centralino.store.switch_models import LiveSwitch
from centralino.store.waits import WEB
from centralino.switching.current_switches import (
    Sight,
    file_of,
    is_there,
    sight,
    standing_switches,
    switches_of,
)
from centralino.switching.snapshot import FOLDER, Kept
from centralino.switching.spoken_notices import COPIES, SpokenNotices

EVERY = 0.5  # seconds between two readings
LATE = 5.0  # seconds without a reading that is told as trouble
AT_FIRST = 2.0  # seconds that a process waits for its first reading before it answers calls
GONE = "the database has no switches: if it was not moved, run `centralino db upgrade`"
MOVED = "the database's file was moved or replaced under a running process: put it back, or restart"
log = structlog.get_logger(__name__)


class LiveBoard:
    """What is switched, as last read. One thread a process reads it; a fork starts its own.

    While the database is away the last known state holds, across a restart too. `clock` decides
    what is still in force; how old the last reading is, the monotonic clock.
    """

    def __init__(
        self,
        url: str,
        clock: Clock = utc_now,
        *,
        every: float = EVERY,
        kept: Path = FOLDER,
        copies: Path = COPIES,
    ) -> None:
        self._url = url
        self._clock = clock
        self._every = every
        self._copies = copies
        self._kept = Kept(url, kept)
        self._switches = NONE
        self._read_at = time.monotonic()
        self._why = ""
        self._found_table = False
        self._file: tuple[int, int] | None = None
        self._seen: Sight | None = None
        self._start().wait(AT_FIRST)
        _boards.add(self)

    def current(self) -> Switches:
        return self._switches

    def trouble(self) -> str:
        age = time.monotonic() - self._read_at
        if self._why or age > LATE:
            return f"last known state, read {age:.0f} s ago: {self._why or 'no answer'}"
        return ""

    def refresh(self) -> None:
        """Read now. What is gone wrong is told by `trouble` and in the log, and never raised."""
        try:
            if not self._has_a_table():
                self._without_a_table()
            elif file_of(self._store) != self._file:
                self._fail(MOVED)
            else:
                self._look(self._clock())
        except (SQLAlchemyError, OSError) as error:
            self._fail(f"the database does not answer ({type(error).__name__})")
        except Exception as error:
            # Whatever it is, the next reading may do better; a dead thread would not.
            log.exception("switches could not be read")
            self._fail(f"a fault of ours ({type(error).__name__})")

    def close(self) -> None:
        """Stop reading; the last state stays."""
        self._closing.set()
        self._thread.join(LATE)
        self._store.close()

    def _has_a_table(self) -> bool:
        """Once found it is taken for granted, and its file for the one that SQLite has open.

        SQLite goes on in that file, whatever others find by its name later.
        """
        if not self._found_table and is_there(self._store):
            self._found_table, self._file = True, file_of(self._store)
        return self._found_table

    def _look(self, now: datetime) -> None:
        """Read it all only if something else stands than before: a glance costs next to nothing."""
        seen = sight(self._store, now)
        if seen != self._seen:
            with self._store.reading() as session:
                self._take(standing_switches(session, now))
            self._seen = seen
        self._up_to_date()

    def _without_a_table(self) -> None:
        """SQLite's is made by whoever writes first: until then nothing can be switched."""
        if self._store.is_sqlite and self._switches == NONE:
            self._up_to_date()
        else:
            self._fail(GONE)

    def _take(self, rows: Sequence[LiveSwitch]) -> None:
        found = switches_of(rows)
        if found != self._switches:
            SpokenNotices(self._store, self._copies).at_hand(found.notices)
            self._switches = found
            self._kept.write(rows)
            log.info("switched", notices=len(found.notices), switched=len(found.switched))

    def _up_to_date(self) -> None:
        if self._why:
            log.warning("switches are up to date again")
        self._read_at, self._why = time.monotonic(), ""

    def _fail(self, why: str) -> None:
        if why != self._why:
            log.error("switches are not up to date", why=why)
        self._why = why

    def _start(self) -> Event:
        """A store of this process, the last known state, and the thread that follows it.

        The event comes with the first reading: no call waits for a database that is stuck.
        """
        self._store = Store(self._url, WEB)
        self._closing = Event()
        if self._switches == NONE:
            self._switches = switches_of(self._kept.read(self._clock()))
        read = Event()
        self._thread = Thread(
            target=_follow, args=(ref(self), self._closing, self._every, read), name="switches"
        )
        self._thread.daemon = True
        self._thread.start()
        return read


def _follow(board: "ref[LiveBoard]", closing: Event, every: float, read: Event) -> None:
    """Read again and again, for as long as somebody has the board."""
    while True:
        followed = board()
        if followed is None:
            return
        followed.refresh()
        del followed
        read.set()
        if closing.wait(every):
            return


def _start_again() -> None:
    """A fork has the state but not the thread, and must not share the connections."""
    for board in list(_boards):
        board._start()


_boards: "WeakSet[LiveBoard]" = WeakSet()
os.register_at_fork(after_in_child=_start_again)
