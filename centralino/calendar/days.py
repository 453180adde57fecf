"""What the calendars and the timetable make of one day, before any switch."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from centralino.calendar.entries import Calendar, CalendarEntry
from centralino.calendar.hours import Hours
from centralino.calendar.layers import Layer
from centralino.calendar.stretch import DayVerdict, Stretch, paint_stretch
from centralino.calendar.timetable import ALWAYS, DAY, Span
from centralino.calendar.wallclock import begins, ends

_DAY = timedelta(days=1)
_OPEN = DayVerdict(True, Layer.HOURS)
_CLOSED = DayVerdict(False, Layer.HOURS)


@dataclass(frozen=True)
class Ruling:
    """The spans that begin on a day, and the layer that decides the day as a whole."""

    layer: Layer
    spans: tuple[Span, ...]
    entry: CalendarEntry | None = None

    def verdict(self, is_open: bool) -> DayVerdict:
        if self.entry is None:
            return _OPEN if is_open else _CLOSED
        period = (self.entry.first, self.entry.last)
        closure = self.entry.opening is None
        entry = self.entry
        return DayVerdict(is_open, self.layer, entry.reason, closure, period, entry.note)


@dataclass(frozen=True)
class Days:
    """The days of one number, or of what it shares with others. No hours: always open."""

    zone: ZoneInfo
    hours: Hours | None
    calendars: tuple[tuple[Layer, Calendar], ...]  # highest first

    def ruling(self, day: date) -> Ruling:
        for layer, calendar in self.calendars:
            if entry := calendar.ruling(day):
                return Ruling(layer, entry.spans(day), entry)
        weekly = self.hours.on(day) if self.hours else ALWAYS
        return Ruling(Layer.HOURS, weekly.on(day.weekday()))

    def stretches(self, day: date) -> tuple[Stretch, ...]:
        """The day from midnight to midnight, in order and without a gap.

        Hours that run past midnight go on into the next day unless a higher layer decides it:
        a night shift ends at midnight before a holiday, a special opening does not.
        """
        ruling, eve = self.ruling(day), self.ruling(day - _DAY)
        whole = self._stretch(day, Span(0, DAY), ruling.verdict(False))
        result = [whole] if whole.start < whole.end else []
        for span in ruling.spans:
            result = paint_stretch(result, self._stretch(day, span, ruling.verdict(True)))
        if eve.layer <= ruling.layer:
            for span in eve.spans:
                result = paint_stretch(result, self._stretch(day - _DAY, span, eve.verdict(True)))
        return tuple(self._cut(day, result))

    def _cut(self, day: date, stretches: list[Stretch]) -> list[Stretch]:
        """The closures of some hours, each over its own layer and the lower ones."""
        for layer, calendar in self.calendars:
            for cut in calendar.cuts(day):
                verdict = DayVerdict(False, layer, cut.reason, closure=True, period=(day, day))
                stretch = self._stretch(day, cut.span, verdict)
                stretches = paint_stretch(stretches, stretch, down_from=layer)
        return stretches

    def _stretch(self, day: date, span: Span, verdict: DayVerdict) -> Stretch:
        start, end = begins(day, span.start, self.zone), ends(day, span.end, self.zone)
        return Stretch(start, end, verdict)
