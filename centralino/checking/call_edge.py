"""One step of a call, as it was really walked: what was answered, what came of it."""

from dataclasses import dataclass
from typing import Any

from centralino.calls import urls
from centralino.calls.caller_input import CallerInput
from centralino.calls.ending import Ending
from centralino.calls.trail import LIMIT
from centralino.checking.foreseen import Decision, Said
from centralino.checking.situation import Point
from centralino.flows import screening
from centralino.flows.kinds.dial import TWILIO_ADDS
from centralino.simulator import pace


@dataclass(frozen=True, eq=False)
class Edge:
    """From `source`, on `given` where it waited for one, to `target`; or `ending` ends the call.

    `twiml` is what this step added to the document, `seconds` the most that it takes of a caller
    who stays silent, talking with somebody not counted.
    """

    source: Point
    given: CallerInput | None
    decisions: tuple[Decision, ...]
    said: tuple[Said, ...]
    twiml: str
    seconds: float
    helps: bool
    target: Point | None = None
    ending: Ending | None = None

    @property
    def is_the_callers(self) -> bool:
        """The caller did something: pressed a key, spoke, hung up."""
        given = self.given
        return given is not None and bool(
            given.digits or given.speech or given.hung_up or (given.recording and given.seconds)
        )

    @property
    def begins_a_document(self) -> bool:
        return self.given is not None or not (self.source.step or self.source.jump)

    @property
    def size(self) -> int:
        """Bytes at the most, with the longest trail in each URL."""
        return len(self.twiml.encode()) + self.twiml.count(urls.VOICE) * 2 * LIMIT


def seconds_of(verbs: Any) -> float:
    """How long verbs take, with a caller who does nothing. `verbs` are the twilio library's."""
    return sum(map(_seconds, verbs))


def _seconds(verb: Any) -> float:
    if verb.name == "Say":
        return pace.speech(str(verb.value))
    if verb.name == "Play":
        return pace.PLAYED
    if verb.name == "Record":
        return pace.BEEP + float(verb.attrs["timeout"])
    if verb.name == "Gather":
        return seconds_of(verb.verbs) + float(verb.attrs["timeout"])
    if verb.name == "Dial":
        return float(rings(verb) + (screening.SECONDS if is_screened(verb) else 0))
    return 0.0


def rings(dial: Any) -> int:
    """How long the telephones of a `<Dial>` ring at the most, in seconds."""
    return int(dial.attrs["timeout"]) + TWILIO_ADDS


def is_screened(dial: Any) -> bool:
    return any("url" in noun.attrs for noun in dial.verbs)
