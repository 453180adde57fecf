"""All service lines of a house, with what they work on."""

from dataclasses import dataclass
from typing import Protocol

from centralino.calls.call import Call
from centralino.calls.caller_input import CallerInput
from centralino.calls.line_state import LineState
from centralino.delivery.queueing import Dispatch
from centralino.flows.flow import Flow
from centralino.loading.organisation import Organisation
from centralino.store.store import Store
from centralino.switchboard.spoken_help import help_of
from centralino.switching.desk import Desk
from centralino.switching.pins import Pins
from centralino.switching.service_line.conversation import ServiceLine
from centralino.switching.service_line.spoken_document import SpokenDocument


class Answers(Protocol):
    """What a service line says."""

    def answer(self, call: Call, place: LineState, given: CallerInput) -> str: ...

    def failed(self, call: Call) -> str: ...


class TrialLines:
    """The service lines of an app that only tries flows: they answer, and switch nothing."""

    def __init__(self, house: Organisation, base: str = "") -> None:
        self._house = house
        self._base = base

    def line(self, slug: str) -> Answers | None:
        """The service line of that number; None if there is none."""
        flow = self._house.flows.get(slug)
        return self._made(flow) if flow is not None and flow.is_service else None

    def help(self) -> str:
        """For who calls a line that is no more."""
        return help_of(self._house.own, self._base)

    def _made(self, flow: Flow) -> Answers:
        return TrialLine(flow, self._base)


class ServiceLines(TrialLines):
    """The service lines that switch. Made cheaply; the database is asked when one is called."""

    def __init__(
        self, house: Organisation, store: Store, dispatch: Dispatch, base: str = ""
    ) -> None:
        super().__init__(house, base)
        self._desk = Desk(store, dispatch)
        self._pins = Pins(store, dispatch)

    def _made(self, flow: Flow) -> Answers:
        return ServiceLine(flow, self._house, self._desk, self._pins, self._base)


@dataclass(frozen=True)
class TrialLine:
    """Says that nothing can be switched here."""

    flow: Flow
    base: str

    def answer(self, call: Call, place: LineState, given: CallerInput) -> str:
        return self._say("trial", call)

    def failed(self, call: Call) -> str:
        return self._say("failed", call)

    def _say(self, name: str, call: Call) -> str:
        return SpokenDocument(self.flow, self.base, call.now).say(name).hang_up()
