"""Calls as their callers live them: what is said, what rings, how it ends. For people to read."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from centralino.calls.reference import EXAMPLE
from centralino.checking.expecting import Rehearsal, script_of
from centralino.core.numbers import format_number
from centralino.fields.expectations import Expectation
from centralino.flows.flow import Flow
from centralino.languages import words
from centralino.languages.language import Language
from centralino.languages.registry import find_language
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
    """A call at a moment. `situation` says how the office stands then, and what is done."""

    situation: str
    when: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True)
class Sheet:
    """Whom scenes are told to, on which day, and which digits are never printed."""

    tongue: Language
    today: date
    secrets: Collection[str]


def scenes(flow: Flow, exchange: Rehearsal, sheet: Sheet) -> list[Scene]:
    """The calls that a flow's expectations are about, each called on the switchboard itself."""
    return [_scene(flow, exchange, each, sheet) for each in flow.expectations]


def _scene(flow: Flow, exchange: Rehearsal, expected: Expectation, sheet: Sheet) -> Scene:
    at = expected.at.replace(tzinfo=flow.zone)
    exchange.clock.start = at
    telephone = Telephone(
        exchange.line,
        script_of(expected),
        public_url=exchange.public_url,
        account=exchange.account,
        clock=exchange.clock,
        recording=EXAMPLE,
    )
    events = telephone.call(flow.number, expected.caller or SOMEBODY).events
    said, language = sheet.tongue.sheet, sheet.tongue.code
    day = words.speak_date(at.date(), sheet.today, language)
    when = said.at.format(day=day.capitalize(), clock=f"{at:%H:%M}")
    title = ", ".join([situation(flow, at, language), *_what_is_done(events, sheet)])
    return Scene(title, when, tuple(_moments(events, sheet)))


def situation(flow: Flow, at: datetime, language: str) -> str:
    said, state = find_language(language).sheet, flow.agenda.state(at)
    if state.open:
        return said.open
    if not state.closure:
        return said.outside
    reason = (state.reason or {}).get(language, "")
    return f"{said.closure}: {reason}" if reason else said.closure


def _what_is_done(events: Sequence[Event], sheet: Sheet) -> Iterator[str]:
    """What sets a call apart from others: keys, codes, and whether somebody answers."""
    said = sheet.tongue.sheet
    pressed = [each.keys for each in events if isinstance(each, Pressed) and each.by == CALLER]
    codes = {keys: _is_secret(keys, sheet) for keys in pressed if keys}
    keys = [keys for keys in pressed if keys and codes[keys] is None]
    if keys:
        told = words.list_items(keys, sheet.tongue.code)
        yield (said.a_key if len(keys) == 1 else said.several_keys).format(keys=told)
    if any(is_valid is not None for is_valid in codes.values()):
        yield said.a_code if True in codes.values() else said.a_wrong_code
    rung = [each.result for each in events if isinstance(each, Rang)]
    if rung:
        yield said.somebody_answers if "answered" in rung else said.nobody_answers


def _is_secret(keys: str, sheet: Sheet) -> bool | None:
    """Of a code, whether it is a valid one; None: keys that may be printed."""
    digits = keys.rstrip("#")
    if digits in sheet.secrets:
        return True
    return False if len(digits) > 1 else None


def _pressed(keys: str, sheet: Sheet) -> str:
    said, is_valid = sheet.tongue.sheet, _is_secret(keys, sheet)
    if is_valid is None:
        return said.presses.format(keys=keys)
    return said.enters_code if is_valid else said.enters_wrong_code


def _moments(events: Sequence[Event], sheet: Sheet) -> Iterator[Moment]:
    said = sheet.tongue.sheet
    for event in events:
        match event:
            case Spoke(text=text):
                yield Moment(text, spoken=True)
            case Played(url=url, to=to) if to == CALLER:
                yield Moment(said.plays.format(file=url.rpartition("/")[2]))
            case Pressed(keys=keys, by=by) if by == CALLER and keys:
                yield Moment(_pressed(keys, sheet))
            case Rang(number=number, result=result):
                how = said.answered if result == "answered" else said.unanswered
                yield Moment(f"{said.rings.format(number=format_number(number))} {how}")
            case Talked():
                yield Moment(said.talks)
            case Recorded():
                yield Moment(said.leaves)
