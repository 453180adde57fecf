"""One step of the real walk, from one point to the next, under every choice of time and chance."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from math import ceil
from typing import Any

from twilio.twiml import TwiML
from twilio.twiml.voice_response import VoiceResponse

from centralino.calls import outcomes
from centralino.calls.call import Call
from centralino.calls.caller_input import NOTHING, CallerInput
from centralino.checking.call_edge import CallEdge
from centralino.checking.choices import Choices, every_run
from centralino.checking.first_use import FirstUse, first_use_of
from centralino.checking.foreseen import Foreseen
from centralino.checking.situation import (
    OFFICE,
    HuntSituation,
    Situation,
    call_state_at,
    language_of,
)
from centralino.checking.unforeseen import check_foretold, check_written
from centralino.checking.waiting_time import is_screened, rings, seconds_of
from centralino.checking.worst_case import NOON, WorstCase
from centralino.flows import screening
from centralino.flows.flow import Flow
from centralino.flows.next_move import End, Go, Move
from centralino.flows.step import Step
from centralino.flows.turn import Turn
from centralino.flows.walk import Walker
from centralino.languages.helpful import helps

BEGAN = int(NOON.timestamp())
NOTHING_SAID = str(VoiceResponse())
CALL = "CA" + "0" * 32
CALLER = "+390577999999"


class Stepping:
    """Walks among `flows` (by slug), a step at a time."""

    def __init__(self, flows: Mapping[str, Flow], outlook: WorstCase) -> None:
        self.flows, self.outlook = flows, outlook
        self._gated: dict[str, frozenset[str]] = {}
        self._foretold: set[tuple[str, str]] = set()

    def edges(self, point: Situation) -> Iterator[CallEdge]:
        """Every way in which a call may go on from a point."""
        for given in self.inputs(point) if point.waits else (None,):
            yield from every_run(partial(self._edge, point, given))

    def inputs(self, point: Situation) -> list[CallerInput]:
        """What may come back. Raises UnforeseenError where a part of the step is left out."""
        step = self.step(point)
        found = list(step.inputs(self.turn(point, Choices())))
        if (point.flow, point.step) not in self._foretold:
            self._check_parts(point, {given.part for given in found})
        return found

    def _check_parts(self, point: Situation, foretold: set[str]) -> None:
        """Once for each step: what it asks is foretold, and what other legs hear is known."""
        step = self.step(point)
        asides = list(step.asides(self.turn(point, Choices())))
        parts = foretold | {given.part for given in asides}
        check_written(step, parts)
        check_foretold(step, parts)
        for given in asides:
            turn = self._aside(point, given)
            check_written(step, turn.written)
            seconds_of(turn.response.verbs, step.seconds_of)
        self._foretold.add((point.flow, point.step))

    def step(self, point: Situation) -> Step:
        return self.flows[point.flow].steps[point.step]

    def asides(self, point: Situation) -> Iterator[str]:
        """The documents that other legs may ask for while a call waits, as TwiML."""
        step = self.step(point)
        for given in step.asides(self.turn(point, Choices())):
            yield str(self._aside(point, given).response)

    def _aside(self, point: Situation, given: CallerInput) -> Foreseen:
        turn = self.turn(point, Choices())
        turn.step = point.step
        self.step(point).take(turn, given)
        return turn

    def turn(self, point: Situation, choices: Choices, later: int = 0) -> Foreseen:
        """A turn at a point, `later` being the seconds since its hunt began."""
        flow = self.flows[point.flow]
        call = Call(CALL, CALLER, NOON + timedelta(seconds=later))
        turn = Foreseen(flow, call_state_at(point, BEGAN), call, choices, self.outlook)
        turn.settled = point.settled
        turn.in_each_tongue = point.in_each_tongue
        turn.asked = self._asked(point, turn)
        if point.verdict is not None:
            turn.decided[id(flow.agenda)] = point.verdict
        return turn

    def _edge(self, point: Situation, given: CallerInput | None, choices: Choices) -> CallEdge:
        turn = self.turn(point, choices, later(point, given))
        move = self._moved(point, given, turn)
        step = self.step(point) if point.step else None
        check_written(step, turn.written)
        helped = self._helped(turn)
        return CallEdge(
            source=point,
            given=given,
            decisions=tuple(turn.decisions),
            said=tuple(turn.said),
            twiml=str(turn.response) if turn.response.verbs else NOTHING_SAID,
            seconds=seconds_of(turn.response.verbs, step.seconds_of if step else _nothing_told),
            helps=helped,
            learned_helped=turn.helped,
            first_use=self._first_use(turn),
            act=step.act_of(given) if step and given else "",
            target=self._target(point, move, turn, helped=helped or point.helped),
            ending=move.ending if isinstance(move, End) else None,
        )

    def _helped(self, turn: Foreseen) -> bool:
        """The caller was told something that helps, or has left a message."""
        if turn.settled is not None or (turn.decisions and turn.decisions[-1].is_final):
            return True
        told = [said.version for said in turn.said if not said.asks and not said.courtesy]
        return any(helps(version, self._fills(turn)) for version in told)

    def _first_use(self, turn: Foreseen) -> FirstUse:
        step = self.flows[turn.number.slug].steps.get(turn.step)
        return first_use_of(
            turn.said,
            [verb.name for verb in turn.response.verbs],
            lambda said: helps(said.version, self._fills(turn)),
            asks=step is not None and step.asks and not step.comes_first(turn.number),
        )

    def _moved(self, point: Situation, given: CallerInput | None, turn: Turn) -> Move:
        walker = Walker(self.flows[point.flow], turn, self.flows)
        if point.waits:
            return walker.begin(point.step, given or NOTHING)
        if point.jump:
            return walker.go(Go(number=point.jump))
        if point.step:
            return walker.go(Go(point.step))
        return walker.begin("", NOTHING)

    def _target(
        self, point: Situation, move: Move, turn: Foreseen, *, helped: bool
    ) -> Situation | None:
        """Where the walk has come to, less what no longer matters there."""
        if isinstance(move, End):
            return None
        if isinstance(move, Go):
            verdict = turn.decided.get(id(turn.number.agenda))
            asking = self._asking_hours(self.flows[turn.number.slug])
            matters = bool(move.step) and move.step in asking
            return Situation(
                flow=turn.number.slug,
                step=move.step,
                jump=move.number,
                language=turn.call_state.language,
                verdict=verdict if matters else None,
                asked=self._name_of_asked(point, turn),
                settled=turn.settled,
                helped=helped,
                in_each_tongue=turn.in_each_tongue,
            )
        call_state = turn.call_state
        return Situation(
            flow=turn.number.slug,
            step=turn.step,
            waits=True,
            language=language_of(turn.call_state, turn.number),
            tries=call_state.tries,
            leg=call_state.leg,
            hunt=self._hunt(turn) if call_state.since else None,
            helped=helped,
        )

    def _hunt(self, turn: Foreseen) -> HuntSituation:
        """What is waited for, and how long: telephones, or whatever else the step put there."""
        verbs, spent = turn.response.verbs, int(turn.now.timestamp()) - turn.call_state.since
        dial = next((verb for verb in verbs if verb.name == "Dial"), None)
        if dial is not None:
            return HuntSituation(spent, rings(dial), is_screened(dial))
        step = self.flows[turn.number.slug].steps[turn.step]
        return HuntSituation(spent, ceil(seconds_of(verbs, step.seconds_of)), screened=False)

    def _asked(self, point: Situation, turn: Turn) -> Any:
        if not point.asked:
            return None
        if point.asked == OFFICE:
            return turn.number.agenda
        return self.flows[point.flow].steps[point.asked].goes_by(turn.number)

    def _name_of_asked(self, point: Situation, turn: Turn) -> str:
        if turn.asked is None:
            return ""
        if turn.asked is turn.number.agenda:
            return OFFICE
        step = self.flows[turn.number.slug].steps.get(turn.step)
        gated = step is not None and step.goes_by(turn.number) is not None
        return turn.step if gated else point.asked

    def _asking_hours(self, flow: Flow) -> frozenset[str]:
        """The steps from which a call may come to a gate of the number's own hours."""
        if flow.slug not in self._gated:
            before: dict[str, list[str]] = {}
            for name, step in flow.steps.items():
                for exit_ in step.exits():
                    before.setdefault(exit_.to, []).append(name)
            gates = [n for n, s in flow.steps.items() if s.goes_by(flow) is flow.agenda]
            found = set(gates)
            while gates:
                fresh = set(before.get(gates.pop(), ())) - found
                found |= fresh
                gates += fresh
            self._gated[flow.slug] = frozenset(found)
        return self._gated[flow.slug]

    def _fills(self, turn: Turn) -> Any:
        """Whether a placeholder is filled even in the worst case."""
        number, agenda = turn.number, turn.asked or turn.number.agenda
        lacking = {"reason"}
        if agenda.hours is None:
            lacking.add("hours")
        if not number.emails:
            lacking.add("email")
        if not number.web:
            lacking.add("web")
        if not self.outlook.reopens(agenda):
            lacking.add("reopens")
        return lambda name: name not in lacking


def later(point: Situation, given: CallerInput | None) -> int:
    """Seconds since the hunt began: who does not answer rings as long as may be, others do not."""
    if point.hunt is None or given is None:
        return 0
    spent, rung, screened = point.hunt
    if given.dial_status == outcomes.COMPLETED:
        return spent + rung + (screening.SECONDS if screened else 0)
    is_silent = not (given.dial_status or given.is_the_callers)
    waited = is_silent or given.dial_status == outcomes.NO_ANSWER
    return spent + rung if waited else spent


def _nothing_told(verb: TwiML) -> None:
    return None
