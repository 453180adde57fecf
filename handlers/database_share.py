"""The threads that may wait for the database: a share of all, so that a stuck one stops no call.

A burst waits a moment for a seat while the database is well; once it is stuck, a seat is to be had
at once or not at all. Strangers, who ask without a signature, never have all the seats.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition, get_ident
from time import monotonic

import structlog

STUCK = 0.25  # seconds after which a seat is not expected to be left soon
TELL = 10.0  # seconds between two lines about requests without a seat
log = structlog.get_logger(__name__)


class FullError(Exception):
    """No further thread may wait for the database: answer without it."""


@dataclass(frozen=True)
class Seat:
    """Taken by a thread, at a moment of the monotonic clock."""

    since: float
    stranger: bool


class Share:
    """The seats of one process that answers `threads` requests at the same time: a third of them,
    or as many as are told."""

    def __init__(self, threads: int, seats: int = 0) -> None:
        self.seats = seats or max(1, round(threads / 3))
        self._free = Condition()
        self._taken: dict[int, Seat] = {}
        self._refused = 0
        self._told = monotonic() - TELL

    def take(self, *, stranger: bool = False) -> None:
        """A seat for this thread, until it leaves. Raises FullError."""
        with self._free:
            if not self._free.wait_for(lambda: self._has_room(stranger), self._patience()):
                self._refuse()
                raise FullError
            self._taken[get_ident()] = Seat(monotonic(), stranger)

    def leave(self) -> None:
        """This thread is done with the database; nothing happens if it had no seat."""
        with self._free:
            if self._taken.pop(get_ident(), None) is not None:
                self._free.notify()

    def has_taken(self) -> bool:
        """Whether this thread may wait for the database."""
        return get_ident() in self._taken

    @contextmanager
    def strangers_seat(self) -> Iterator[None]:
        """For as long as the block lasts. Raises FullError."""
        self.take(stranger=True)
        try:
            yield
        finally:
            self.leave()

    def _has_room(self, stranger: bool) -> bool:
        if len(self._taken) >= self.seats:
            return False
        strangers = sum(seat.stranger for seat in self._taken.values())
        return not stranger or strangers < max(1, self.seats // 2)

    def _patience(self) -> float:
        """Seats that nobody has left for a while will not be left soon."""
        newest = max((seat.since for seat in self._taken.values()), default=monotonic())
        return max(0.0, newest + STUCK - monotonic())

    def _refuse(self) -> None:
        self._refused += 1
        if monotonic() - self._told >= TELL:
            log.warning("no thread left to wait for the database", refused=self._refused)
            self._told, self._refused = monotonic(), 0
