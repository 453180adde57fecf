"""What is wrong in what a person wrote: said where it stands, with a remedy."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class InputIssue:
    """One thing that does not fit; `at` is its path below the value that was read."""

    expected: str
    at: Place = ()

    def below(self, *place: str | int) -> "InputIssue":
        return InputIssue(self.expected, (*place, *self.at))


class InputError(ValueError):
    """All that does not fit in one value, together."""

    def __init__(self, *misfits: InputIssue) -> None:
        super().__init__("; ".join(input_error.expected for input_error in misfits))
        self.misfits = misfits


def input_error(expected: str, *at: str | int) -> InputError:
    return InputError(InputIssue(expected, at))


def nearest(word: object, known: Iterable[object]) -> str:
    """A hint to end an error with: the nearest known name, or all of them when they are few."""
    names = [str(name) for name in known]
    close = get_close_matches(str(word), names, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    if 0 < len(names) <= 12:
        return f"known: {', '.join(names)}"
    return "no known name is near it"
