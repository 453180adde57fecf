"""What comes before every flow: notices in force, and the closure of the organisation or site."""

from centralino.calls.ending import Ending
from centralino.flows.flow import Flow
from centralino.flows.next_move import Go, Move
from centralino.flows.step import GOODBYE, hang_up
from centralino.flows.turn import Turn


def arrive(turn: Turn, flow: Flow) -> Move:
    """A caller comes to a number: notices first, then whether it is closed, then its flow."""
    if flow.is_service:
        return Go(flow.start)
    if _tell_notices(turn):
        return hang_up(turn, Ending.INFORMATION)
    turn.asked = flow.agenda
    if is_closed(turn, flow):
        turn.say("closed")
        return Go(GOODBYE)
    turn.asked = None
    return Go(flow.start)


def is_closed(turn: Turn, flow: Flow) -> bool:
    """A closure applies, and the flow itself has no gate that would tell of it.

    The number's own closures are the matter of its gates; without one they are told here.
    """
    state = turn.state(flow.agenda)
    return state.shared_closure or (state.closure and not flow.asks_its_hours)


def _tell_notices(turn: Turn) -> bool:
    """Speak the notices in force; true if one of them ends the call."""
    for notice in turn.notices():
        turn.say(notice.prompt)
        if notice.ends_call:
            return True
    return False
