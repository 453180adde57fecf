"""Weekly hours: the types that the calendar computes with and that speech puts into words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

DAY = 24 * 60
DAYS_OF_WEEK = range(7)


@dataclass(frozen=True, order=True)
class Span:
    """Hours of one day, in minutes after its midnight: `0 <= start < DAY`, `start < end`.

    A span that goes past midnight has an `end` above `DAY`: 22:00-06:00 is `Span(1320, 1800)`.
    It never lasts more than a day: `end - start <= DAY`.
    """

    start: int
    end: int


@dataclass(frozen=True)
class Timetable:
    """The spans of each day of a week, Monday first; sorted, and none touching the next."""

    days: tuple[tuple[Span, ...], ...]

    def on(self, weekday: int) -> tuple[Span, ...]:
        """The spans that begin on a weekday, counted as `date.weekday()` does: Monday is 0."""
        return self.days[weekday]

    @cached_property
    def is_empty(self) -> bool:
        return not any(self.days)


def timetable(days: Mapping[int, Iterable[Span]]) -> Timetable:
    """A timetable from the spans of its weekdays, put in order and joined where they meet."""
    return Timetable(tuple(join_spans(days.get(weekday, ())) for weekday in DAYS_OF_WEEK))


def join_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap or touch made one, which is cut after 24 hours."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            last = result.pop()
            span = Span(last.start, min(max(last.end, span.end), last.start + DAY))
        result.append(span)
    return tuple(result)


ALWAYS = timetable({weekday: [Span(0, DAY)] for weekday in DAYS_OF_WEEK})
