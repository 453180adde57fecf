"""What every kind of step is: its YAML, its TwiML, what it makes of an answer, its exits."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from centralino.calendar.agenda import Agenda
from centralino.calls.caller_input import CallerInput
from centralino.calls.ending import Ending
from centralino.core.input_errors import Place
from centralino.fields.values import Shape
from centralino.flows.next_move import End, Move
from centralino.flows.number import VirtualNumber
from centralino.flows.turn import Turn
from centralino.languages.prompts import Prompt

GOODBYE = "goodbye"
INFORMATION = "information"


@dataclass(frozen=True)
class Exit:
    """One way out of a step: to which step, why (`label`), and where the file says so.

    `words` is the label for people, per language: "nobody answers"; `say`, words of the file's own.
    """

    label: str
    to: str
    place: Place
    words: Mapping[str, str] = field(default_factory=dict, compare=False)
    say: Prompt | None = field(default=None, compare=False)


class Step(Shape):
    """One step of a flow. A kind is a subclass in a module of its own; its key names it.

    `enter` speaks to a caller who comes to the step, `take` takes what comes back. `inputs` lists
    every kind of input that Twilio may bring, for whoever must see all paths of a call.
    `titles` names the kind to people, per language; `ends` is how a call may end at such a step.
    """

    kind: ClassVar[str]
    about: ClassVar[str]
    is_service: ClassVar[bool] = False
    """Whether a flow that begins with it serves our own people: no notice or closure stops them."""
    titles: ClassVar[Mapping[str, str]] = {}
    ends: ClassVar[Ending | None] = None

    @abstractmethod
    def enter(self, turn: Turn) -> Move:
        """Speak to a caller who comes here, and pass the call on, wait, or end it."""

    def take(self, turn: Turn, given: CallerInput) -> Move:
        """An answer to a step that asks nothing: the flow has changed, so it is entered anew."""
        return self.enter(turn)

    def goes_by(self, number: VirtualNumber) -> Agenda | None:
        """The calendar by which the step passes calls on; None: it does not ask the time."""
        return None

    def exits(self) -> Iterator[Exit]:
        """Every step that may come next."""
        yield from ()

    def brief(self, number: VirtualNumber, language: str) -> Iterator[Prompt | str]:
        """What a picture of the step says in it: its prompt, unless the kind knows better."""
        value = getattr(self, self.kind)
        if isinstance(value, Prompt):
            yield value

    def caller_ids(self) -> Iterator[str]:
        """Numbers, E.164, that it wants telephones to show: Twilio must know them as ours."""
        yield from ()

    def inputs(self, turn: Turn) -> Iterator[CallerInput]:
        """Every answer that may come back while a call waits at this step."""
        yield from ()

    def asides(self, turn: Turn) -> Iterator[CallerInput]:
        """Every request that may come meanwhile from a leg other than the caller's."""
        yield from ()


def hang_up(turn: Turn, ending: Ending) -> End:
    """End the call; a message that the caller left before counts for more than what came after."""
    turn.response.hangup()
    return End(turn.settled or ending)


def leave(turn: Turn) -> End:
    """The caller has hung up: there is nobody left to speak to."""
    return End(turn.settled or Ending.HUNG_UP)
