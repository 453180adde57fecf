"""`goto`: a step of this flow, or another number's flow."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from centralino.core import numbers
from centralino.core.input_errors import MisfitError
from centralino.fields.values import Word
from centralino.flows.next_move import Go, Move
from centralino.flows.number import VirtualNumber
from centralino.flows.step import Exit, Step
from centralino.flows.turn import Turn
from centralino.languages.prompts import Prompt


class Goto(Step):
    """Jumps. Another number's flow begins as it would for a caller of that number."""

    kind: ClassVar[str] = "goto"
    about: ClassVar[str] = "a step, or another number"
    titles: ClassVar[Mapping[str, str]] = {"it": "Rimando", "en": "Jump"}

    goto: Word

    def enter(self, turn: Turn) -> Move:
        number = self.other_number()
        return Go(number=number) if number else Go(self.goto)

    def other_number(self) -> str | None:
        """The slug of the number whose flow is meant; None if a step is."""
        try:
            return numbers.slug(numbers.e164(self.goto))
        except MisfitError:
            return None

    def brief(self, number: VirtualNumber, language: str) -> Iterator[Prompt | str]:
        if self.other_number():
            yield numbers.formatted(numbers.e164(self.goto))

    def exits(self) -> Iterator[Exit]:
        if self.other_number() is None:
            yield Exit("goto", self.goto, ("goto",))
