"""`hangup`: the end of a call, with or without a last word."""

from collections.abc import Mapping
from typing import ClassVar

from centralino.calls.ending import Ending
from centralino.fields.values import PromptField
from centralino.flows.next_move import Move
from centralino.flows.step import Step, hang_up
from centralino.flows.turn import Turn
from centralino.languages.step_words import titles_of


class Hangup(Step):
    """Ends the call, after a last prompt if there is one."""

    kind: ClassVar[str] = "hangup"
    about: ClassVar[str] = "a last prompt, or none"
    titles: ClassVar[Mapping[str, str]] = titles_of("hangup")
    ends: ClassVar[Ending | None] = Ending.INFORMATION

    hangup: PromptField | None

    def enter(self, turn: Turn) -> Move:
        if self.hangup is not None:
            turn.say(self.hangup)
        return hang_up(turn, Ending.INFORMATION)
