"""What comes before every flow: notices in force, and the closure of the organisation or site."""

from typing import TYPE_CHECKING

from centralino.calls.call_log import Ending
from centralino.flows.kinds.gate import Gate
from centralino.flows.next_move import Go, Move
from centralino.flows.step import GOODBYE, hang_up
from centralino.flows.turn import Visit

if TYPE_CHECKING:
    from centralino.flows.flow import Flow


def arrive(visit: Visit) -> Move:
    """A caller comes to a number: notices first, then whether it is closed, then its flow."""
    if visit.flow.is_service:
        return Go(visit.flow.start)
    if _tell_notices(visit):
        return hang_up(visit, Ending.INFORMATION)
    flow = visit.flow
    visit.asked = flow.agenda
    if is_closed(visit):
        visit.say("closed")
        return Go(GOODBYE)
    visit.asked = None
    return Go(flow.start)


def is_closed(visit: Visit) -> bool:
    """A closure applies, and the flow itself has no gate that would tell of it.

    The number's own closures are the matter of its gates; without one they are told here.
    """
    state = visit.state(visit.flow.agenda)
    return state.shared_closure or (state.closure and not has_gate(visit.flow))


def has_gate(flow: "Flow") -> bool:
    """Whether the flow asks for the number's own hours anywhere."""
    return any(isinstance(step, Gate) and step.gate == "hours" for step in flow.steps.values())


def _tell_notices(visit: Visit) -> bool:
    """Speak the notices in force; true if one of them ends the call."""
    for notice in visit.notices():
        visit.say(notice.prompt)
        if notice.ends_call:
            return True
    return False
