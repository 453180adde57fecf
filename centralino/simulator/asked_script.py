"""Whoever sits at the terminal decides what the script does not tell."""

from collections.abc import Callable
from typing import TypeVar

from rich.console import Console

from centralino.core.input_errors import InputError
from centralino.core.texts import _
from centralino.simulator import script_words
from centralino.simulator.rendering import number as readable
from centralino.simulator.script import Default, Keys, Message, ScriptedLeg

T = TypeVar("T")


class AskedScript:
    """Asks until it understands. Enter chooses the default; the end of the input assumes it."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.default = Default()

    def keys(self) -> Keys:
        question = _("Which keys are pressed? (Enter: nothing; or hangup)")
        return self._ask(question, script_words.read_pressed_keys, Keys(), self.default.keys())

    def leg(self, number: str) -> ScriptedLeg:
        question = _(
            "{number}: answered, busy, unconfirmed…? (Enter: no-answer)", number=readable(number)
        )
        return self._ask(question, script_words.read_leg, ScriptedLeg(), self.default.leg(number))

    def message(self) -> Message:
        question = _("How long is the message? (as 12s, 12s:hangup, or 0; Enter: 10s)")
        return self._ask(question, script_words.read_message, Message(), self.default.message())

    def _ask(self, question: str, read: Callable[[str], T], chosen: T, assumed: T) -> T:
        while True:
            try:
                answer = self.console.input(f"[bold]?[/bold] {question} ")
                return read(answer) if answer.strip() else chosen
            except InputError as error:
                self.console.print(str(error), style="red", markup=False, highlight=False)
            except EOFError:
                return assumed
