"""An agenda agrees with a plain scan of the minutes, written without regard to speed."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from centralino.calendar.agenda import Agenda
from centralino.calendar.answers import OpeningState
from centralino.calendar.entries import Calendar, CalendarEntry, CalendarSource, Cut, Single
from centralino.calendar.hours import Hours
from centralino.calendar.layers import SWITCHES, Layer, Switch
from centralino.calendar.timetable import DAY, Span, join_spans, timetable

STEP = timedelta(minutes=10)  # every boundary below is on one
MINUTES = st.integers(0, 47).map(lambda half: half * 30)
CHANGES = [  # days around which a zone's clock changes, or does not
    ("Europe/Rome", date(2026, 3, 29)),
    ("Europe/Rome", date(2026, 10, 25)),
    ("Europe/Rome", date(2026, 8, 15)),
    ("America/Havana", date(2026, 11, 1)),  # midnight to one o'clock comes twice
    ("Africa/Cairo", date(2026, 4, 24)),  # midnight to one o'clock is skipped
    ("America/Sao_Paulo", date(2018, 2, 18)),  # eleven to midnight comes twice
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # half an hour
]


@dataclass(frozen=True)
class Cuts:
    """Closures of some hours as a source."""

    cut: Cut

    def entries(self, day: date) -> tuple[CalendarEntry, ...]:
        return ()

    def cuts(self, day: date) -> tuple[Cut, ...]:
        return (self.cut,) if self.cut.day == day else ()


@dataclass(frozen=True)
class Case:
    zone: ZoneInfo
    middle: date
    hours: Hours | None
    calendars: dict[Layer, Calendar]
    switches: list[Switch]

    def agenda(self) -> Agenda:
        return Agenda(
            self.zone,
            self.hours,
            number=self.calendars.get(Layer.NUMBER),
            site=self.calendars.get(Layer.SITE),
            organisation=self.calendars.get(Layer.ORGANISATION),
            holidays=self.calendars.get(Layer.HOLIDAY),
        )

    def moments(self) -> list[datetime]:
        """Four days of instants."""
        start = datetime.combine(self.middle - timedelta(days=2), time(), UTC)
        return [start + STEP * step for step in range(4 * 144)]


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    found = []
    for start in draw(st.lists(MINUTES, max_size=2)):
        found.append(Span(start, start + draw(st.integers(1, 48)) * 30))
    whole = join_spans(found)
    return whole if sum(s.end for s in found[-1:]) <= sum(s.end for s in whole[-1:]) else ()


@st.composite
def sources(draw: st.DrawFn, middle: date) -> CalendarSource:
    day = middle + timedelta(days=draw(st.integers(-2, 2)))
    if draw(st.booleans()):
        start = draw(MINUTES)
        end = min(start + draw(st.integers(1, 20)) * 30, DAY)
        return Cuts(Cut(day, Span(start, end)))
    opening = draw(st.none() | spans().map(lambda found: timetable(dict.fromkeys(range(7), found))))
    last = day + timedelta(days=draw(st.integers(0, 2)))
    return Single(CalendarEntry(day, last, None, opening))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    name, middle = draw(st.sampled_from(CHANGES))
    week = st.lists(spans(), min_size=7, max_size=7)
    hours = draw(st.none() | week.map(lambda days: Hours(timetable(dict(enumerate(days))))))
    layers = (Layer.NUMBER, Layer.SITE, Layer.ORGANISATION, Layer.HOLIDAY)
    calendars = {
        layer: Calendar(tuple(draw(st.lists(sources(middle), max_size=2)))) for layer in layers
    }
    noon = datetime.combine(middle, time(12), UTC)
    switches = [
        Switch(
            draw(st.sampled_from(sorted(SWITCHES))),
            draw(st.booleans()),
            start := noon + STEP * draw(st.integers(-288, 288)),
            start + STEP * draw(st.integers(0, 100)),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    return Case(ZoneInfo(name), middle, hours, calendars, switches)


@cache
def walls(zone: ZoneInfo, day: date) -> list[tuple[datetime, int]]:
    """The instants around a day with what the wall shows, in minutes after the day's midnight."""
    midnight = datetime.combine(day, time())
    start = midnight.replace(tzinfo=UTC) - timedelta(days=1)
    found = []
    for step in range(5 * 144):
        moment = start + STEP * step
        wall = moment.astimezone(zone).replace(tzinfo=None)
        found.append((moment, int((wall - midnight) / timedelta(minutes=1))))
    return found


@cache
def ends(zone: ZoneInfo, day: date, span: Span) -> tuple[datetime, datetime]:
    """A span's first instant, and the first one after it."""
    shown = walls(zone, day)
    start = next(moment for moment, minute in shown if minute >= span.start)
    if span.end % DAY == 0:
        return start, next(moment for moment, minute in shown if minute >= span.end)
    return start, max(moment for moment, minute in shown if minute < span.end) + STEP


def reopening(state: OpeningState) -> datetime:
    return state.reopens.astimezone(UTC) if state.reopens else datetime.max.replace(tzinfo=UTC)


def inside(case: Case, day: date, span: Span, moment: datetime) -> bool:
    start, end = ends(case.zone, day, span)
    return start <= moment < end


def ruling(case: Case, day: date) -> tuple[Layer, tuple[Span, ...], bool]:
    """The layer that decides a day, its spans, and whether it closes the day."""
    for layer in sorted(case.calendars):
        best: CalendarEntry | None = None
        for source in case.calendars[layer].sources:
            for entry in source.entries(day):
                if best is None or entry.last - entry.first <= best.last - best.first:
                    best = entry
        if best is not None:
            return layer, best.spans(day), best.opening is None
    week = case.hours.on(day).on(day.weekday()) if case.hours else (Span(0, DAY),)
    return Layer.HOURS, week, False


def plain(case: Case, moment: datetime) -> tuple[bool, Layer, bool]:
    """Open or not, by which layer, and whether by a closure: straight from the rules."""
    for layer in sorted(SWITCHES):
        live = [s for s in case.switches if s.layer == layer and s.start <= moment < s.end]
        if live:
            return live[-1].opens, layer, not live[-1].opens
    today = moment.astimezone(case.zone).date()
    eve = today - timedelta(days=1)
    of_today, of_eve = ruling(case, today), ruling(case, eve)
    for layer in (Layer.NUMBER, Layer.SITE, Layer.ORGANISATION, Layer.HOLIDAY, Layer.HOURS):
        cuts = case.calendars[layer].cuts(today) if layer in case.calendars else []
        if any(inside(case, today, cut.span, moment) for cut in cuts):
            return False, layer, True
        if of_eve[0] == layer and any(inside(case, eve, s, moment) for s in of_eve[1]):
            return True, layer, False
        if of_today[0] == layer:
            is_open = any(inside(case, today, span, moment) for span in of_today[1])
            return is_open, layer, of_today[2]
    raise AssertionError("the hours always decide")


@settings(max_examples=60, deadline=None)
@given(cases())
def test_an_agenda_agrees_with_the_plain_scan_at_every_moment(case: Case) -> None:
    agenda = case.agenda()
    for moment in case.moments():
        state = agenda.state(moment, case.switches)
        assert (state.open, state.layer, state.closure) == plain(case, moment)


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(0, 3 * 144))
def test_nothing_changes_before_until_and_nothing_opens_before_reopens(
    case: Case, step: int
) -> None:
    moments = case.moments()
    state = case.agenda().state(moments[step], case.switches)
    assert state.since <= moments[step] < state.until
    for moment in moments:
        if state.since <= moment < state.until:
            assert plain(case, moment) == (state.open, state.layer, state.closure)
        if not state.open and moments[step] <= moment < reopening(state):
            assert not plain(case, moment)[0]
    if state.reopens:
        assert not state.open
        assert plain(case, reopening(state))[0]


@settings(max_examples=30, deadline=None)
@given(cases())
def test_between_since_and_until_the_answer_is_the_same_for_an_agenda_just_made(
    case: Case,
) -> None:
    kept = case.agenda()
    for moment in case.moments()[::12]:
        state, fresh = (a.state(moment, case.switches) for a in (kept, case.agenda()))
        assert (state.open, state.layer, state.reopens) == (fresh.open, fresh.layer, fresh.reopens)
        assert state.since <= fresh.since <= moment < state.until <= fresh.until


@settings(max_examples=60, deadline=None)
@given(cases())
def test_a_day_s_spans_are_when_it_is_open(case: Case) -> None:
    day = case.agenda().day(case.middle, case.switches)
    shown = walls(case.zone, case.middle)
    times = Counter(minute for _, minute in shown)
    for moment, minute in shown:
        if 0 <= minute < DAY and times[minute] == 1:
            spanned = any(span.start <= minute < span.end for span in day.spans)
            assert spanned == plain(case, moment)[0]
    assert all(0 <= span.start < span.end <= DAY for span in day.spans)
