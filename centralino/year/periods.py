"""What is out of the ordinary in a year, as periods: closures, holidays, special openings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from centralino.calendar.layers import Layer
from centralino.calendar.timetable import Span
from centralino.year.almanac import CONFIGURED, Date, DayMark


@dataclass(frozen=True)
class Period:
    """Days in a row to which the same thing happens for the same reason."""

    first: date
    last: date
    mark: DayMark
    layer: Layer
    spans: tuple[Span, ...]
    reason: str


def periods(dates: Iterable[Date], language: str) -> Iterator[Period]:
    """In order. Seasons are left to the timetable: theirs are the usual hours of that time."""
    for same, group in groupby(dates, lambda each: _kind(each, language)):
        days = list(group)
        if same is not None:
            mark, layer, spans, reason = same
            yield Period(days[0].day, days[-1].day, mark, layer, spans, reason)


def _kind(date: Date, language: str) -> tuple[DayMark, Layer, tuple[Span, ...], str] | None:
    met = date.met
    if met.layer is Layer.HOURS:
        return None
    return date.mark, met.layer, met.spans, date.reason(language)


@dataclass(frozen=True)
class Closure:
    """A closure as its calendar has it, holidays within it included."""

    first: date
    last: date
    reason: str

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    def is_part_of(self, other: "Closure") -> bool:
        within = other.first <= self.first and self.last <= other.last
        return within and self.reason == other.reason and self != other


def closures_and_holidays(dates: Sequence[Date], language: str) -> list[Closure]:
    """Those, and the public holidays outside them on which it would be open by its timetable."""
    found = closures(dates, language)
    alone = [
        Closure(each.day, each.day, each.reason(language))
        for each in dates
        if each.met.closure
        and each.met.layer is Layer.HOLIDAY
        and each.usual
        and not any(one.first <= each.day <= one.last for one in found)
    ]
    return sorted([*found, *alone], key=lambda closure: (closure.first, closure.last))


def closures(dates: Sequence[Date], language: str) -> list[Closure]:
    """Those that somebody configured, not public holidays; each once, the earliest first.

    One that lies within another of the same reason is part of it: it only says more meanwhile.
    """
    found = {
        Closure(*each.met.period, each.reason(language))
        for each in dates
        if each.met.closure and each.met.layer in CONFIGURED and each.met.period
    }
    whole = [each for each in found if not any(each.is_part_of(other) for other in found)]
    return sorted(whole, key=lambda closure: (closure.first, closure.last))
