"""One webhook of a call to the service line."""

from dataclasses import dataclass

from centralino.calls.call import Call
from centralino.calls.caller_input import CallerInput
from centralino.calls.line_state import LineState
from centralino.switching.desk import TELEPHONE, Hand
from centralino.switching.service_line.spoken_document import SpokenDocument

WITHHELD = "withheld"


@dataclass(frozen=True)
class LineTurn:
    """One webhook of a call to the line: who calls, where the call stands, what was answered."""

    call: Call
    place: LineState
    given: CallerInput
    say: SpokenDocument

    @property
    def hand(self) -> Hand:
        return Hand(
            who=self.call.caller or WITHHELD,
            at=self.call.now,
            means=TELEPHONE,
            once=f"{self.call.sid}-{self.place.hops}",
            number=self.place.office,
            call_sid=self.call.sid,
        )
