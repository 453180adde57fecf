"""One step of the real walk, from one point to the next, under every choice of time and chance."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from twilio.twiml.voice_response import VoiceResponse

from centralino.calls.call import Call
from centralino.calls.caller_input import NOTHING, Reply
from centralino.checking.call_edge import Edge, is_screened, rings, seconds_of
from centralino.checking.choices import Choices, every_run
from centralino.checking.foreseen import Foreseen
from centralino.checking.helpful import helps
from centralino.checking.situation import OFFICE, Hunt, Point, language_of, memory_at
from centralino.checking.worst_case import NOON, Outlook
from centralino.flows import screening
from centralino.flows.flow import Flow
from centralino.flows.kinds.gate import Gate
from centralino.flows.next_move import End, Go, Move
from centralino.flows.turn import Visit
from centralino.flows.walk import Walk, first, onward

BEGAN = int(NOON.timestamp())
NOTHING_SAID = str(VoiceResponse())
CALL = "CA" + "0" * 32
CALLER = "+390577999999"


class Stepping:
    """Walks among `flows` (by slug), a step at a time."""

    def __init__(self, flows: Mapping[str, Flow], outlook: Outlook) -> None:
        self.flows, self.outlook = flows, outlook
        self._gated: dict[str, frozenset[str]] = {}

    def edges(self, point: Point) -> Iterator[Edge]:
        """Every way in which a call may go on from a point."""
        for reply in self.replies(point) if point.waits else (None,):
            yield from every_run(partial(self._edge, point, reply))

    def replies(self, point: Point) -> list[Reply]:
        step = self.flows[point.flow].steps[point.step]
        return list(step.replies(self.visit(point, Choices())))

    def asides(self, point: Point) -> Iterator[str]:
        """The documents that other legs may ask for while a call waits, as TwiML."""
        step = self.flows[point.flow].steps[point.step]
        for reply in step.asides(self.visit(point, Choices())):
            visit = self.visit(point, Choices())
            visit.step = point.step
            step.answer(visit, reply)
            yield str(visit.response)

    def visit(self, point: Point, choices: Choices, later: int = 0) -> Foreseen:
        """A visit at a point, `later` being the seconds since its hunt began."""
        flow = self.flows[point.flow]
        call = Call(CALL, CALLER, NOON + timedelta(seconds=later))
        visit = Foreseen(flow, memory_at(point, BEGAN), call, choices, self.outlook)
        visit.settled = point.settled
        visit.asked = self._asked(point, visit)
        if point.verdict is not None:
            visit.decided[id(flow.agenda)] = point.verdict
        return visit

    def _edge(self, point: Point, reply: Reply | None, choices: Choices) -> Edge:
        visit = self.visit(point, choices, later(point, reply))
        move = self._moved(point, reply, visit)
        helped = self._helped(visit)
        return Edge(
            source=point,
            reply=reply,
            decisions=tuple(visit.decisions),
            said=tuple(visit.said),
            twiml=str(visit.response) if visit.response.verbs else NOTHING_SAID,
            seconds=seconds_of(visit.response.verbs),
            helps=helped,
            target=self._target(point, move, visit, helped=helped or point.helped),
            ending=move.ending if isinstance(move, End) else None,
        )

    def _helped(self, visit: Foreseen) -> bool:
        """The caller was told something that helps, or has left a message."""
        if visit.settled is not None or (visit.decisions and visit.decisions[-1].is_final):
            return True
        told = [said.version for said in visit.said if not said.asks and not said.courtesy]
        return any(helps(version, self._fills(visit)) for version in told)

    def _moved(self, point: Point, reply: Reply | None, visit: Visit) -> Move:
        if point.waits:
            return first(Walk(visit.flow, point.step, visit.memory, reply or NOTHING), visit)
        if point.jump:
            return onward(Go(number=point.jump), visit, self.flows)
        if point.step:
            return onward(Go(point.step), visit, self.flows)
        return first(Walk(visit.flow, "", visit.memory, NOTHING), visit)

    def _target(self, point: Point, move: Move, visit: Foreseen, *, helped: bool) -> Point | None:
        """Where the walk has come to, less what no longer matters there."""
        if isinstance(move, End):
            return None
        language = language_of(visit.memory, visit.flow)
        if isinstance(move, Go):
            verdict = visit.decided.get(id(visit.flow.agenda))
            matters = bool(move.step) and move.step in self._asking_hours(visit.flow)
            return Point(
                flow=visit.flow.slug,
                step=move.step,
                jump=move.number,
                language=language,
                verdict=verdict if matters else None,
                asked=self._name_of_asked(point, visit),
                settled=visit.settled,
                helped=helped,
            )
        memory = visit.memory
        return Point(
            flow=visit.flow.slug,
            step=visit.step,
            waits=True,
            language=language,
            tries=memory.tries,
            leg=memory.leg,
            hunt=_hunt(visit) if memory.since else None,
            helped=helped,
        )

    def _asked(self, point: Point, visit: Visit) -> Any:
        if not point.asked:
            return None
        if point.asked == OFFICE:
            return visit.flow.agenda
        gate = visit.flow.steps[point.asked]
        return gate.agenda(visit) if isinstance(gate, Gate) else None

    def _name_of_asked(self, point: Point, visit: Visit) -> str:
        if visit.asked is None:
            return ""
        if visit.asked is visit.flow.agenda:
            return OFFICE
        step = visit.flow.steps.get(visit.step)
        return visit.step if isinstance(step, Gate) else point.asked

    def _asking_hours(self, flow: Flow) -> frozenset[str]:
        """The steps from which a call may come to a gate of the number's own hours."""
        if flow.slug not in self._gated:
            before: dict[str, list[str]] = {}
            for name, step in flow.steps.items():
                for exit_ in step.exits():
                    before.setdefault(exit_.to, []).append(name)
            gates = [n for n, s in flow.steps.items() if isinstance(s, Gate) and s.gate == "hours"]
            found = set(gates)
            while gates:
                fresh = set(before.get(gates.pop(), ())) - found
                found |= fresh
                gates += fresh
            self._gated[flow.slug] = frozenset(found)
        return self._gated[flow.slug]

    def _fills(self, visit: Visit) -> Any:
        """Whether a placeholder is filled even in the worst case."""
        flow, agenda = visit.flow, visit.asked or visit.flow.agenda
        lacking = {"reason"}
        if agenda.hours is None:
            lacking.add("hours")
        if not flow.addresses:
            lacking.add("email")
        if not flow.web:
            lacking.add("web")
        if not self.outlook.reopens(agenda):
            lacking.add("reopens")
        return lambda name: name not in lacking


def later(point: Point, reply: Reply | None) -> int:
    """Seconds since the hunt began: who does not answer rings as long as may be, others do not."""
    if point.hunt is None or reply is None:
        return 0
    spent, rung, screened = point.hunt
    if reply.dial_status == "completed":
        return spent + rung + (screening.SECONDS if screened else 0)
    return spent + rung if reply.dial_status == "no-answer" else spent


def _hunt(visit: Foreseen) -> Hunt:
    dial = visit.response.verbs[-1]
    spent = int(visit.now.timestamp()) - visit.memory.since
    return Hunt(spent, rings(dial), is_screened(dial))
