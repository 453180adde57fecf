"""Errors in files, each with its place: `flows/0577235501.yaml:12:9: steps.enrolment.ring: ...`."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from centralino.core.input_errors import VALUE, InputError, InputIssue, Place
from centralino.fields.shapes import plainly
from centralino.loading.yaml12 import TWICE, YamlDocument

LONGEST = 600  # characters of an error
KEY = "[key]"  # pydantic's mark for a key that is wrong, and not its value


@dataclass(frozen=True, order=True)
class Problem:
    """One error of one file. `place` is the path of the value within it."""

    file: str
    line: int
    column: int
    place: str
    expected: str

    def __str__(self) -> str:
        return self._told(self.file)

    def in_public(self) -> str:
        """Without the folder that the file is in."""
        return self._told(Path(self.file).name)

    def _told(self, file: str) -> str:
        path = f"{self.place}: " if self.place else ""
        return f"{file}:{self.line}:{self.column}: {path}{self.expected}"


def misfits_of(error: ValidationError) -> list[InputIssue]:
    """What pydantic found, in our words and with the places of what is nested."""
    found: list[InputIssue] = []
    for line in error.errors():
        cause = line.get("ctx", {}).get("error")
        place = tuple(part for part in line["loc"] if part != KEY)
        if isinstance(cause, InputError):
            found += [each.below(*place) for each in cause.misfits]
        else:
            found.append(InputIssue(plainly(line), place))
    return found


def locate_issues(
    misfits: Iterable[InputIssue], document: YamlDocument, file: Path
) -> list[Problem]:
    """The misfits of a file with their lines, in the file's order, none twice."""
    problems = set()
    for misfit in misfits:
        line, column = document.where(misfit.at)
        expected = shorten(misfit.expected)
        problems.add(Problem(str(file), line, column, write_place(misfit.at), expected))
    return sorted(problems)


def shorten(text: str) -> str:
    """What a file says may be quoted, and be long: its beginning and its end tell."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"


def write_place(place: Place) -> str:
    """`keys.1.then`, `ring[0].number`: a list's items are counted from 0, as in JSON."""
    text = ""
    for part in place:
        if part in (TWICE, VALUE):
            continue
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".")
