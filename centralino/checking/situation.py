"""Where a call can be: what decides how it goes on, and nothing else.

A call's trail, its count of webhooks and the time of day do not: so there are as many points as
there are situations, however many ways lead to each.
"""

from enum import StrEnum
from typing import NamedTuple

from centralino.calls.call_state import CallState
from centralino.calls.ending import Ending
from centralino.core.texts import N_
from centralino.flows.number import VirtualNumber


class CalendarVerdict(StrEnum):
    """What a calendar may say of a moment, in words, to be translated, that end "it is ..."."""

    OPEN = N_("open")
    OUTSIDE = N_("outside its hours")
    OWN_CLOSURE = N_("closed by a closure of its own")
    SHARED_CLOSURE = N_("closed with its site or organisation")


class HuntSituation(NamedTuple):
    """A wait that has a bound: seconds since it began, and how many this round takes at the most,
    as a telephone that rings; `screened`, if whoever picks up is asked first."""

    spent: int
    rings: int
    screened: bool


class Situation(NamedTuple):
    """A call about to enter a step, or (`waits`) waiting there for an answer.

    With `jump`, it is about to arrive at that number; with no step, at its own. `asked` names what
    the words of hours go by: OFFICE, or a gate. `verdict` is what the number's own agenda said in
    this webhook, `settled` how the call ends from here. `helped`: the caller has been told
    something that helps, or has left a message. `in_each_tongue`: a caller who has chosen none
    hears what ends the call in each of the number's languages.
    """

    flow: str
    step: str = ""
    jump: str = ""
    waits: bool = False
    language: str = ""
    tries: int = 0
    leg: int = 0
    hunt: HuntSituation | None = None
    verdict: CalendarVerdict | None = None
    asked: str = ""
    settled: Ending | None = None
    helped: bool = False
    in_each_tongue: bool = False


OFFICE = "(hours)"  # no step's name has brackets


def language_of(call_state: CallState, number: VirtualNumber) -> str:
    """A language that was chosen. While a caller waits it makes no difference any more whether the
    number's own was chosen: that only counts where a call arrives."""
    return "" if call_state.language == number.language else call_state.language


def call_state_at(point: Situation, began: int) -> CallState:
    """What the call remembers there; `began` is when its hunt did, in Unix time."""
    return CallState(
        language=point.language,
        tries=point.tries,
        leg=point.leg,
        since=began if point.hunt else 0,
    )
