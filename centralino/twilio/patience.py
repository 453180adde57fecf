"""Trying again: only what may be repeated, only what passes with time, and not for ever."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from centralino.twilio.errors import AccountError

T = TypeVar("T")


@dataclass(frozen=True)
class Patience:
    """`tries` in all; between two of them seconds that double from `first`, or as Twilio asks.

    An answer that asks for more than `longest` seconds is not waited for.
    """

    tries: int = 1
    first: float = 0.5
    longest: float = 30.0
    sleep: Callable[[float], None] = time.sleep

    def run(self, ask: Callable[[], T]) -> T:
        """Raises the last AccountError."""
        for attempt in range(1, self.tries):
            try:
                return ask()
            except AccountError as error:
                wait = error.retry_after or self.first * 2.0 ** (attempt - 1)
                if not error.passes or wait > self.longest:
                    raise
                self.sleep(wait)
        return ask()


ONCE = Patience()
PATIENT = Patience(tries=4)
