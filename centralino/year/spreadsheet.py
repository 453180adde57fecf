"""A year as CSV (RFC 4180): a row a day, for spreadsheets."""

import csv
from collections.abc import Iterable
from io import StringIO

from centralino.year.almanac import Date
from centralino.year.short_dates import write_hours

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HEADER = ("date", "weekday", "open", "hours", "usual_hours", "what", "decided_by", "reason")


def spreadsheet(dates: Iterable[Date], language: str) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows(_row(each, language) for each in dates)
    return text.getvalue()


def _row(date: Date, language: str) -> tuple[str, ...]:
    return (
        date.day.isoformat(),
        WEEKDAYS[date.day.weekday()],
        "yes" if date.met.spans else "no",
        write_hours(date.met.spans),
        write_hours(date.usual),
        date.mark.value,
        date.met.layer.name.lower().replace("_", " "),
        _harmless(date.reason(language)),
    )


def _harmless(text: str) -> str:
    """A spreadsheet takes what begins so for a formula, and runs it."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
