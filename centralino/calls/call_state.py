"""What a call must remember from one webhook to the next; it travels in the URL (see `urls`)."""

from dataclasses import dataclass, replace
from typing import Self

from centralino.calls.trail import Passage, Trail

MOST_HOPS = 60  # webhooks of one call


@dataclass(frozen=True)
class CallState:
    """`hops` counts the call's webhooks, `tries` those of the present menu or code.

    `leg` is the place in the present hunt, `since` the second (Unix time) at which it began.
    """

    language: str = ""
    hops: int = 0
    tries: int = 0
    leg: int = 0
    since: int = 0
    trail: Trail = ()

    def at_a_new_step(self) -> Self:
        """What goes on to the next step: tries and hunts begin anew there."""
        if not (self.tries or self.leg or self.since):
            return self
        return replace(self, tries=0, leg=0, since=0)

    def passed(self, step: str, outcome: str) -> Self:
        return replace(self, trail=(*self.trail, Passage(step, outcome)))


AT_FIRST = CallState()
