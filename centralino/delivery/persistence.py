"""What is tried until the database is back: a message was handed over, and must be written down."""

import time
from collections.abc import Callable
from typing import TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

FIRST, TRIES = 0.5, 12  # seconds, doubling: some half an hour in all; reconciliation does the rest
T = TypeVar("T")
log = structlog.get_logger(__name__)


def persistently(do: Callable[[], T], sleep: Callable[[float], None] = time.sleep) -> T:
    """Raises the last SQLAlchemyError."""
    for attempt in range(TRIES - 1):
        try:
            return do()
        except SQLAlchemyError as error:
            log.warning("database out of reach", error=type(error).__name__, attempt=attempt + 1)
            sleep(FIRST * 2.0**attempt)
    return do()
