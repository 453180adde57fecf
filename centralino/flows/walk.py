"""The walk: from a webhook to the TwiML that answers it, and what was learned on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from centralino.calls.call import Call
from centralino.calls.call_log import Ending
from centralino.calls.call_state import Memory
from centralino.calls.caller_input import Reply
from centralino.calls.trail import Trail
from centralino.flows import screening
from centralino.flows.arrival import arrive
from centralino.flows.flow import Flow
from centralino.flows.kinds.dial import Dial
from centralino.flows.next_move import End, Go, Move
from centralino.flows.step import GOODBYE, INFORMATION, hang_up, leave
from centralino.flows.switches import Switches
from centralino.flows.turn import Visit

MOST_STEPS = 200  # walked in one request; a flow that needs more goes round in circles
MOST_HOPS = 60  # webhooks of one call


@dataclass(frozen=True)
class Answer:
    """TwiML, and what the walk to it learned.

    It answers every call in the same state from `since` up to `until`, unless it is `personal`.
    """

    twiml: str
    flow: str
    path: tuple[str, ...]
    trail: Trail
    language: str
    ending: Ending | None
    failures: tuple[str, ...]
    personal: bool
    since: datetime
    until: datetime


class CircleError(RuntimeError):
    """A flow walks in a circle without asking anything; the message names the steps."""


@dataclass(frozen=True)
class Walk:
    """One webhook to be answered: of which flow, at which step (none: the call arrives)."""

    flow: Flow
    step: str
    memory: Memory
    reply: Reply


def answer(
    walk: Walk, call: Call, flows: Mapping[str, Flow], switches: Switches, base: str = ""
) -> Answer:
    """Walk until the caller or a telephone must answer, or the call ends.

    Raises CircleError for a flow that never gets there, KeyError for a step or a number that does
    not exist: flows are checked for both before they serve.
    """
    visit = Visit(walk.flow, walk.memory, call, switches, base)
    move = first(walk, visit)
    while isinstance(move, Go):
        if len(visit.path) >= MOST_STEPS:
            raise CircleError(" > ".join(visit.path[-10:]))
        move = onward(move, visit, flows)
    return _answered(visit, move)


def first(walk: Walk, visit: Visit) -> Move:
    """What the webhook itself asks for: to arrive, or to take an answer at a step."""
    if not walk.step:
        return arrive(visit)
    visit.step = walk.step
    step, reply = walk.flow.steps.get(walk.step), walk.reply
    if isinstance(step, Dial) or not (reply.was_a_conversation or reply.part in screening.PARTS):
        if step is not None and walk.memory.hops < MOST_HOPS:
            return step.answer(visit, reply)
    elif reply.part in screening.PARTS:
        return screening.answer(visit, reply, None)  # a callee hears nothing of a changed flow
    return _concluded(visit, reply) or _cut_short(visit, vanished=step is None)


def _concluded(visit: Visit, reply: Reply) -> Move | None:
    """What ends a call whatever its flow would say: a conversation, a message, a hang-up."""
    if reply.was_a_conversation:
        return hang_up(visit, Ending.CONVERSATION)
    if reply.recording:
        visit.settled = Ending.VOICEMAIL
    if reply.hung_up:
        return leave(visit)
    return Go(GOODBYE) if reply.recording else None


def _cut_short(visit: Visit, *, vanished: bool) -> Move:
    """The flow changed while the call waited, or the call is at its last webhook."""
    if not vanished or visit.memory.hops >= MOST_HOPS:
        visit.say(INFORMATION)
        return Go(GOODBYE)
    visit.failures.append("vanished step")
    visit.say("changed")
    return Go(visit.flow.start)


def onward(move: Go, visit: Visit, flows: Mapping[str, Flow]) -> Move:
    """One step further. Raises KeyError for a step or a number that does not exist."""
    if move.number:
        spoken = visit.language
        visit.came_from, visit.flow = visit.flow, flows[move.number]
        visit.speak(spoken if spoken in visit.flow.languages else "")
        visit.path.append(move.number)
        return arrive(visit)
    visit.move_to(move.step)
    return visit.flow.steps[move.step].enter(visit)


def _answered(visit: Visit, move: Move) -> Answer:
    return Answer(
        twiml=str(visit.response),
        flow=visit.flow.slug,
        path=tuple(visit.path),
        trail=visit.memory.trail,
        language=visit.language,
        ending=move.ending if isinstance(move, End) else None,
        failures=tuple(visit.failures),
        personal=visit.personal,
        since=visit.since,
        until=visit.until,
    )
