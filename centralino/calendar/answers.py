"""What an agenda answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from centralino.calendar.layers import OWN, Layer
from centralino.calendar.reasons import Reason
from centralino.calendar.stretch import DayVerdict, Stretch
from centralino.calendar.timetable import DAY, Span, join_spans
from centralino.calendar.wallclock import minute_of


@dataclass(frozen=True)
class OpeningState:
    """Whether it is open, and all that a caller may be told of it.

    `since` and `until`, in UTC, bound the time throughout which this same answer holds; it may
    well hold longer than `until`, which is at most some weeks ahead of a state that is open.
    """

    open: bool
    layer: Layer  # who decides
    reason: Reason | None
    closure: bool  # closed by a closure, a holiday or a live closing, not by its timetable
    period: tuple[date, date] | None  # first and last day of the closure or special opening
    since: datetime
    until: datetime
    reopens: datetime | None  # in the organisation's zone; None if open, or not within 400 days
    note: Reason | None = None  # what callers are told besides

    @property
    def shared_closure(self) -> bool:
        """Closed by what the number shares with others: its site, the organisation, a holiday.

        Then a caller hears the organisation's message of closure and not the office's.
        """
        return self.closure and self.layer not in OWN


@dataclass(frozen=True)
class Day:
    """One day. `spans` is when it is open from midnight to midnight, within 0 and DAY.

    `layer` is the highest that has a say in the day; `reason` and `period` are what it gives.
    `closure`: closed the whole day, and not by its timetable.
    """

    day: date
    spans: tuple[Span, ...]
    layer: Layer
    reason: Reason | None
    closure: bool
    period: tuple[date, date] | None


def state_of(
    verdict: DayVerdict, since: datetime, until: datetime, reopens: datetime | None
) -> OpeningState:
    return OpeningState(
        open=verdict.open,
        layer=verdict.layer,
        reason=verdict.reason,
        closure=verdict.closure,
        period=verdict.period,
        since=since,
        until=until,
        reopens=reopens,
        note=verdict.note,
    )


def day_of(day: date, stretches: Sequence[Stretch], zone: ZoneInfo) -> Day:
    """A day from its stretches; one that the zone skips, as Samoa did in 2011, has none."""
    verdicts = [stretch.verdict for stretch in stretches]
    first = min(verdicts, key=lambda verdict: verdict.layer, default=DayVerdict(False, Layer.HOURS))
    spans = join_spans(_spans(stretches, zone))
    closure = first.closure and not spans
    return Day(day, spans, first.layer, first.reason, closure, first.period)


def _spans(stretches: Iterable[Stretch], zone: ZoneInfo) -> Iterable[Span]:
    for stretch in stretches:
        if stretch.verdict.open:
            start = minute_of(stretch.start, zone)[1]
            yield Span(start, max(start + 1, _minute_after(stretch, zone)))


def _minute_after(stretch: Stretch, zone: ZoneInfo) -> int:
    """The end of a stretch in minutes after its day's midnight, rounded up."""
    day, minute = minute_of(stretch.end, zone)
    if day > stretch.start.astimezone(zone).date():
        return DAY
    return minute + bool(stretch.end.second or stretch.end.microsecond)
