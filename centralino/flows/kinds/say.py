"""`say`: a prompt, and on."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from centralino.fields.values import PromptField, Word
from centralino.flows.next_move import Go, Move
from centralino.flows.step import GOODBYE, Step
from centralino.flows.step_facts import Exit
from centralino.flows.turn import Turn
from centralino.languages.step_words import titles_of


class Say(Step):
    """Speaks a prompt and goes on, to the goodbye if nothing else is said."""

    kind: ClassVar[str] = "say"
    about: ClassVar[str] = "the prompt"
    titles: ClassVar[Mapping[str, str]] = titles_of("say")
    leads: ClassVar[tuple[str, ...]] = ("then",)

    say: PromptField
    then: Word = GOODBYE

    def enter(self, turn: Turn) -> Move:
        turn.say(self.say)
        return Go(self.then)

    def exits(self) -> Iterator[Exit]:
        yield Exit("then", self.then, ("then",), onward=True)
