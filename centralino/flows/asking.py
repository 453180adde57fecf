"""What a menu and a code share: a question that is put again, a bounded number of times."""

from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from centralino.calls.caller_input import Reply
from centralino.fields.values import Duration, PromptField, Word
from centralino.flows.next_move import Go, Move
from centralino.flows.step import INFORMATION, Exit, Step
from centralino.flows.turn import Visit

UNANSWERED = {"it": "nessuna risposta valida", "en": "no valid answer"}


class Asking(Step):
    """A step that gathers keys. Silence and what is not valid count as tries."""

    timeout: Duration = Field(5, ge=1, le=60)
    tries: int = Field(3, ge=1, le=10)
    invalid: PromptField | None = None
    otherwise: Word = INFORMATION

    def ask_again(self, visit: Visit, reply: Reply, invalid: str) -> Move:
        """Put the question once more, or go `otherwise` when the tries are used up."""
        tries = visit.memory.tries + 1
        answered = bool(reply.digits or reply.speech)
        if answered:
            visit.say(self.invalid or invalid)
        if tries >= self.tries:
            visit.remember("invalid" if answered else "silence")
            return Go(self.otherwise)
        visit.memory = replace(visit.memory, tries=tries)
        return self.enter(visit)

    def exit_otherwise(self) -> Exit:
        return Exit("otherwise", self.otherwise, ("otherwise",), UNANSWERED)

    def refusals(self) -> Iterator[Reply]:
        """Silence, in either way in which Twilio may tell of it."""
        yield Reply(part="silence")
        yield Reply()
