"""Reads a value whole before complaining, so that all its misfits are told together."""

from collections.abc import Iterator
from contextlib import contextmanager

from centralino.core.input_errors import InputError, InputIssue


class Gathering:
    """Collects misfits; `finish` raises them, if there are any, as one InputError."""

    def __init__(self) -> None:
        self._misfits: list[InputIssue] = []

    @contextmanager
    def at(self, *keys: object) -> Iterator[None]:
        """What does not fit in this block stands below `keys`; the reading goes on after it."""
        place = [key if isinstance(key, str | int) else str(key) for key in keys]
        try:
            yield
        except InputError as error:
            self._misfits += [misfit.below(*place) for misfit in error.misfits]

    def add(self, *misfits: InputIssue) -> None:
        self._misfits += misfits

    def finish(self) -> None:
        if self._misfits:
            raise InputError(*self._misfits)
