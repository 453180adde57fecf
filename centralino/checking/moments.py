"""A time at which calendars decide as a foreseen call has them decide."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from centralino.calendar.answers import OpeningState
from centralino.checking.foreseen import Decision
from centralino.checking.situation import CalendarVerdict

AHEAD = timedelta(days=400)
MOST_LOOKS = 3000


def verdict_of(state: OpeningState) -> CalendarVerdict:
    if state.open:
        return CalendarVerdict.OPEN
    if not state.closure:
        return CalendarVerdict.OUTSIDE
    return CalendarVerdict.SHARED_CLOSURE if state.shared_closure else CalendarVerdict.OWN_CLOSURE


def moment_for(decisions: Iterable[Decision], now: datetime) -> datetime | None:
    """The first whole minute from `now` on at which all are decided so; None: within no 400 days.

    A notice needs to be switched on, so no time has one.
    """
    wanted = list(decisions)
    if any(decision.notice for decision in wanted):
        return None
    moment = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    last = now + AHEAD
    for _ in range(MOST_LOOKS):
        states = [(each, each.agenda.state(moment)) for each in wanted if each.agenda]
        if all(_fits(each, state) for each, state in states):
            return moment
        moment = min(state.until for each, state in states if not _fits(each, state))
        if moment > last:
            break
    return None


def _fits(decision: Decision, state: OpeningState) -> bool:
    """A gate of its own hours knows only open and closed."""
    found = verdict_of(state)
    if decision.verdict is CalendarVerdict.OUTSIDE and not state.open:
        return found is CalendarVerdict.OUTSIDE or not decision.of_number
    return found is decision.verdict
