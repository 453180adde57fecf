"""A call that is over: what happened, and how it ended."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from centralino.simulator.events import (
    CALLER,
    USEFUL,
    Ended,
    Event,
    Failed,
    How,
    Played,
    Rang,
    Recorded,
    Spoke,
    Talked,
    Webhook,
)
from centralino.simulator.simulated_call import CallOver


@dataclass(frozen=True)
class Transcript:
    """`started` is aware. `events` are in order; the last is an Ended."""

    to: str
    from_: str
    sid: str
    started: datetime
    events: tuple[Event, ...]
    ending: Ended

    def heard(self) -> str:
        """All that was spoken to the caller, a line each."""
        return "\n".join(event.text for event in self.events if isinstance(event, Spoke))

    @property
    def dialled(self) -> tuple[str, ...]:
        return tuple(event.number for event in self.events if isinstance(event, Rang))

    @property
    def recordings(self) -> tuple[Recorded, ...]:
        return tuple(event for event in self.events if isinstance(event, Recorded))

    @property
    def faults(self) -> tuple[Failed, ...]:
        return tuple(event for event in self.events if isinstance(event, Failed))

    @property
    def went_well(self) -> bool:
        """No fault; and a useful ending, unless the caller gave up of their own accord."""
        return not self.faults and self.ending.how in USEFUL | {"abandoned"}

    def as_data(self, verbose: bool = False) -> dict[str, Any]:
        """For JSON. Webhooks only if verbose."""
        kept = [e for e in self.events if verbose or not isinstance(e, Webhook)]
        return {
            "to": self.to,
            "from": self.from_,
            "call_sid": self.sid,
            "started": self.started.isoformat(),
            "ending": asdict(self.ending),
            "went_well": self.went_well,
            "events": [{"event": type(event).__name__.lower(), **asdict(event)} for event in kept],
        }


def how_it_ended(events: Sequence[Event], over: CallOver) -> How:
    """Of a conversation and a message, the later counts: a message after it is no conversation."""
    if over.how:
        return over.how
    for event in reversed(events):
        if isinstance(event, Talked):
            return "conversation"
        if isinstance(event, Recorded):
            return "voicemail"
    if over.by == CALLER:
        return "abandoned"
    heard = any(isinstance(event, Spoke | Played) for event in events)
    return "information" if heard else "silence"
