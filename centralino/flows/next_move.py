"""What a step makes of a caller: passes the call on, waits for an answer, or ends it."""

from dataclasses import dataclass

from centralino.calls.ending import Ending


@dataclass(frozen=True)
class Go:
    """On to another step at once; of another number's flow where `number` (a slug) is given.

    With no step, that flow begins where a caller to its number would.
    """

    step: str = ""
    number: str = ""


@dataclass(frozen=True)
class Admit:
    """The caller has answered what comes before all else, and arrives: then on to `step`."""

    step: str


@dataclass(frozen=True)
class Wait:
    """The document ends here: Twilio comes back with what the caller or a telephone answered."""


@dataclass(frozen=True)
class End:
    """The call is over, in one of the ways in which a call may end."""

    ending: Ending


Move = Go | Admit | Wait | End
WAIT = Wait()
