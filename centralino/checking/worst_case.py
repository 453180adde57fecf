"""The longest that words about time can become, whatever the day of the call."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from centralino.calendar.agenda import Agenda
from centralino.calendar.answers import OpeningState
from centralino.calendar.entries import Calendar
from centralino.calendar.layers import Layer
from centralino.calendar.reasons import Reason
from centralino.checking.situation import CalendarVerdict

NOON = datetime(2026, 1, 14, 11, 0, tzinfo=UTC)  # a day in no closure, and in no leap year
REOPENS = datetime(2027, 9, 29, 17, 58)  # noqa: DTZ001 -- a Wednesday: no date has longer words
AHEAD = 400  # days in which reasons of closures are looked for

LAYERS = {
    CalendarVerdict.OPEN: Layer.HOURS,
    CalendarVerdict.OUTSIDE: Layer.HOURS,
    CalendarVerdict.OWN_CLOSURE: Layer.NUMBER,
    CalendarVerdict.SHARED_CLOSURE: Layer.ORGANISATION,
}


class WorstCase:
    """What calendars may have to say from `now` on, looked up once for each."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._reasons: dict[int, tuple[Calendar, Reason]] = {}
        self._reopening: dict[int, tuple[Agenda, bool]] = {}

    def state(self, agenda: Agenda, verdict: CalendarVerdict) -> OpeningState:
        """A state under that verdict, with the longest words that there are."""
        is_open = verdict is CalendarVerdict.OPEN
        return OpeningState(
            open=is_open,
            layer=LAYERS[verdict],
            reason=self.reason(agenda) or None,
            closure=verdict in (CalendarVerdict.OWN_CLOSURE, CalendarVerdict.SHARED_CLOSURE),
            period=None,
            since=NOON,
            until=NOON,
            reopens=None if is_open else REOPENS.replace(tzinfo=agenda.zone),
        )

    def reason(self, agenda: Agenda) -> Reason:
        """The longest reason of each language."""
        longest: dict[str, str] = {}
        for calendar in agenda.calendars:
            kept = self._reasons.get(id(calendar))
            if kept is None:
                kept = self._reasons[id(calendar)] = calendar, self._longest(calendar)
            for language, text in kept[1].items():
                longest[language] = max(longest.get(language, ""), text, key=len)
        return longest

    def reopens(self, agenda: Agenda) -> bool:
        """Whether it ever opens, so that callers can be told when."""
        kept = self._reopening.get(id(agenda))
        if kept is None:
            state = agenda.state(self.now)
            found = state.open or state.reopens is not None
            kept = self._reopening[id(agenda)] = agenda, found
        return kept[1]

    def _longest(self, calendar: Calendar) -> Reason:
        longest: dict[str, str] = {}
        for reason in self._all(calendar):
            for language, text in reason.items():
                longest[language] = max(longest.get(language, ""), text, key=len)
        return longest

    def _all(self, calendar: Calendar) -> Iterator[Reason]:
        first = self.now.date()
        for day in (first + timedelta(days=step) for step in range(AHEAD)):
            for source in calendar.sources:
                yield from (each.reason for each in source.entries(day) if each.reason)
                yield from (each.reason for each in source.cuts(day) if each.reason)


def days_of(agenda: Agenda) -> list[datetime]:
    """A moment in each of the agenda's seasons, and one in none: all timetables that there are."""
    seasons = agenda.hours.seasons if agenda.hours else ()
    firsts = [season.first for season in seasons]
    return [NOON, *(NOON.replace(month=day.month, day=min(day.day, 28)) for day in firsts)]
