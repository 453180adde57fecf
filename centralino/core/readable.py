"""Numbers, dates, lengths of time and lists as people read them, in the language in force.

What callers hear is another matter: see languages/words.py.
"""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import Literal

from babel.dates import format_date, get_day_names, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal

from centralino.core.texts import ENGLISH, _, in_force

WITHOUT_COMMA = {ENGLISH: "en_GB"}
"""Languages of which a locale other than the first is read here: "a, b and c"."""


def _locale() -> str:
    """Babel's, of the language in force."""
    language = in_force().language
    return WITHOUT_COMMA.get(language, language)


def write_count(count: int) -> str:
    """`1,234`"""
    return format_decimal(count, locale=_locale())


def write_decimal(number: float, digits: int) -> str:
    """`0.35`, or `0,35`."""
    return format_decimal(round(number, digits), f"0.{'0' * digits}", locale=_locale())


def write_length(seconds: float) -> str:
    """`45 s`, `1 min 5 s`, `2 min`; from an hour on without the seconds: `1 h 30 min`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes_left = divmod(minutes, 60)
    if hours and minutes_left:
        return _("{hours} h {minutes} min", hours=hours, minutes=minutes_left)
    if hours:
        return _("{hours} h", hours=hours)
    if minutes and rest:
        return _("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
    return _("{minutes} min", minutes=minutes) if minutes else _("{seconds} s", seconds=rest)


def write_date(day: date) -> str:
    """`Monday 23 November 2026`"""
    return format_date(day, "EEEE d MMMM y", _locale())


def write_moment(moment: datetime, zone: tzinfo | None = None) -> str:
    """`Monday 23 November 2026 at 11:00`, in that zone, or in the moment's own."""
    local = moment.astimezone(zone) if zone else moment
    return _("{date} at {time}", date=write_date(local), time=f"{local:%H:%M}")


def write_brief_moment(moment: datetime, zone: tzinfo) -> str:
    """`Mon 23 Nov 11:00`, in that zone: for a list."""
    local = moment.astimezone(zone)
    return f"{write_short_date(local)} {local:%H:%M}"


def quote(text: str) -> str:
    """`“text”`"""
    return _("“{text}”", text=text)


def write_list(items: Iterable[str], kind: Literal["and", "or"] = "and") -> str:
    """`a, b and c`"""
    return format_list(list(items), "or" if kind == "or" else "standard", _locale())


def name_months() -> list[str]:
    """`January` and the others, from the first."""
    names = get_month_names("wide", locale=_locale())
    return [names[number] for number in range(1, 13)]


def name_weekdays() -> list[str]:
    """`Mon` and the others, as short as they get."""
    names = get_day_names("abbreviated", locale=_locale())
    return [names[number] for number in range(7)]


def write_short_date(day: date) -> str:
    """`Thu 24 Dec`"""
    return format_date(day, "EEE d MMM", _locale())
