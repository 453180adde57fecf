"""Dates as people write them elsewhere: 24-12-2026, 24/12/26, 24 dicembre 2026, July 1."""

import re
from datetime import date

from centralino.calendar.written_languages import MONTHS

_CENTURY = 2000
_LEAP_YEAR = 2024
_FORMS = (
    re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})([-/. ](?P<year>\d{4}|\d{2}))?"),
    re.compile(r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})[-/. ](?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})[°º]?\W*(?P<month>[^\W\d_]+)(\W+(?P<year>\d{4}))?"),
    re.compile(r"(?P<month>[^\W\d_]+)\W*(?P<day>\d{1,2})(\W+(?P<year>\d{4}))?"),
)


def meant_date(value: object) -> str | None:
    """The date as files have it, 2026-12-24; None where none can be told, or it has no year."""
    year, day = _read(value)
    return f"{year}-{day}" if year and day else None


def meant_year_day(value: object) -> str | None:
    """The day of every year as files have it, 12-24; None where none can be told."""
    return _read(value)[1]


def _read(value: object) -> tuple[int | None, str | None]:
    """The year, if one is named, and the day within it, of the first form that fits."""
    text = str(value).strip().lower()
    for form in _FORMS:
        found = form.fullmatch(text)
        if found and (day := _day(found["month"], found["day"], found["year"])):
            return _whole(found["year"]), day
    return None, None


def _whole(year: str | None) -> int | None:
    return int(year) + (_CENTURY if len(year) == 2 else 0) if year else None


def _day(month: str, day: str, year: str | None) -> str | None:
    number = int(month) if month.isdigit() else MONTHS.get(month, 0)
    try:
        return f"{date(_whole(year) or _LEAP_YEAR, number, int(day)):%m-%d}"
    except ValueError:
        return None
