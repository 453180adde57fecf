"""Choices that a run leaves to whoever explores: each run takes one way, and all are run."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Choices:
    """The choices of one run: as told, and beyond that always the first option."""

    def __init__(self, told: Sequence[int] = ()) -> None:
        self._told = told
        self.taken: list[int] = []
        self.sizes: list[int] = []

    def choose(self, options: Sequence[T]) -> T:
        place = len(self.taken)
        choice = self._told[place] if place < len(self._told) else 0
        self.taken.append(choice)
        self.sizes.append(len(options))
        return options[choice]


def every_run(run: Callable[[Choices], R]) -> Iterator[R]:
    """The results of a run under every combination of its choices, the first options first."""
    pending: deque[tuple[int, ...]] = deque([()])
    while pending:
        told = pending.popleft()
        choices = Choices(told)
        yield run(choices)
        taken = tuple(choices.taken)
        for place in range(len(told), len(taken)):
            for other in range(1, choices.sizes[place]):
                pending.append((*taken[:place], other))
