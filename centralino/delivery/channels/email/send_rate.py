"""A bound on messages a minute, by the monotonic clock: a clock that jumps changes nothing."""

import time
from threading import Lock


class Pace:
    """Lets so many pass a minute; a short burst passes at once, then one after the other."""

    def __init__(self, a_minute: int) -> None:
        self._gap = 60.0 / a_minute
        self._burst = min(10.0, a_minute / 6)
        self._lock = Lock()
        self._next = time.monotonic() - self._burst * self._gap

    def take(self) -> None:
        """Wait for one's turn."""
        with self._lock:
            now = time.monotonic()
            self._next = max(self._next, now - self._burst * self._gap) + self._gap
            turn = self._next
        time.sleep(max(0.0, turn - now))
