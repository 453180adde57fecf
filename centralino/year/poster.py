"""A year as a picture: twelve months, each kind of day told by a sign and not by colour alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

from babel.dates import get_day_names, get_month_names

from centralino.core.numbers import format_number
from centralino.flows.flow import Flow
from centralino.languages import words
from centralino.languages.registry import find_language
from centralino.year.almanac import Date, DayMark
from centralino.year.terminal import SIGNS

CELL, GAP, TOP = 27, 24, 86
MONTH_WIDE, MONTH_HIGH = 7 * CELL, 8 * CELL
COLUMNS = 3
FONT = "Helvetica, Arial, Liberation Sans, sans-serif"
INK = "#17324d"


@dataclass(frozen=True)
class Look:
    """A day's colours, all of a contrast of at least 4.5 to 1, and its frame."""

    fill: str
    ink: str
    frame: str = "none"


LOOKS: Mapping[DayMark, Look] = {
    DayMark.OPEN: Look("#ffffff", INK, "#c3ccd6"),
    DayMark.OTHER: Look("#fff3d6", INK, "#8a6100"),
    DayMark.BRIDGE: Look("#ffffff", "#a3000b", "#a3000b"),
    DayMark.OFF: Look("#eceff3", "#4a5866"),
    DayMark.HOLIDAY: Look("#f0ecf7", "#4b2a86", "#4b2a86"),
    DayMark.CLOSURE: Look("#17324d", "#ffffff"),
}


def poster(flow: Flow, dates: Sequence[Date], language: str) -> str:
    """SVG of a page's proportions."""
    width = COLUMNS * MONTH_WIDE + (COLUMNS - 1) * GAP + 2 * GAP
    height = TOP + (12 // COLUMNS) * (MONTH_HIGH + GAP) + 70
    title = f"{format_number(flow.number)}, {flow.office.get(language, '')}".rstrip(", ")
    root = _root(width, height, language)
    _words(root, flow, dates, title, language)
    for number, days in groupby(dates, lambda each: each.day.month):
        row, column = divmod(number - 1, COLUMNS)
        left, top = GAP + column * (MONTH_WIDE + GAP), TOP + row * (MONTH_HIGH + GAP)
        _month(_group(root, left, top), list(days), language)
    _legend(_group(root, GAP, height - 58), dates, language)
    return tostring(root, encoding="unicode") + "\n"


def _root(width: int, height: int, language: str) -> Element:
    return Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "img",
            "aria-labelledby": "title about",
            "lang": language,
            "font-family": FONT,
        },
    )


def _words(root: Element, flow: Flow, dates: Sequence[Date], title: str, language: str) -> None:
    said = find_language(language).year
    year, timetable = dates[0].day.year, flow.agenda.hours
    hours = words.speak_hours(timetable.week, language) if timetable else said.any_time
    count = sum(each.mark is DayMark.CLOSURE for each in dates)
    about = said.about.format(year=year, title=title, hours=hours, count=count)
    SubElement(root, "title", {"id": "title"}).text = f"{title}, {year}"
    SubElement(root, "desc", {"id": "about"}).text = about
    SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
    _text(root, f"{title} · {year}", GAP, 36, 20, bold=True)
    _text(root, hours, GAP, 60, 13)


def _month(group: Element, days: Sequence[Date], language: str) -> None:
    names = get_month_names("wide", locale=language)
    _text(group, names[days[0].day.month].capitalize(), 0, 14, 14, bold=True)
    for weekday, name in _weekdays(language):
        _text(group, name, weekday * CELL + CELL / 2, 38, 10, anchor="middle")
    first = days[0].day.weekday()
    for each in days:
        week, weekday = divmod(first + each.day.day - 1, 7)
        _day(group, each, weekday * CELL, 2 * CELL - 10 + week * CELL, language)


def _weekdays(language: str) -> Iterator[tuple[int, str]]:
    names = get_day_names("abbreviated", locale=language)
    return ((weekday, names[weekday][:3]) for weekday in range(7))


def _day(group: Element, date: Date, left: float, top: float, language: str) -> None:
    look = LOOKS[date.mark]
    cell = SubElement(group, "g")
    mark = find_language(language).year.marks[date.mark]
    told = [_spelled(date.day, language), mark, date.reason(language)]
    SubElement(cell, "title").text = ", ".join(filter(None, told))
    _box(cell, left + 1, top + 1, look)
    sign = SIGNS[date.mark].strip()
    _text(cell, f"{date.day.day}{sign}", left + CELL / 2, top + 18, 12, "middle", look.ink)


def _spelled(day: date, language: str) -> str:
    return words.speak_date(day, day, language)


def _box(parent: Element, left: float, top: float, look: Look) -> None:
    size = str(CELL - 2)
    place = {"x": f"{left:g}", "y": f"{top:g}", "width": size, "height": size, "rx": "3"}
    SubElement(parent, "rect", {**place, "fill": look.fill, "stroke": look.frame})


def _legend(group: Element, dates: Sequence[Date], language: str) -> None:
    marks = [mark for mark in DayMark if any(each.mark is mark for each in dates)]
    for place, mark in enumerate(marks):
        row, column = divmod(place, COLUMNS)
        left, top = column * (MONTH_WIDE + GAP), row * (CELL + 2)
        look = LOOKS[mark]
        _box(group, left, top, look)
        sign = SIGNS[mark].strip()
        _text(group, f"1{sign}", left + CELL / 2, top + 17, 12, "middle", look.ink)
        _text(group, find_language(language).year.marks[mark], left + CELL + 6, top + 17, 12)


def _group(parent: Element, left: float, top: float) -> Element:
    return SubElement(parent, "g", {"transform": f"translate({left:g} {top:g})"})


def _text(
    parent: Element,
    text: str,
    x: float,
    y: float,
    size: int,
    anchor: str = "start",
    ink: str = INK,
    *,
    bold: bool = False,
) -> None:
    style = {"x": f"{x:g}", "y": f"{y:g}", "font-size": str(size), "fill": ink}
    style |= {"text-anchor": anchor, "font-weight": "bold" if bold else "normal"}
    SubElement(parent, "text", style).text = text
