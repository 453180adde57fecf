"""Kinds of step that nobody has: as another package would write them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from pydantic import Field
from twilio.twiml import TwiML

from centralino.calls.caller_input import CallerInput
from centralino.core.input_errors import InputIssue
from centralino.fields.values import Duration, PromptField, Word
from centralino.flows.next_move import WAIT, Go, Move
from centralino.flows.number import VirtualNumber
from centralino.flows.step import INFORMATION, Step, leave
from centralino.flows.step_facts import Exit, Flaw
from centralino.flows.turn import Turn

PAUSE = 1  # seconds after the music, in which the key may still be pressed
VAIN = {"it": "ha aspettato invano", "en": "waited in vain"}


class MusicStep(Step):
    """Plays music, round after round, until the caller presses the key or the time is up."""

    kind: ClassVar[str] = "wait"
    about: ClassVar[str] = "the music"
    titles: ClassVar[Mapping[str, str]] = {"it": "Attesa", "en": "Wait"}
    parts: ClassVar[tuple[str, ...]] = ("", "round")
    outcomes: ClassVar[Mapping[str, Mapping[str, str]]] = {
        language: {"in-vain": words} for language, words in VAIN.items()
    }
    results: ClassVar[tuple[str, ...]] = ("in-vain",)
    leads: ClassVar[tuple[str, ...]] = ("then", "otherwise")
    rules: ClassVar[Mapping[str, str]] = {"CW901": "music is cut before its end"}

    wait: PromptField
    lasts: Duration = 30
    max: Duration = Field(120, ge=10, le=3600)
    then: Word
    otherwise: Word = INFORMATION

    def enter(self, turn: Turn) -> Move:
        turn.call_state = replace(turn.call_state, since=int(turn.now.timestamp()))
        return self._play(turn)

    def take(self, turn: Turn, given: CallerInput) -> Move:
        if given.hung_up:
            return leave(turn)
        if given.digits:
            turn.remember(given.digits)
            return Go(self.then)
        spent = int(turn.now.timestamp()) - turn.call_state.since
        if given.part != "round" or spent + self.lasts + PAUSE <= self.max:
            return self._play(turn)
        turn.remember("in-vain")
        return Go(self.otherwise)

    def exits(self) -> Iterator[Exit]:
        yield Exit("1", self.then, ("then",))
        yield Exit("otherwise", self.otherwise, ("otherwise",), VAIN)

    def known_digits(self) -> tuple[str, ...]:
        return ("1",)

    def inputs(self, turn: Turn) -> Iterator[CallerInput]:
        yield CallerInput(digits="1")
        yield CallerInput(part="round")

    def act_of(self, given: CallerInput) -> str:
        return "waits on" if given.part == "round" else ""

    def seconds_of(self, verb: TwiML) -> float | None:
        return float(self.lasts) if verb.name == "Play" else None

    def misfits(self, number: VirtualNumber) -> Iterator[InputIssue]:
        if not number.addresses:
            yield InputIssue("who waits may leave a message: give the number an `email`", ("wait",))

    def flaws(self, number: VirtualNumber, known_numbers: Mapping[str, str]) -> Iterator[Flaw]:
        if self.lasts + PAUSE > self.max:
            yield Flaw("CW901", ("lasts",), "the music is longer than the wait", "a longer `max`")

    def _play(self, turn: Turn) -> Move:
        action = turn.url()
        gather = turn.response.gather(
            input="dtmf", num_digits=1, timeout=PAUSE, action=action, method="POST"
        )
        turn.say(self.wait, to=gather)
        turn.response.redirect(turn.url("round"), method="POST")
        return WAIT


class QueueStep(Step):
    """Puts the caller into a queue, as long as Twilio keeps him there; says nothing of it."""

    kind: ClassVar[str] = "park"
    about: ClassVar[str] = "how long a caller is kept"

    park: Duration

    def enter(self, turn: Turn) -> Move:
        turn.response.enqueue("parked", action=turn.url(), method="POST")
        return WAIT

    def take(self, turn: Turn, given: CallerInput) -> Move:
        return Go(INFORMATION)

    def inputs(self, turn: Turn) -> Iterator[CallerInput]:
        yield CallerInput()

    def brief(self, number: VirtualNumber, language: str) -> Iterator[Any]:
        yield f"{self.park} s"

    def exits(self) -> Iterator[Exit]:
        yield Exit("then", INFORMATION, ("park",), onward=True)


class TimedQueueStep(QueueStep):
    """The same, and it tells how long."""

    def seconds_of(self, verb: TwiML) -> float | None:
        return float(self.park) if verb.name == "Enqueue" else None


class PartlyNamedStep(TimedQueueStep):
    """Asks a part that it does not name."""

    def enter(self, turn: Turn) -> Move:
        turn.response.enqueue("parked", action=turn.url("left"), method="POST")
        return WAIT


class PartlyForetoldStep(PartlyNamedStep):
    """Names the part, and does not tell what may come back to it."""

    parts: ClassVar[tuple[str, ...]] = ("", "left")


class OfferingStep(TimedQueueStep):
    """Meanwhile another leg hears something that nobody told the check of."""

    parts: ClassVar[tuple[str, ...]] = ("", "offer")

    def take(self, turn: Turn, given: CallerInput) -> Move:
        if given.part == "offer":
            turn.response.enqueue("offered")
            return WAIT
        return super().take(turn, given)

    def asides(self, turn: Turn) -> Iterator[CallerInput]:
        yield CallerInput(part="offer")

    def seconds_of(self, verb: TwiML) -> float | None:
        return None if verb.value == "offered" else super().seconds_of(verb)
