"""The lines of a file that is no YAML, looked at one by one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

NAME = r"[^\W\d][\w-]*"
_QUOTED = re.compile(r"""(?<=[\s{\[,:])("[^"]*"|'[^']*')(?=\s*(?:[,}\]:#]|$))""")
_SETTING = re.compile(rf"(?:{NAME}|_+):(?:\s+(?P<value>[^\s#].*))?\s*$|-\s")


@dataclass(frozen=True)
class Advice:
    """What is wrong and what to write, and where: line and column from 1."""

    what: str
    line: int
    column: int


@dataclass(frozen=True)
class WrittenLine:
    """One line; its number is from 1."""

    number: int
    text: str

    @property
    def margin(self) -> int:
        """How many spaces it begins with."""
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() or self.text.lstrip().startswith("#")

    @cached_property
    def bare(self) -> str:
        """The line, in as many characters, with nothing in its quotes that could mean something."""
        return _QUOTED.sub(lambda found: "_" * len(found[0]), self.text)

    @property
    def is_setting(self) -> bool:
        """Whether it begins as `name:` or `-`."""
        return _SETTING.match(self.bare.lstrip(" ")) is not None

    @property
    def is_open(self) -> bool:
        """Whether what belongs to it stands below it."""
        return self.bare.rstrip().endswith((":", "-"))

    def advise(self, what: str, column: int) -> Advice:
        """`column` is from 0, as Python counts."""
        return Advice(what, self.number, column + 1)


class FileLines:
    def __init__(self, text: str) -> None:
        self._lines = [WrittenLine(n, line) for n, line in enumerate(text.splitlines(), start=1)]

    def at(self, number: int) -> WrittenLine:
        """The line of a number; after the last one there is an empty one."""
        return self._lines[number - 1] if number <= len(self._lines) else WrittenLine(number, "")

    def above(self, number: int) -> Iterator[WrittenLine]:
        """Those above a line that say something, from the nearest on."""
        return (line for line in reversed(self._lines[: number - 1]) if not line.is_empty)

    def around(self, marks: Sequence[tuple[int, int]]) -> list[WrittenLine]:
        """Where the parser stumbled, and the line before: there the mistake is."""
        last = marks[-1][0]
        numbers = [line for line, _ in marks[:-1]]
        numbers += [line.number for line in self.above(last)][:1]
        return [self.at(number) for number in dict.fromkeys([*numbers, last])]
