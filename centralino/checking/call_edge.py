"""One step of a call, as it was really walked: what was answered, what came of it."""

from dataclasses import dataclass

from centralino.calls import urls
from centralino.calls.caller_input import CallerInput
from centralino.calls.ending import Ending
from centralino.calls.trail import LIMIT
from centralino.checking.first_use import FirstUse
from centralino.checking.foreseen import Decision, Said
from centralino.checking.situation import Situation


@dataclass(frozen=True, eq=False)
class CallEdge:
    """From `source`, on `given` where it waited for one, to `target`; or `ending` ends the call.

    `act` is what `given` means, in words, where the step knows better than its verbs do. `twiml` is
    what this step added to the document, `seconds` the most that it takes of a caller who stays
    silent, talking with somebody not counted; `first_use`, what of it is of use, and when.
    `learned_helped` is what the call log learns of help.
    """

    source: Situation
    given: CallerInput | None
    decisions: tuple[Decision, ...]
    said: tuple[Said, ...]
    twiml: str
    seconds: float
    helps: bool
    first_use: FirstUse
    learned_helped: bool | None = None
    act: str = ""
    target: Situation | None = None
    ending: Ending | None = None

    @property
    def is_the_callers(self) -> bool:
        return self.given is not None and self.given.is_the_callers

    @property
    def begins_a_document(self) -> bool:
        return self.given is not None or not (self.source.step or self.source.jump)

    @property
    def size(self) -> int:
        """Bytes at the most, with the longest trail in each URL."""
        return len(self.twiml.encode()) + self.twiml.count(urls.VOICE) * 2 * LIMIT
