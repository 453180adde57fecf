"""What a step tells of itself: its ways out, its telephones, the numbers it goes on to, its faults.

A `place` is where the step's part of the file says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from centralino.core.input_errors import Place
from centralino.fields.legs import Leg
from centralino.languages.prompts import Prompt


@dataclass(frozen=True)
class Exit:
    """One way out of a step: to which step, why (`label`), and where the file says so.

    `words` is the label for people, per language: "nobody answers"; `say`, words of the file's own.
    `onward`: there is nothing to choose, and so nothing to tell.
    """

    label: str
    to: str
    place: Place
    words: Mapping[str, str] = field(default_factory=dict, compare=False)
    say: Prompt | None = field(default=None, compare=False)
    onward: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Jump:
    """On to the flow of another number, named by its slug."""

    number: str
    place: Place


@dataclass(frozen=True)
class Telephones:
    """The telephones that a step rings. `of_number`: they are the number's own, in its `ring`.

    `one_by_one`: each rings when those before did not answer. All of it ends within `cap` seconds,
    as the step's `cap` says; None: it promises nothing.
    """

    legs: Sequence[Leg]
    place: Place
    of_number: bool = False
    one_by_one: bool = True
    cap: int | None = None


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a step, whatever call comes to it. `id` is one of its kind's `rules`."""

    id: str
    place: Place
    message: str
    hint: str = ""
