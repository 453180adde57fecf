"""What an office wants switched on one number, from a form to values."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from centralino.calendar.layers import Switch
from centralino.core.input_errors import InputError, input_error
from centralino.core.texts import _
from centralino.flows.flow import Flow
from centralino.flows.switches import Aim, Gravity, Notice, Switched, Switches
from centralino.loading.organisation import Organisation
from centralino.store.switch_models import Kind
from centralino.switching.desk import Desk, Hand
from centralino.switching.next_opening import next_opening
from centralino.switching.outlived import Outlived, find_outlived, find_outlived_reason
from centralino.switching.preview import with_notice, with_switched
from centralino.switching.reading_times import EXAMPLES
from centralino.switching.requests import (
    closings_until_next_opening,
    main_language,
    read_end,
    read_reason,
    read_start,
    read_words,
    spoken_prompt,
)

MIDNIGHT = "24:00"
T = TypeVar("T")


class Until(StrEnum):
    """How somebody says until when."""

    OPENING = "opening"
    TODAY = "today"
    MOMENT = "moment"


@dataclass(frozen=True)
class SwitchWish:
    """As it was typed. `words` per language are a notice's, or the reason of a closing or opening;
    `audio` is the path of a recording that was kept. An empty `start` is now."""

    kind: Kind
    start: str = ""
    until: Until = Until.MOMENT
    moment: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    audio: str = ""
    gravity: Gravity = Gravity.WARNING
    ends_call: bool = False


@dataclass(frozen=True)
class SwitchPeriod:
    """From when up to when."""

    start: datetime
    end: datetime


Planned = Notice | Switched


def read_period(
    wish: SwitchWish, flow: Flow, house: Organisation, now: datetime, switches: Switches
) -> SwitchPeriod:
    """Raises InputError, at `start` or at `end`. `now` is in the organisation's zone."""
    start = _placed("start", lambda: read_start(wish.start or None, now))
    end = _placed("end", lambda: _read_end(wish, flow, house, start, now, switches))
    return SwitchPeriod(start, end)


def _read_end(
    wish: SwitchWish,
    flow: Flow,
    house: Organisation,
    start: datetime,
    now: datetime,
    switches: Switches,
) -> datetime:
    if wish.until is Until.OPENING:
        return find_opening(wish.kind, flow, house, start, switches)
    if wish.until is Until.MOMENT and not wish.moment:
        raise input_error(_("say until when: {examples}", examples=_(EXAMPLES)))
    return read_end(MIDNIGHT if wish.until is Until.TODAY else wish.moment, start, now)


def find_opening(
    kind: Kind, flow: Flow, house: Organisation, start: datetime, switches: Switches
) -> datetime:
    """As the commands find it. Raises InputError where there is none to wait for."""
    if kind is Kind.CLOSING:
        made = closings_until_next_opening(house, aim_at(flow), start, switches, None)
        return made[0].switch.end
    opening = next_opening(flow, start, switches)
    if opening is None:
        raise input_error(_("no opening is in sight: say until when"))
    return opening


def make_planned(
    wish: SwitchWish, flow: Flow, house: Organisation, period: SwitchPeriod
) -> Planned:
    """Raises InputError, at `words` or a language, or at `reason`."""
    aim = aim_at(flow)
    words = {language: text for language, text in wish.words.items() if text.strip()}
    if wish.kind is not Kind.NOTICE:
        opens, reason = wish.kind is Kind.OPENING, read_reason(house, words)
        return Switched(Switch(aim.layer, opens, period.start, period.end, reason), aim)
    if wish.audio and words.get(main_language(house)):
        raise input_error(
            _("words or a recording: a notice is either spoken or played; take one away"), "words"
        )
    if not wish.audio and not words:
        raise input_error(_("write the words that callers will hear, or add a recording"), "words")
    return Notice(
        prompt=spoken_prompt(wish.audio, house, words) if wish.audio else read_words(house, words),
        start=period.start,
        end=period.end,
        aim=aim,
        gravity=wish.gravity,
        ends_call=wish.ends_call,
    )


def aim_at(flow: Flow) -> Aim:
    return Aim(numbers=frozenset({flow.slug}))


def with_planned(switches: Switches, planned: Planned) -> Switches:
    """As it would be."""
    if isinstance(planned, Notice):
        return with_notice(switches, planned)
    return with_switched(switches, [planned])


def period_of(planned: Planned) -> SwitchPeriod:
    span = planned if isinstance(planned, Notice) else planned.switch
    return SwitchPeriod(span.start, span.end)


def outlived_by(planned: Planned, zone: ZoneInfo, main: str) -> Iterator[Outlived]:
    """The sentences that are wrong before it ends. `main` is the organisation's language."""
    if isinstance(planned, Notice):
        return find_outlived(planned, zone, main)
    return find_outlived_reason(planned.switch, zone)


def carry_out(desk: Desk, planned: Planned, hand: Hand) -> int:
    """Its number. Raises SQLAlchemyError, and RepeatedError for what this hand has done already."""
    if isinstance(planned, Notice):
        return desk.put_up(planned, hand)
    return desk.switch(planned, hand)


def word_languages(flow: Flow, house: Organisation) -> tuple[str, ...]:
    """The languages in which a number's callers are told something; the organisation's first."""
    return tuple(dict.fromkeys((main_language(house), flow.language, *flow.languages)))


def _placed(place: str, read: Callable[[], T]) -> T:
    """What is wrong and stands nowhere else, stands at this place."""
    try:
        return read()
    except InputError as error:
        found = (each if each.at else each.below(place) for each in error.misfits)
        raise InputError(*found) from error
