"""What a menu and a code share: a question that is put again, a bounded number of times."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from pydantic import Field

from centralino.calls.caller_input import CallerInput
from centralino.fields.values import Duration, PromptField, Word
from centralino.flows.next_move import Go, Move
from centralino.flows.step import INFORMATION, Step
from centralino.flows.step_facts import Exit
from centralino.flows.turn import Turn
from centralino.languages.step_words import in_each_language

UNANSWERED = in_each_language("no valid answer")


class Asking(Step):
    """A step that gathers keys. Silence and what is not valid count as tries."""

    asks: ClassVar[bool] = True
    parts: ClassVar[tuple[str, ...]] = ("", "silence")
    leads: ClassVar[tuple[str, ...]] = ("otherwise",)

    timeout: Duration = Field(5, ge=1, le=60)
    tries: int = Field(2, ge=1, le=10)
    invalid: PromptField | None = None
    otherwise: Word = INFORMATION

    def ask_again(self, turn: Turn, given: CallerInput, invalid: str) -> Move:
        """Put the question once more, or go `otherwise` when the tries are used up."""
        tries = turn.call_state.tries + 1
        answered = bool(given.digits or given.speech)
        if answered:
            turn.say_around(self.invalid or invalid)
        if tries >= self.tries:
            turn.remember("invalid" if answered else "silence")
            return Go(self.otherwise)
        turn.call_state = replace(turn.call_state, tries=tries)
        return self.enter(turn)

    def exit_otherwise(self) -> Exit:
        return Exit("otherwise", self.otherwise, ("otherwise",), UNANSWERED)

    def refusals(self) -> Iterator[CallerInput]:
        """Silence, in either way in which Twilio may tell of it."""
        yield CallerInput(part="silence")
        yield CallerInput()
