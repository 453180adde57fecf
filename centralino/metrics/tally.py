"""What one process has counted; several add up to what the service has done."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Self

LATENCY = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)
"""Upper bounds in seconds; Twilio gives up after the last."""


@dataclass
class Tally:
    """`counts` by the name of a counter and its labels' values; `seconds` by endpoint: how many
    took up to each bound of LATENCY, how many took longer, and the sum of all."""

    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def observe(self, endpoint: str, seconds: float) -> None:
        taken = self.seconds.get(endpoint)
        if taken is None:
            taken = self.seconds[endpoint] = [0.0] * (len(LATENCY) + 2)
        taken[bisect_left(LATENCY, seconds)] += 1
        taken[-1] += seconds

    def add(self, other: "Tally") -> None:
        self.counts.update(other.counts)
        for endpoint, taken in other.seconds.items():
            before = self.seconds.get(endpoint, [0.0] * len(taken))
            self.seconds[endpoint] = [a + b for a, b in zip(before, taken, strict=True)]

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        counts = [[*names, count] for names, count in self.counts.items()]
        return {"counts": counts, "seconds": self.seconds}

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        counts = Counter({tuple(names): count for *names, count in data["counts"]})
        return cls(counts, data["seconds"])
