"""A year in the terminal: three months beside each other in 80 columns, with or without colour."""

import textwrap
from calendar import Calendar
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from rich.text import Text

from centralino.core.readable import name_months, name_weekdays
from centralino.core.texts import _
from centralino.year.almanac import Date, DayMark
from centralino.year.periods import Period
from centralino.year.short_dates import NBSP, write_hours, write_period

PAGE = 80
WHEN, WHAT = 26, 16
WIDE = 21  # columns of a month: three for each day
GAP = "    "
BESIDE = 3
SIGNS: Mapping[DayMark, str] = {
    DayMark.OPEN: " ",
    DayMark.OTHER: "~",
    DayMark.BRIDGE: "!",
    DayMark.OFF: ".",
    DayMark.HOLIDAY: "*",
    DayMark.CLOSURE: "x",
}
STYLES: Mapping[DayMark, str] = {
    DayMark.OPEN: "",
    DayMark.OTHER: "yellow",
    DayMark.BRIDGE: "bold red",
    DayMark.OFF: "dim",
    DayMark.HOLIDAY: "magenta",
    DayMark.CLOSURE: "blue",
}


def calendar(dates: Iterable[Date]) -> Iterator[Text]:
    """The year's months, line by line."""
    by_day = {each.day: each for each in dates}
    year = next(iter(by_day)).year
    for first in range(1, 13, BESIDE):
        months = [list(month(year, first + step, by_day)) for step in range(BESIDE)]
        for row in zip(*months, strict=True):
            line = Text(GAP).join(row)
            line.rstrip()
            yield line
        yield Text()


def month(year: int, number: int, by_day: Mapping[date, Date]) -> Iterator[Text]:
    """A month as eight lines of the same width: its name, the weekdays, six weeks."""
    yield Text(name_months()[number - 1].center(WIDE), "bold")
    yield Text(" ".join(name[:2] for name in name_weekdays()).ljust(WIDE), "dim")
    weeks = Calendar().monthdatescalendar(year, number)
    for week in weeks:
        cells = [_cell(by_day[day]) if day.month == number else Text("   ") for day in week]
        yield Text().join(cells)
    for _week in range(6 - len(weeks)):
        yield Text(" " * WIDE)


def _cell(date: Date) -> Text:
    return Text(f"{date.day.day:2}{SIGNS[date.mark]}", STYLES[date.mark])


def legend(dates: Iterable[Date]) -> Iterator[Text]:
    """The signs that this year has need of, in lines."""
    marks = {each.mark for each in dates}
    parts = [Text(_("no sign: open as usual"))] if DayMark.OPEN in marks else []
    parts += [
        Text.assemble((SIGNS[mark], STYLES[mark]), f" {_(mark.value)}")
        for mark in DayMark
        if mark in marks and mark is not DayMark.OPEN
    ]
    for first in range(0, len(parts), BESIDE):
        yield Text("    ").join(parts[first : first + BESIDE])


def row(found: Period) -> list[str]:
    """A period in the list below the calendar."""
    what = write_hours(found.spans) if found.spans else _(found.mark.value)
    start = f"{write_period(found.first, found.last):<{WHEN}}{what:<{WHAT}}"
    return wrap_dates(f"{start.replace(' ', NBSP)}{found.reason}", WHEN + WHAT)


def wrap_dates(text: str, indent: int) -> list[str]:
    """Lines within the page, those after the first indented; dates are not torn apart."""
    lines = textwrap.wrap(text.rstrip(), PAGE, subsequent_indent=" " * indent)
    return [line.replace(NBSP, " ").rstrip() for line in lines]
