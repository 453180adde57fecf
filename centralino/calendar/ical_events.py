"""What an iCalendar event (RFC 5545) means for whether it is open.

A whole-day event closes its days; a timed one closes those hours; its SUMMARY is the reason. A
timed event of a category OPENING or APERTURA is a special opening: its hours replace the day's.
Cancelled events do not count. TRANSP is not looked at: calendar programs mark whole days "free" by
themselves, and an office would be called while it is closed.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event

from centralino.calendar.entries import Cut
from centralino.calendar.reasons import Reason
from centralino.calendar.timetable import DAY, Span
from centralino.core.input_errors import input_error
from centralino.core.texts import _

OPENING = frozenset({"OPEN", "OPENING", "APERTO", "APERTURA"})
_MINUTE = timedelta(minutes=1)


def is_cancelled(event: Event) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def is_whole_day(event: Event) -> bool:
    return not isinstance(event.start, datetime)


def is_opening(event: Event) -> bool:
    return any(str(category).strip().upper() in OPENING for category in event.categories)


def reason_of(event: Event, language: str) -> Reason | None:
    summary = str(event.get("SUMMARY", "")).strip()
    return {language: summary} if summary else None


def on_the_wall(event: Event, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """A timed event's ends as a wall clock of the zone shows them, rounded outwards to minutes.

    Times that carry no zone of their own ("floating") are of this one.
    """
    start, end = _local(event.start, zone), _local(event.end, zone)
    whole = end.replace(second=0, microsecond=0)
    return start.replace(second=0, microsecond=0), whole if whole == end else whole + _MINUTE


def opening_span(event: Event, zone: ZoneInfo) -> tuple[date, Span]:
    """The day a special opening begins on, and its hours. Raises InputError beyond 24 hours."""
    start, end = on_the_wall(event, zone)
    span = Span(*(_minutes_since(start.date(), moment) for moment in (start, end)))
    if not 0 < span.end - span.start <= DAY:
        raise input_error(_("a special opening lasts up to 24 hours: make one event for each day"))
    return start.date(), span


def cuts(event: Event, zone: ZoneInfo, reason: Reason | None) -> Iterator[Cut]:
    """The hours that a timed event closes, day by day."""
    start, end = on_the_wall(event, zone)
    for day in days(start.date(), end.date()):
        first = max(_minutes_since(day, start), 0)
        last = min(_minutes_since(day, end), DAY)
        if first < last:
            yield Cut(day, Span(first, last), reason)


def days(first: date, last: date) -> Iterator[date]:
    """From the first to the last, both included."""
    return (first + timedelta(days=step) for step in range((last - first).days + 1))


def _local(moment: date, zone: ZoneInfo) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def _minutes_since(day: date, moment: datetime) -> int:
    return (moment - datetime.combine(day, time())) // _MINUTE
