"""The same steps at one moment: what time decides is decided, and only people choose."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from centralino.calendar.agenda import Agenda
from centralino.calendar.answers import OpeningState
from centralino.calls.call import Call
from centralino.checking.choices import Choices
from centralino.checking.foreseen import Decision, Foreseen
from centralino.checking.moments import verdict_of
from centralino.checking.situation import Situation, call_state_at
from centralino.checking.stepping import CALL, CALLER, Stepping
from centralino.checking.worst_case import WorstCase
from centralino.flows.flow import Flow
from centralino.flows.placeholders import DatedWords
from centralino.flows.switches import NONE, Notice, Switches
from centralino.flows.turn import Turn


class AtTime(Foreseen):
    """A turn whose calendars and switches are asked, as those of a call are."""

    def state(self, agenda: Agenda) -> OpeningState:
        state = Turn.state(self, agenda)
        if not self._speaking and id(agenda) not in self.decided:
            verdict = self.decided[id(agenda)] = verdict_of(state)
            own = agenda is self.number.agenda
            of = self.number.slug if own else self.step
            self.decisions.append(Decision(of, verdict, agenda=agenda, of_number=own))
        return state

    def notices(self) -> list[Notice]:
        return Turn.notices(self)

    def at(self, tell: Callable[[datetime], DatedWords]) -> str:
        return Turn.at(self, tell)


class SteppingAt(Stepping):
    """Walks as of one moment, under what is switched."""

    def __init__(
        self, flows: Mapping[str, Flow], moment: datetime, switches: Switches = NONE
    ) -> None:
        super().__init__(flows, WorstCase(moment))
        self.moment, self.switches = moment, switches
        self.began = int(moment.timestamp())

    def turn(self, point: Situation, choices: Choices, later: int = 0) -> Foreseen:
        flow = self.flows[point.flow]
        call = Call(CALL, CALLER, self.moment + timedelta(seconds=later))
        turn = AtTime(flow, call_state_at(point, self.began), call, choices, self.outlook)
        turn.switches = self.switches
        turn.settled = point.settled
        turn.in_each_tongue = point.in_each_tongue
        turn.asked = self._asked(point, turn)
        if point.verdict is not None:
            turn.decided[id(flow.agenda)] = point.verdict
        return turn
