"""The time of a simulated call: it starts when the call comes in, and passes as it goes on."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from centralino.core.clock import utc_now


@dataclass
class CallClock:
    """Callable as the app's clock. `start` is aware; `elapsed` counts the call's seconds."""

    start: datetime = field(default_factory=utc_now)
    elapsed: float = 0.0

    def advance(self, seconds: float) -> None:
        self.elapsed += seconds

    def __call__(self) -> datetime:
        """Now, in the zone of `start`; counted in UTC, so that a change of hour cannot bend it."""
        now = self.start.astimezone(UTC) + timedelta(seconds=self.elapsed)
        return now.astimezone(self.start.tzinfo)
