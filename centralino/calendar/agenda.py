"""Is it open, who says so and why, until when does that hold, and when does it reopen."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from centralino.calendar.answers import Day, OpeningState, day_of, state_of
from centralino.calendar.days import Days
from centralino.calendar.entries import Calendar
from centralino.calendar.hours import Hours
from centralino.calendar.layers import Layer, Switch
from centralino.calendar.stretch import DayVerdict, Stretch
from centralino.calendar.switched_days import in_order, laid_over

REOPENING = 400
"""How many days ahead a reopening is looked for."""
STEADY = 31
"""How many days ahead, and back, a state that is open is followed."""
_KEPT = 1000  # days; more than one search ahead needs
_DAY = timedelta(days=1)


class Agenda:
    """A number's hours with all the calendars that come before them. Without hours: always open.

    `zone` is the organisation's. Agendas are safe to share among threads.
    """

    def __init__(
        self,
        zone: ZoneInfo,
        hours: Hours | None = None,
        *,
        number: Calendar | None = None,
        site: Calendar | None = None,
        organisation: Calendar | None = None,
        holidays: Calendar | None = None,
    ) -> None:
        self.zone = zone
        self.hours = hours
        self._calendars = {
            Layer.NUMBER: number,
            Layer.SITE: site,
            Layer.ORGANISATION: organisation,
            Layer.HOLIDAY: holidays,
        }
        present = [(layer, found) for layer, found in self._calendars.items() if found]
        self._days = Days(zone, hours, tuple(present))
        self._kept: dict[date, tuple[Stretch, ...]] = {}
        self._latest: tuple[tuple[Switch, ...], datetime, OpeningState] | None = None

    @property
    def calendars(self) -> tuple[Calendar, ...]:
        """The calendars that come before the hours, highest first."""
        return tuple(found for found in self._calendars.values() if found)

    def shared(self) -> "Agenda":
        """What the number shares with its site and organisation: no own hours, no own calendar.

        Whoever asks its state leaves the number's own switches out.
        """
        return Agenda(
            self.zone,
            site=self._calendars[Layer.SITE],
            organisation=self._calendars[Layer.ORGANISATION],
            holidays=self._calendars[Layer.HOLIDAY],
        )

    def state(self, now: datetime, switches: Sequence[Switch] = ()) -> OpeningState:
        """Whether it is open at an instant. Switches come in the order in which they were made.

        Raises ValueError for a time without a zone.
        """
        if now.tzinfo is None:
            raise ValueError("the time needs its zone")
        moment, live = now.astimezone(UTC), tuple(switches)
        if self._latest is not None:
            asked_with, asked_at, state = self._latest
            if asked_at <= moment < state.until and asked_with == live:
                return state
        state = self._worked_out(moment, in_order(live, self.zone))
        self._latest = (live, moment, state)
        return state

    def day(self, day: date, switches: Sequence[Switch] = ()) -> Day:
        """A whole day, for a view of the year."""
        live = in_order(switches, self.zone)
        return day_of(day, self._stretches(day, live), self.zone)

    def _worked_out(self, moment: datetime, live: Sequence[Stretch]) -> OpeningState:
        ahead = self._ahead(moment, live)
        present = next(ahead)
        since = self._since(moment, present.verdict, live)
        until, reopens = _outlook(present, ahead)
        return state_of(present.verdict, since, until, reopens and reopens.astimezone(self.zone))

    def _ahead(self, moment: datetime, live: Sequence[Stretch]) -> Iterator[Stretch]:
        """The stretches from an instant on."""
        today = moment.astimezone(self.zone).date()
        for step in range(REOPENING + 1):
            for stretch in self._stretches(today + step * _DAY, live):
                if stretch.end > moment:
                    yield stretch

    def _since(self, moment: datetime, verdict: DayVerdict, live: Sequence[Stretch]) -> datetime:
        since = moment
        today = moment.astimezone(self.zone).date()
        for step in range(STEADY + 1):
            for stretch in reversed(self._stretches(today - step * _DAY, live)):
                if stretch.start < since and stretch.verdict != verdict:
                    return since
                since = min(since, stretch.start)
        return since

    def _stretches(self, day: date, live: Sequence[Stretch]) -> Sequence[Stretch]:
        found = self._kept.get(day)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept = {}
            found = self._kept[day] = self._days.stretches(day)
        return laid_over(found, live)


def _outlook(present: Stretch, ahead: Iterator[Stretch]) -> tuple[datetime, datetime | None]:
    """Until when the present state holds, and when it reopens if it is closed."""
    until, changed = present.end, False
    limit = present.start + STEADY * _DAY
    for stretch in ahead:
        changed = changed or stretch.verdict != present.verdict
        if present.verdict.open:
            if changed or until > limit:
                return until, None
        elif stretch.verdict.open:
            return until, stretch.start
        until = until if changed else stretch.end
    return present.end, None  # by tomorrow the search reaches one day further
