"""Dates as they are written in flow files: 2026-08-10, and 07-01 for one that comes every year."""

import re
from datetime import date
from typing import NamedTuple

from centralino.calendar.mistyped_dates import meant_date, meant_year_day
from centralino.core.input_errors import input_error, quote
from centralino.core.texts import _

_LEAP_YEAR = 2024


class YearDay(NamedTuple):
    """A day that comes every year."""

    month: int
    day: int


def read_date(value: object) -> date:
    """A day of one year. Raises InputError."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", str(value).strip())
    if found is None:
        if meant := meant_date(value):
            raise input_error(_("expected a date like 2026-08-10: write {meant}", meant=meant))
        raise input_error(
            _("expected a date with its year, like 2026-08-10, not {value}", value=quote(value))
        )
    return _existing(int(found[1]), int(found[2]), int(found[3]), value)


def read_year_day(value: object) -> YearDay:
    """A day of every year, the 29th of February included. Raises InputError."""
    found = re.fullmatch(r"(\d{2})-(\d{2})", value.strip()) if isinstance(value, str) else None
    if found is None or int(found[1]) > 12:
        if meant := meant_year_day(value):
            raise input_error(
                _("expected the month, then the day, like 07-01: write {meant}", meant=meant)
            )
        raise input_error(
            _("expected the month, then the day, like 07-01, not {value}", value=quote(value))
        )
    day = _existing(_LEAP_YEAR, int(found[1]), int(found[2]), value)
    return YearDay(day.month, day.day)


def _existing(year: int, month: int, day: int, value: object) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise input_error(_("there is no day '{value}' in the calendar", value=value)) from None
