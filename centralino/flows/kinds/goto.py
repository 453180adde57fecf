"""`goto`: a step of this flow, or another number's flow."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from centralino.core import numbers
from centralino.core.input_errors import InputError
from centralino.fields.values import Word
from centralino.flows.next_move import Go, Move
from centralino.flows.number import VirtualNumber
from centralino.flows.step import Step
from centralino.flows.step_facts import Exit, Jump
from centralino.flows.turn import Turn
from centralino.languages.prompts import Prompt
from centralino.languages.step_words import titles_of


class Goto(Step):
    """Jumps. Another number's flow begins as it would for a caller of that number."""

    kind: ClassVar[str] = "goto"
    about: ClassVar[str] = "a step, or another number"
    titles: ClassVar[Mapping[str, str]] = titles_of("goto")

    goto: Word

    def enter(self, turn: Turn) -> Move:
        number = self._number()
        return Go(number=numbers.slug_of_number(number)) if number else Go(self.goto)

    def exits(self) -> Iterator[Exit]:
        if self._number() is None:
            yield Exit("goto", self.goto, ("goto",), onward=True)

    def jumps(self) -> Iterator[Jump]:
        number = self._number()
        if number is not None:
            yield Jump(numbers.slug_of_number(number), ("goto",))

    def brief(self, number: VirtualNumber, language: str) -> Iterator[Prompt | str]:
        other = self._number()
        if other is not None:
            yield numbers.format_number(other)

    def _number(self) -> str | None:
        """The other number that is meant, as E.164; None if a step is."""
        try:
            return numbers.e164(self.goto)
        except InputError:
            return None
