"""Calendars: the closures and special openings that come before the usual hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from centralino.calendar.reasons import Reason
from centralino.calendar.timetable import Span, Timetable


@dataclass(frozen=True)
class CalendarEntry:
    """A closure of whole days, or with `opening` a special opening: hours that replace the days'.

    Both ends are included. On a day that `opening` has no hours for it is closed. `note` is what
    callers are told besides: what is open meanwhile.
    """

    first: date
    last: date
    reason: Reason | None = None
    opening: Timetable | None = None
    note: Reason | None = None

    @property
    def length(self) -> int:
        """How many days it lasts."""
        return (self.last - self.first).days + 1

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def spans(self, day: date) -> tuple[Span, ...]:
        return self.opening.on(day.weekday()) if self.opening else ()


@dataclass(frozen=True)
class Cut:
    """A closure of some hours of one day, of which `0 <= span.start < span.end <= DAY`."""

    day: date
    span: Span
    reason: Reason | None = None


@runtime_checkable
class CalendarSource(Protocol):
    """What knows of closures and openings: an entry, a file of them, public holidays."""

    def entries(self, day: date) -> Sequence[CalendarEntry]:
        """Those that cover a day, the later one last."""

    def cuts(self, day: date) -> Sequence[Cut]:
        """The closures of some of its hours."""


@dataclass(frozen=True)
class Single:
    """One entry as a source."""

    entry: CalendarEntry

    def entries(self, day: date) -> Sequence[CalendarEntry]:
        return (self.entry,) if self.entry.covers(day) else ()

    def cuts(self, day: date) -> Sequence[Cut]:
        return ()


@dataclass(frozen=True)
class Calendar:
    """Sources in the order in which they were written."""

    sources: tuple[CalendarSource, ...]

    def ruling(self, day: date) -> CalendarEntry | None:
        """The entry that decides a day: the shortest that covers it; of equals the later one."""
        covering = [entry for source in self.sources for entry in source.entries(day)]
        return min(reversed(covering), key=lambda entry: entry.length, default=None)

    def cuts(self, day: date) -> list[Cut]:
        return [cut for source in self.sources for cut in source.cuts(day)]


def calendar(*entries: CalendarEntry) -> Calendar:
    """A calendar of entries."""
    return Calendar(tuple(Single(entry) for entry in entries))
