"""Moments and numbers as people read them, in the language in force (see texts.py)."""

from datetime import datetime, tzinfo

from babel.dates import format_date
from babel.numbers import format_decimal

from centralino.core.texts import in_force

FULL, BRIEF = "EEEE d MMMM y", "EEE d MMM"


def write_moment(moment: datetime, zone: tzinfo) -> str:
    """`Monday 23 November 2026, 11:00`, in that zone."""
    local = moment.astimezone(zone)
    return f"{format_date(local.date(), FULL, locale=in_force().language)}, {local:%H:%M}"


def write_brief_moment(moment: datetime, zone: tzinfo) -> str:
    """`Mon 23 Nov 11:00`, in that zone: for a list."""
    local = moment.astimezone(zone)
    return f"{format_date(local.date(), BRIEF, locale=in_force().language)} {local:%H:%M}"


def write_decimal(number: float, digits: int) -> str:
    """`0.35`, or `0,35`."""
    return format_decimal(round(number, digits), f"0.{'0' * digits}", locale=in_force().language)
