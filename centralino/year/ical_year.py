"""A year as iCalendar (RFC 5545): for calendar programs, and for flow files to read back.

Open hours are timed events of the category OPENING, closures and holidays are whole days: what
`{ical: ...}` in a flow file understands.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from centralino.languages.registry import find_language
from centralino.year.almanac import AWAY, Date

OPENING = "OPENING"


def feed(
    dates: Sequence[Date], *, name: str, slug: str, language: str, zone: ZoneInfo, made: datetime
) -> bytes:
    """`made` is when, in UTC; events keep their UID from one making to the next."""
    calendar = Calendar()
    calendar.add("PRODID", "-//Centralino//year//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("X-WR-CALNAME", name)
    for event in _events(dates, name, language, zone):
        event.add("UID", f"{event.start:%Y%m%dT%H%M}-{slug}@centralino")
        event.add("DTSTAMP", made)
        calendar.add_component(event)
    calendar.add_missing_timezones(dates[0].day, dates[-1].day)
    return bytes(calendar.to_ical())


def _events(dates: Iterable[Date], name: str, language: str, zone: ZoneInfo) -> Iterator[Event]:
    for each in dates:
        if each.mark in AWAY:
            why = each.reason(language) or find_language(language).year.closed
            yield _event(f"{name}: {why}", each.day, each.day + timedelta(days=1))
        for span in each.met.spans:
            ends = (_moment(each.day, minute, zone) for minute in (span.start, span.end))
            event = _event(f"{name}: {find_language(language).year.open}", *ends)
            event.add("CATEGORIES", [OPENING])
            yield event


def _event(summary: str, start: date, end: date) -> Event:
    event = Event()
    event.add("SUMMARY", summary)
    event.add("DTSTART", start)
    event.add("DTEND", end)
    return event


def _moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone) + timedelta(minutes=minute)
