"""Calls as their callers live them: what is said, what rings, how it ends. For people to read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from centralino.checking.expecting import Rehearsal, script_of
from centralino.core.numbers import format_number
from centralino.fields.expectations import Expectation
from centralino.flows.flow import Flow
from centralino.languages import words
from centralino.languages.language import Language
from centralino.languages.registry import find_language
from centralino.languages.vocabulary import SheetWords
from centralino.simulator import Event, Telephone
from centralino.simulator.events import CALLER, Played, Pressed, Rang, Recorded, Spoke, Talked

SOMEBODY = "+393330000000"


@dataclass(frozen=True)
class Moment:
    """One thing that happens in a call; `spoken`: words that the caller hears."""

    text: str
    spoken: bool = False


@dataclass(frozen=True)
class Scene:
    """A call at a moment. `situation` says how the office stands then."""

    situation: str
    when: str
    moments: tuple[Moment, ...]


def scenes(flow: Flow, exchange: Rehearsal, language: str) -> list[Scene]:
    """The calls that a flow's expectations are about, each called on the switchboard itself."""
    return [_scene(flow, exchange, each, find_language(language)) for each in flow.expectations]


def _scene(flow: Flow, exchange: Rehearsal, expected: Expectation, tongue: Language) -> Scene:
    at = expected.at.replace(tzinfo=flow.zone)
    exchange.clock.start = at
    telephone = Telephone(
        exchange.line,
        script_of(expected),
        public_url=exchange.public_url,
        account=exchange.account,
        clock=exchange.clock,
    )
    events = telephone.call(flow.number, expected.caller or SOMEBODY).events
    said, language = tongue.sheet, tongue.code
    day = words.speak_date(at.date(), at.date(), language)
    when = said.at.format(day=day.capitalize(), clock=f"{at:%H:%M}")
    return Scene(situation(flow, at, language), when, tuple(_moments(events, said)))


def situation(flow: Flow, at: datetime, language: str) -> str:
    said, state = find_language(language).sheet, flow.agenda.state(at)
    if state.open:
        return said.open
    if not state.closure:
        return said.outside
    reason = (state.reason or {}).get(language, "")
    return f"{said.closure}: {reason}" if reason else said.closure


def _moments(events: Sequence[Event], said: SheetWords) -> Iterator[Moment]:
    for event in events:
        match event:
            case Spoke(text=text):
                yield Moment(text, spoken=True)
            case Played(url=url, to=to) if to == CALLER:
                yield Moment(said.plays.format(file=url.rpartition("/")[2]))
            case Pressed(keys=keys, by=by) if by == CALLER and keys:
                yield Moment(said.presses.format(keys=keys))
            case Rang(number=number, result=result):
                how = said.answered if result == "answered" else said.unanswered
                yield Moment(f"{said.rings.format(number=format_number(number))} {how}")
            case Talked():
                yield Moment(said.talks)
            case Recorded():
                yield Moment(said.leaves)
