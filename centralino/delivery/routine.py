"""Routines: what a worker does every so often, in its own thread."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from sqlalchemy.exc import SQLAlchemyError

log = structlog.get_logger(__name__)


@dataclass
class Routine:
    """Something to do every so many seconds of the monotonic clock, the first time at once."""

    every: float
    do: Callable[[], object]
    due: float = field(default_factory=time.monotonic)

    def run(self) -> None:
        if time.monotonic() < self.due:
            return
        self.due = time.monotonic() + self.every
        try:
            self.do()
        except SQLAlchemyError as error:
            log.warning("database out of reach", error=type(error).__name__)
        except Exception:
            # A worker whose heart stopped for one fault would be taken for dead while it works.
            log.exception("routine failed")
