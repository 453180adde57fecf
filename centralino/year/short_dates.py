"""Days and hours in the short form of lists; a date is not torn apart in wrapping."""

from collections.abc import Iterable
from datetime import date

from centralino.calendar.timetable import Span
from centralino.core.readable import write_short_date

NBSP = "\N{NO-BREAK SPACE}"


def write_short(day: date) -> str:
    """Thu 24 Dec"""
    return write_short_date(day).replace(" ", NBSP)


def write_full(day: date) -> str:
    """Thu 24 Dec 2026"""
    return f"{write_short(day)}{NBSP}{day.year}"


def write_days(days: Iterable[date]) -> str:
    return ", ".join(map(write_short, days))


def write_period(first: date, last: date) -> str:
    """Thu 24 Dec - Wed 6 Jan"""
    return write_short(first) if first == last else f"{write_short(first)} - {write_short(last)}"


def write_hours(spans: Iterable[Span]) -> str:
    """10:00-13:00 15:00-17:00"""
    return " ".join(f"{write_clock(span.start)}-{write_clock(span.end)}" for span in spans)


def write_clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
