"""Expectations of a new number: the calls that its office has in mind, at moments to come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from centralino.calendar.agenda import Agenda
from centralino.calendar.layers import Layer
from centralino.calls.ending import Ending
from centralino.commissioning.request import NumberRequest
from centralino.flows.flow import Flow

NOTHING = "nothing"  # a question that is not answered
AHEAD = 400  # days in which the moments are looked for
LIKELY = 11 * 60  # minutes after midnight: most offices are open
LATE = time(21, 30)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Foretold:
    """A call at a moment in the organisation's time, and how it should go.

    `about` says which situation it stands for: open, unanswered, no_telephones, outside, closure,
    code.
    """

    about: str
    at: datetime
    ends: Ending
    press: tuple[str, ...] = ()
    dial: tuple[str, ...] = ()
    to: str = ""


def foretold(request: NumberRequest, flow: Flow, today: date) -> Iterator[Foretold]:
    """One call for each situation that the number's callers will meet."""
    left, to = _left(request)
    day = open_day(flow.agenda, today)
    if day is not None:
        yield from _while_open(request, _amid(flow.agenda, day))
    outside = moment_outside(flow.agenda, today)
    if outside is not None:
        yield Foretold("outside", outside, left, to=to)
    if request.codes:
        yield from _with_a_code(request, flow, outside, day)
    closure = closed_day(flow.agenda, today)
    if closure is not None:
        yield Foretold("closure", datetime.combine(closure, time(11)), Ending.INFORMATION)


def _while_open(request: NumberRequest, at: datetime) -> Iterator[Foretold]:
    left, to = _left(request)
    first = request.choices[0] if request.choices else None
    press = (first.key,) if first else ()
    legs = len(first.ring if first else request.ring)
    if legs:
        yield Foretold("open", at, Ending.CONVERSATION, press, ("answered",))
    about = "unanswered" if legs else "no_telephones"
    yield Foretold(about, at, left, press, ("no-answer",) * legs, to)


def _with_a_code(
    request: NumberRequest, flow: Flow, outside: datetime | None, day: date | None
) -> Iterator[Foretold]:
    """When the office is closed if it ever is: that is what most codes are for."""
    press: tuple[str, ...] = (request.codes[0].digits,)
    if flow.offers and not request.choices:  # languages are offered before
        press = (NOTHING, *press)
    if outside is not None:
        yield Foretold("code", outside, Ending.CONVERSATION, press, ("answered",))
    elif day is not None:
        press = (request.code_key, *press) if request.code_key else press
        yield Foretold("code", _amid(flow.agenda, day), Ending.CONVERSATION, press, ("answered",))


def _left(request: NumberRequest) -> tuple[Ending, str]:
    """How a call ends that reaches nobody, and whose a message is."""
    if request.email:
        return Ending.VOICEMAIL, request.email[0]
    return Ending.INFORMATION, ""


def open_day(agenda: Agenda, today: date) -> date | None:
    """The next ordinary day on which it is open."""
    for day in _ahead(today):
        met = agenda.day(day)
        if met.spans and met.layer is Layer.HOURS:
            return day
    return None


def _amid(agenda: Agenda, day: date) -> datetime:
    """When it is open on a day: at 11, or else an hour after it opens, or before it closes."""
    spans = agenda.day(day).spans
    if any(span.start <= LIKELY < span.end for span in spans):
        minute = LIKELY
    else:
        minute = spans[0].start + min(60, (spans[0].end - spans[0].start) // 2)
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def moment_outside(agenda: Agenda, today: date) -> datetime | None:
    """The next evening, or night, when it is closed by its timetable alone."""
    for day in _ahead(today):
        for moment in (datetime.combine(day, LATE), datetime.combine(day, time(4))):
            state = agenda.state(moment.replace(tzinfo=agenda.zone))
            if not state.open and state.layer is Layer.HOURS:
                return moment
    return None


def closed_day(agenda: Agenda, today: date) -> date | None:
    """The next day of a closure or holiday that it shares with others."""
    for day in _ahead(today):
        state = agenda.state(datetime.combine(day, time(11), agenda.zone))
        if state.shared_closure:
            return day
    return None


def _ahead(today: date) -> Sequence[date]:
    return [today + step * _DAY for step in range(1, AHEAD)]
