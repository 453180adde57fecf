"""What every kind of step is: its YAML, its TwiML, what it makes of an answer, its exits."""

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping
from typing import Any, ClassVar

from twilio.twiml import TwiML

from centralino.calendar.agenda import Agenda
from centralino.calls.caller_input import CallerInput
from centralino.calls.ending import Ending
from centralino.core.directory import Meaning
from centralino.core.input_errors import InputIssue, Place
from centralino.fields.shapes import Shape
from centralino.flows import screening
from centralino.flows.next_move import End, Move
from centralino.flows.number import VirtualNumber
from centralino.flows.step_facts import Exit, Flaw, Jump, Telephones
from centralino.flows.turn import Turn
from centralino.languages.prompts import Prompt

GOODBYE = "goodbye"
INFORMATION = "information"


class Step(Shape):
    """One step of a flow. A kind is a subclass in a module of its own; its key names it.

    A kind answers for itself whatever others must ask; what it leaves out is as said here. Nothing
    else in the code knows kinds by their names or types.
    """

    kind: ClassVar[str]
    about: ClassVar[str]
    titles: ClassVar[Mapping[str, str]] = {}
    """The kind's name for people, per language."""
    ends: ClassVar[Ending | None] = None
    """How a call may end at such a step."""
    is_service: ClassVar[bool] = False
    """Whether a flow that begins with it serves our own people: no notice or closure stops them."""
    asks: ClassVar[bool] = False
    """Whether it puts a question, which callers must hear to answer it."""
    parts: ClassVar[tuple[str, ...]] = ("",)
    """Its questions, in its own words: what it hands to `turn.url`, and takes back."""
    outcomes: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    """What mails say of what it remembers, per language and outcome; of others they say nothing."""
    results: ClassVar[tuple[str, ...]] = ()
    """Of what it remembers, what is counted in the metrics: what came of ringing, or of waiting."""
    leads: ClassVar[tuple[str, ...]] = ()
    """The settings that each name a step to go on to."""
    rules: ClassVar[Mapping[str, str]] = {}
    """Rules of its own for the check, each by its id: see `flaws`."""

    # --- in a call

    @abstractmethod
    def enter(self, turn: Turn) -> Move:
        """Speak to a caller who comes here, and pass the call on, wait, or end it."""

    def take(self, turn: Turn, given: CallerInput) -> Move:
        """An answer to a step that asks nothing: the flow has changed, so it is entered anew."""
        return self.enter(turn)

    def comes_first(self, number: VirtualNumber) -> bool:
        """Whether calls that begin with it meet it before notices and closures: its answer is then
        an `Admit`, and its only exit where the flow goes on."""
        return False

    def precedes(self, turn: Turn) -> bool:
        """The same of one call, whose caller may have answered it elsewhere."""
        return self.comes_first(turn.number)

    def takes(self, given: CallerInput) -> bool:
        """Whether this can be meant for it; what cannot was asked by a flow that has changed."""
        return not given.was_a_conversation and given.part not in screening.PARTS

    def admits(self, caller: str | None, number: VirtualNumber) -> bool:
        """Whether a telephone may switch a number from this line."""
        return False

    def switches(self, number: VirtualNumber) -> bool:
        """Whether a number is switched from this line."""
        return False

    # --- where calls go

    def exits(self) -> Iterator[Exit]:
        """Every step that may come next."""
        yield from ()

    def jumps(self) -> Iterator[Jump]:
        """Every other number whose flow may come next."""
        yield from ()

    @classmethod
    def leading(cls, settings: Mapping[Any, Any]) -> Iterator[tuple[Place, object]]:
        """The steps that settings name which may not fit, and where: for a file with errors."""
        yield from (((name,), settings.get(name)) for name in cls.leads)

    # --- whom and what it is about

    def goes_by(self, number: VirtualNumber) -> Agenda | None:
        """The calendar by which it passes calls on; None: it does not ask the time."""
        return None

    def telephones(self, number: VirtualNumber) -> Telephones | None:
        """What it rings; None: it rings nothing."""
        return None

    def recipients(self, number: VirtualNumber) -> tuple[str, ...]:
        """To whom its messages are sent."""
        return ()

    def languages(self) -> Iterator[tuple[str, Place]]:
        """The languages that callers may change to here, and where the file says so."""
        yield from ()

    def meanings(self, number: VirtualNumber) -> Iterator[tuple[str, Meaning]]:
        """What each outcome that it remembers stands for, where mails should say so."""
        yield from ()

    def secrets(self) -> Collection[str]:
        """What callers may press here that is never shown to anybody."""
        return ()

    def known_digits(self) -> Collection[str]:
        """What callers may press here that means something."""
        return ()

    def digits_at(self, number: VirtualNumber) -> Collection[str]:
        """The same where it is the number that gives them their meaning."""
        return self.known_digits()

    def title(self, number: VirtualNumber, language: str) -> str:
        """What it is called in a picture: as its kind, unless it knows better."""
        return self.titles.get(language, self.kind)

    def brief(self, number: VirtualNumber, language: str) -> Iterator[Prompt | str]:
        """What a picture of the step says in it: its prompt, unless the kind knows better."""
        value = getattr(self, self.kind)
        if isinstance(value, Prompt):
            yield value

    def caller_ids(self) -> Iterator[str]:
        """Numbers, E.164, that it wants telephones to show: Twilio must know them as ours."""
        yield from ()

    # --- for whoever must see all calls

    def inputs(self, turn: Turn) -> Iterator[CallerInput]:
        """Everything that Twilio may bring while a call waits here, for each of its parts."""
        yield from ()

    def asides(self, turn: Turn) -> Iterator[CallerInput]:
        """Everything that may come meanwhile from a leg other than the caller's."""
        yield from ()

    def act_of(self, given: CallerInput) -> str:
        """What an input means, in words after "the caller"; nothing: as its keys or verbs tell."""
        return ""

    def seconds_of(self, verb: TwiML) -> float | None:
        """The most that a verb which it writes takes of a caller who stays silent.

        None: as it is everywhere. For a verb that the check does not know, a kind must tell.
        """
        return None

    def misfits(self, number: VirtualNumber) -> Iterator[InputIssue]:
        """What does not fit together with its number's settings. Such a file is not loaded."""
        yield from ()

    def flaws(self, number: VirtualNumber, known_numbers: Mapping[str, str]) -> Iterator[Flaw]:
        """What its own rules find wrong. `known_numbers`: every virtual number with its slug."""
        yield from ()


def hang_up(turn: Turn, ending: Ending) -> End:
    """End the call; a message that the caller left before counts for more than what came after."""
    turn.response.hangup()
    return End(turn.settled or ending)


def leave(turn: Turn) -> End:
    """The caller has hung up: there is nobody left to speak to."""
    return End(turn.settled or Ending.HUNG_UP)
