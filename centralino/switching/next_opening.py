""" "Until the next opening": the moment at which a closing without an end is over."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from centralino.calendar.agenda import Agenda
from centralino.calendar.answers import OpeningState
from centralino.calendar.layers import Layer, Switch
from centralino.flows.flow import Flow
from centralino.flows.switches import Switches

_DAY = timedelta(days=1)
_FAR = 62  # states that are looked at: some weeks of an office with two openings a day


def state_of(flow: Flow, now: datetime, switches: Switches) -> OpeningState:
    """How a number stands for its callers."""
    return flow.agenda.state(now, closings(flow, switches))


def closings(flow: Flow, switches: Switches) -> Sequence[Switch]:
    """What is live for a number; what is always open heeds only what is aimed at itself."""
    found = switches.closings(flow.slug, flow.site)
    if flow.always_open:
        return [each for each in found if each.layer is Layer.NUMBER_SWITCH]
    return found


def next_opening(flow: Flow, now: datetime, switches: Switches) -> datetime | None:
    """When a number opens next after its present opening has ended; None if not in sight.

    Of one that is closed now, when it reopens. What never closes of itself opens with the day.
    """
    live = closings(flow, switches)
    state = flow.agenda.state(now, live)
    if not state.open:
        return state.reopens
    end = _closes(flow.agenda, state, live)
    if end is None:
        return _next_day(now, flow.agenda)
    return flow.agenda.state(end, live).reopens


def next_closing(flow: Flow, now: datetime, switches: Switches) -> datetime | None:
    """When a number that is open now closes; None if it is closed, or that is not in sight."""
    live = closings(flow, switches)
    state = flow.agenda.state(now, live)
    return _closes(flow.agenda, state, live) if state.open else None


def next_open_day(agenda: Agenda, now: datetime) -> datetime | None:
    """The beginning of the next day on which a site is not closed."""
    state = agenda.state(_next_day(now, agenda))
    return _next_day(now, agenda) if state.open else state.reopens


def _closes(agenda: Agenda, state: OpeningState, live: Sequence[Switch]) -> datetime | None:
    """When what is open closes; None if that is not in sight."""
    for _ in range(_FAR):
        end = state.until
        state = agenda.state(end, live)
        if not state.open:
            return end
        if state.until <= end:
            return None
    return None


def _next_day(now: datetime, agenda: Agenda) -> datetime:
    tomorrow = now.astimezone(agenda.zone).date() + _DAY
    return datetime.combine(tomorrow, time(), agenda.zone).astimezone(UTC).astimezone(agenda.zone)
