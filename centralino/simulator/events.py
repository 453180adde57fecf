"""What happens in a call, one event after the other. Seconds are of the call's own time."""

from dataclasses import dataclass, field
from typing import Literal

from centralino.calls.outcomes import Unreached

Party = str
"""Who acts: `caller`, `switchboard`, or the number of a telephone that was rung."""

CALLER: Party = "caller"
SWITCHBOARD: Party = "switchboard"

RingResult = Literal["answered", Unreached]
How = Literal[
    "conversation",
    "voicemail",
    "information",
    "abandoned",
    "rejected",
    "silence",
    "fault",
    "loop",
    "not simulated",
]
USEFUL: frozenset[How] = frozenset({"conversation", "voicemail", "information"})


@dataclass(frozen=True)
class Event:
    """`at`: seconds since the call came in."""

    at: float = field(default=0.0, kw_only=True)


@dataclass(frozen=True)
class Spoke(Event):
    """The caller hears a voice. `times` 0: it is repeated without end."""

    text: str
    language: str
    voice: str
    cut_short: bool = False
    times: int = 1


@dataclass(frozen=True)
class Played(Event):
    """The caller hears audio, or, with `to`, the telephone of that number does."""

    url: str
    cut_short: bool = False
    times: int = 1
    to: Party = CALLER


@dataclass(frozen=True)
class Paused(Event):
    seconds: float


@dataclass(frozen=True)
class Beeped(Event):
    pass


@dataclass(frozen=True)
class Pressed(Event):
    """`assumed`: nobody had told the telephone what to do here."""

    keys: str
    by: Party = CALLER
    assumed: bool = False


@dataclass(frozen=True)
class Replied(Event):
    """The caller answered by voice."""

    text: str


@dataclass(frozen=True)
class Silent(Event):
    """A prompt waited for `seconds` and nothing was entered."""

    seconds: float
    by: Party = CALLER
    assumed: bool = False


@dataclass(frozen=True)
class Rang(Event):
    """A telephone rang. `answered`: somebody, or a machine, picked up; not yet that they talk."""

    number: str
    seconds: float
    result: RingResult
    caller_id: str
    assumed: bool = False


@dataclass(frozen=True)
class Whispered(Event):
    """Said to who picked up, before being joined to the caller, who does not hear it."""

    number: str
    text: str
    language: str
    voice: str


@dataclass(frozen=True)
class Declined(Event):
    """Picked up, and never joined to the caller."""

    number: str
    reason: str


@dataclass(frozen=True)
class Talked(Event):
    """A conversation. Not `confirmed`: a machine picked up, and was never asked to."""

    number: str
    seconds: float
    confirmed: bool = True


@dataclass(frozen=True)
class Recorded(Event):
    """A message. `action` and `callback` are the URLs that are told of it."""

    seconds: int
    stopped_by: Literal["silence", "key", "hangup", "limit"]
    sid: str
    action: str
    callback: str
    assumed: bool = False


@dataclass(frozen=True)
class Warned(Event):
    """Something doubtful, that did not stop the call."""

    text: str


@dataclass(frozen=True)
class Failed(Event):
    """The app's answer could not be used; `code` is Twilio's number of the error."""

    code: int
    url: str
    reason: str


@dataclass(frozen=True)
class Webhook(Event):
    """One request and its answer, as exchanged. `status` 0: there was no answer."""

    method: str
    url: str
    form: dict[str, str]
    status: int
    content_type: str
    body: str


@dataclass(frozen=True)
class Ended(Event):
    """How it ended for the caller; `by` says who put the telephone down."""

    how: How
    seconds: float
    by: Party
    reason: str = ""
