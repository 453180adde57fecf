"""A call: who calls whom, and when."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Call:
    """One call at one webhook. `caller` is E.164, or None where it is withheld.

    `called` is the number that the caller dialled, E.164; None where that is not told.
    """

    sid: str
    caller: str | None
    now: datetime
    called: str | None = None
