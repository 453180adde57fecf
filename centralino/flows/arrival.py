"""What comes before every flow: notices in force, and the closure of the organisation or site.

Languages are offered even before: so whoever chooses one hears the rest in it.
"""

from centralino.calendar.answers import OpeningState
from centralino.calendar.layers import OWN, Layer
from centralino.calls.ending import Ending
from centralino.flows.flow import Flow
from centralino.flows.next_move import Go, Move
from centralino.flows.step import GOODBYE, hang_up
from centralino.flows.turn import Turn

OF_SITE = frozenset({Layer.SITE_SWITCH, Layer.SITE})


def arrive(turn: Turn, flow: Flow) -> Move:
    """A caller comes to a number, and is admitted: at once, or once a language was offered."""
    if flow.is_service or flow.steps[flow.start].precedes(turn):
        return Go(flow.start)
    return admit(turn, flow, flow.start)


def admit(turn: Turn, flow: Flow, step: str) -> Move:
    """Notices first, then whether it is closed, then the flow. What ends a call here is told in
    each of the number's languages."""
    if _tell_notices(turn):
        return hang_up(turn, Ending.INFORMATION)
    turn.asked = flow.agenda
    if is_closed(turn, flow):
        turn.in_each_tongue = True
        turn.say(name_closure(turn.state(flow.agenda), flow))
        return Go(GOODBYE)
    turn.asked = None
    turn.in_each_tongue = flow.ends_at_once
    return Go(step)


def is_closed(turn: Turn, flow: Flow) -> bool:
    """A closure applies, and the flow itself has no gate that would tell of it.

    The number's own closures are the matter of its gates; without one they are told here.
    """
    state = turn.state(flow.agenda)
    return state.shared_closure or (state.closure and not flow.asks_its_hours)


def name_closure(state: OpeningState, flow: Flow) -> str:
    """The prompt that says who is closed: the organisation, the site, or the number alone."""
    if state.layer in OWN:
        return "closed"
    if state.layer is Layer.HOLIDAY and state.period:
        return "all_closed" if flow.is_holiday_everywhere(state.period[0]) else "site_closed"
    return "site_closed" if state.layer in OF_SITE else "all_closed"


def _tell_notices(turn: Turn) -> bool:
    """Speak the notices in force; true if one of them ends the call."""
    for notice in turn.notices():
        turn.in_each_tongue = notice.ends_call
        if notice.ends_call:
            turn.say(notice.prompt)
            turn.helped = True
            return True
        turn.say_around(notice.prompt)
    return False
