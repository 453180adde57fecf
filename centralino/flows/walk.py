"""The walk: from a webhook to the TwiML that answers it, and what was learned on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from centralino.calls.call import Call
from centralino.calls.call_state import MOST_HOPS, CallState
from centralino.calls.caller_input import CallerInput
from centralino.calls.ending import Ending
from centralino.calls.trail import Trail, change_of_number
from centralino.flows import screening
from centralino.flows.arrival import admit, arrive
from centralino.flows.flow import Flow
from centralino.flows.next_move import Admit, End, Go, Move
from centralino.flows.step import GOODBYE, INFORMATION, hang_up, leave
from centralino.flows.switches import Switches
from centralino.flows.turn import Turn

MOST_STEPS = 200  # walked in one request; a flow that needs more goes round in circles


@dataclass(frozen=True)
class Answer:
    """TwiML, and what the walk to it learned.

    `outcomes` is what was remembered in this walk alone. `helped`: the caller was told something
    that helps; False: telephones ring now; None: neither. It answers every call in the same state
    from `since` up to `until`, unless it is `personal`.
    """

    twiml: str
    flow: str
    path: tuple[str, ...]
    trail: Trail
    outcomes: tuple[str, ...]
    language: str
    ending: Ending | None
    helped: bool | None
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
    call_state: CallState
    given: CallerInput


def answer(
    walk: Walk, call: Call, flows: Mapping[str, Flow], switches: Switches, base: str = ""
) -> Answer:
    """Walk until the caller or a telephone must answer, or the call ends.

    Raises CircleError for a flow that never gets there, KeyError for a step or a number that does
    not exist: flows are checked for both before they serve.
    """
    turn = Turn(walk.flow, walk.call_state, call, switches, base)
    walker = Walker(walk.flow, turn, flows)
    move = walker.begin(walk.step, walk.given)
    while isinstance(move, Go):
        if len(turn.path) >= MOST_STEPS:
            raise CircleError(" > ".join(turn.path[-10:]))
        move = walker.go(move)
    return _answered(turn, move)


class Walker:
    """Takes one turn through the steps of a flow, and on to other numbers' flows."""

    def __init__(self, flow: Flow, turn: Turn, flows: Mapping[str, Flow]) -> None:
        self.flow, self.turn, self.flows = flow, turn, flows

    def begin(self, name: str, given: CallerInput) -> Move:
        """What the webhook itself asks for: to arrive, or to take an answer at a step."""
        turn = self.turn
        if not name:
            return arrive(turn, self.flow)
        turn.step = name
        step = self.flow.steps.get(name)
        if step is not None and step.takes(given):
            if turn.call_state.hops < MOST_HOPS:
                return self._admitted(step.take(turn, given))
        elif given.part in screening.PARTS:
            return screening.take(turn, given, None)  # a callee hears nothing of a changed flow
        return _concluded(turn, given) or self._cut_short(vanished=step is None)

    def _admitted(self, move: Move) -> Move:
        """Only where calls begin does a caller arrive; further on the flow just goes on."""
        if not isinstance(move, Admit):
            return move
        arriving = self.turn.step == self.flow.start
        return admit(self.turn, self.flow, move.step) if arriving else Go(move.step)

    def go(self, move: Go) -> Move:
        """One step further. Raises KeyError for a step or a number that does not exist."""
        turn = self.turn
        if move.number:
            self._change_number(self.flows[move.number])
            return arrive(turn, self.flow)
        turn.move_to(move.step)
        return self.flow.steps[move.step].enter(turn)

    def _change_number(self, flow: Flow) -> None:
        """The caller goes on hearing the same language, if it is spoken there."""
        turn, spoken = self.turn, self.turn.language
        turn.remember(change_of_number(self.flow.slug, flow.slug))
        turn.came_from, turn.number, self.flow = turn.number, flow, flow
        turn.speak(spoken if spoken in flow.languages else "")
        turn.path.append(flow.slug)

    def _cut_short(self, *, vanished: bool) -> Move:
        """The flow changed while the call waited, or the call is at its last webhook."""
        turn = self.turn
        if not vanished or turn.call_state.hops >= MOST_HOPS:
            turn.say(INFORMATION)
            return Go(GOODBYE)
        turn.failures.append("vanished step")
        turn.say("changed")
        return Go(self.flow.start)


def _concluded(turn: Turn, given: CallerInput) -> Move | None:
    """What ends a call whatever its flow would say: a conversation, a message, a hang-up."""
    if given.was_a_conversation:
        return hang_up(turn, Ending.CONVERSATION)
    if given.recording:
        turn.settled = Ending.VOICEMAIL
    if given.hung_up:
        return leave(turn)
    return Go(GOODBYE) if given.recording else None


def _answered(turn: Turn, move: Move) -> Answer:
    return Answer(
        twiml=str(turn.response),
        flow=turn.number.slug,
        path=tuple(turn.path),
        trail=turn.call_state.trail,
        outcomes=tuple(turn.outcomes),
        language=turn.language,
        ending=move.ending if isinstance(move, End) else None,
        helped=turn.helped,
        failures=tuple(turn.failures),
        personal=turn.personal,
        since=turn.since,
        until=turn.until,
    )
