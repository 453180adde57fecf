"""The one place that reads the real clock. Everything else is given a `Clock`, or a moment.

How long something takes is measured with time.monotonic(), which no change of the clock bends.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

Clock = Callable[[], datetime]
"""Tells an aware moment: the present one, or a test's."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def age_of(file: Path) -> timedelta:
    """How long ago a file was written. The system stamps files with its own clock, so that no
    other can tell. Raises FileNotFoundError."""
    return utc_now() - datetime.fromtimestamp(file.stat().st_mtime, UTC)
