"""What each webhook learned of a call, told to whoever keeps it, after the answer has gone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from centralino.calls.ending import Ending
from centralino.calls.trail import Trail

PROBE = "CA" + "0" * 32
"""The SID of a call that is none: made by the doctor, to hear that a number answers."""


@dataclass(frozen=True)
class Learned:
    """One webhook's news. `number` is the called number's slug, `caller` E.164 or None if withheld.

    `ending` is what the answer leads to if the caller stays on the line, once that is settled;
    `helped` is as the rule of missed calls wants it (calls/missed.py), `was_open` whether the
    called number's office was open when the call came in, None where that is no news. `seconds` is
    the call's duration, known when it has ended.
    """

    call_sid: str
    number: str
    caller: str | None
    at: datetime
    step: str = ""
    trail: Trail = ()
    language: str = ""
    ending: Ending | None = None
    ended: bool = False
    seconds: int | None = None
    helped: bool | None = None
    was_open: bool | None = None


class CallLog(Protocol):
    """Keeps what is learned. `note` returns at once and never raises; False if it has no room."""

    def note(self, learned: Learned) -> bool: ...


class NoCallLog:
    """Keeps nothing: for tools that only try a flow."""

    def note(self, learned: Learned) -> bool:
        """Forget it."""
        return True
