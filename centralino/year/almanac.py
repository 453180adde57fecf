"""Each day of a year, and what is special about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from centralino.calendar.agenda import Agenda
from centralino.calendar.answers import Day
from centralino.calendar.hours import Hours
from centralino.calendar.layers import Layer, Switch
from centralino.calendar.timetable import Span
from centralino.core.texts import N_

SATURDAY = 5
CONFIGURED = frozenset({Layer.NUMBER, Layer.SITE, Layer.ORGANISATION})
_DAY = timedelta(days=1)


class DayMark(StrEnum):
    """What a day is to callers, compared with the same day of a usual week; to be translated."""

    OPEN = N_("open")
    OTHER = N_("other hours")
    BRIDGE = N_("bridge day left open")
    OFF = N_("closed by its timetable")
    HOLIDAY = N_("public holiday")
    CLOSURE = N_("closed")


CLOSED = frozenset({DayMark.OFF, DayMark.HOLIDAY, DayMark.CLOSURE})
AWAY = frozenset({DayMark.HOLIDAY, DayMark.CLOSURE})


@dataclass(frozen=True)
class Date:
    """One day of the year. `usual` is when it would be open in an ordinary week."""

    met: Day
    usual: tuple[Span, ...]
    mark: DayMark

    @property
    def day(self) -> date:
        return self.met.day

    @property
    def is_weekend(self) -> bool:
        return self.day.weekday() >= SATURDAY

    def reason(self, language: str) -> str:
        """Why, in a language, or else in the one in which it was written."""
        reason = self.met.reason or {}
        return reason.get(language) or next(iter(reason.values()), "")


def year_of(agenda: Agenda, year: int, switches: Sequence[Switch] = ()) -> tuple[Date, ...]:
    """Every day of a year. Without hours of its own a number is open whenever it is not closed."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = list(_dates(agenda, first - _DAY, last + _DAY, switches))
    around = zip(days, days[1:], days[2:], strict=False)
    return tuple(_with_bridges(eve, this, morrow) for eve, this, morrow in around)


def _dates(agenda: Agenda, first: date, last: date, switches: Sequence[Switch]) -> Iterator[Date]:
    weekly = Agenda(agenda.zone, Hours(agenda.hours.week) if agenda.hours else None)
    for step in range((last - first).days + 1):
        day = first + step * _DAY
        met, usual = agenda.day(day, switches), weekly.day(day).spans
        yield Date(met, usual, _mark(met, usual))


def _mark(met: Day, usual: tuple[Span, ...]) -> DayMark:
    if met.spans:
        return DayMark.OPEN if met.spans == usual else DayMark.OTHER
    if met.layer is Layer.HOLIDAY:
        return DayMark.HOLIDAY
    return DayMark.OFF if met.layer is Layer.HOURS else DayMark.CLOSURE


def _with_bridges(eve: Date, this: Date, morrow: Date) -> Date:
    """A working day alone between a holiday or closure and another free day is a bridge.

    One that a calendar opens on purpose is none.
    """
    open_as_ever = this.met.spans and this.met.layer is Layer.HOURS and not this.is_weekend
    around = (eve, morrow)
    if open_as_ever and all(map(_is_free, around)) and any(d.mark in AWAY for d in around):
        return Date(this.met, this.usual, DayMark.BRIDGE)
    return this


def _is_free(date: Date) -> bool:
    return date.mark in AWAY or (date.mark is DayMark.OFF and date.is_weekend)
