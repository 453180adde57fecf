"""The events of an iCalendar file as closures and special openings, year by year."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar as Component
from icalendar import Event

# recurring_ical_events is annotated, but has no py.typed file to say so
from recurring_ical_events import of as recurring  # type: ignore[import-untyped]

from centralino.calendar import ical_events
from centralino.calendar.entries import CalendarEntry, Cut
from centralino.calendar.reasons import Reason
from centralino.calendar.timetable import Span, join_spans, timetable

_MARGIN = timedelta(days=2)  # an event of another time zone may begin on another day than here


class Year:
    """What a file says of each day of one year. Reading its events may raise ValueError."""

    def __init__(self, found: Sequence[Event], zone: ZoneInfo, language: str, year: int) -> None:
        self.entries: defaultdict[date, list[CalendarEntry]] = defaultdict(list)
        self.cuts: defaultdict[date, list[Cut]] = defaultdict(list)
        self._ends = date(year, 1, 1), date(year, 12, 31)
        openings: defaultdict[date, list[tuple[Span, Reason | None]]] = defaultdict(list)
        for event in found:
            reason = ical_events.reason_of(event, language)
            if ical_events.is_whole_day(event):
                self._close(CalendarEntry(event.start, event.end - timedelta(days=1), reason))
            elif ical_events.is_opening(event):
                day, span = ical_events.opening_span(event, zone)
                openings[day].append((span, reason))
            else:
                for cut in ical_events.cuts(event, zone, reason):
                    self.cuts[cut.day].append(cut)
        for day, parts in openings.items():
            self.entries[day].append(_opening(day, parts))

    def _close(self, entry: CalendarEntry) -> None:
        first, last = self._ends
        for day in ical_events.days(max(entry.first, first), min(entry.last, last)):
            self.entries[day].append(entry)


class Feed:
    """A file's events, each year's recurrences worked out once, when first asked for.

    Raises ValueError, TypeError or KeyError for events that cannot be worked out.
    """

    def __init__(self, component: Component, zone: ZoneInfo, language: str) -> None:
        self._query = recurring(component)
        self._zone = zone
        self._language = language
        self._years: dict[int, Year] = {}

    def entries(self, day: date) -> Sequence[CalendarEntry]:
        return self._year(day.year).entries.get(day, ())

    def cuts(self, day: date) -> Sequence[Cut]:
        return self._year(day.year).cuts.get(day, ())

    def _year(self, year: int) -> Year:
        if year not in self._years:
            self._years[year] = self._worked_out(year)
        return self._years[year]

    def _worked_out(self, year: int) -> Year:
        first, last = date(year, 1, 1) - _MARGIN, date(year, 12, 31) + _MARGIN
        found = [e for e in self._query.between(first, last) if not ical_events.is_cancelled(e)]
        return Year(found, self._zone, self._language, year)


def _opening(day: date, parts: list[tuple[Span, Reason | None]]) -> CalendarEntry:
    """The special openings that begin on one day, as one entry with the first reason given."""
    reason = next((reason for _, reason in parts if reason), None)
    spans = join_spans(span for span, _ in parts)
    return CalendarEntry(day, day, reason, timetable({day.weekday(): spans}))
