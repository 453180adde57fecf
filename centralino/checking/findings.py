"""Findings: what is wrong in a flow, where, what to do, and the shortest call that shows it."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from centralino.core.texts import N_
from centralino.flows import kinds
from centralino.loading.problems import Problem

GENERAL = MappingProxyType(
    {
        "CE001": N_("the file is not as the flow language wants it"),
        "CE002": N_("a call goes round without the caller's doing anything"),
        "CE003": N_("a call ends with nothing that helps"),
        "CE004": N_("a call dials one of our own virtual numbers"),
        "CE005": N_("an audio file is missing"),
        "CE006": N_("a question is asked in silence"),
        "CE008": N_("a message is recorded without saying so, and for how long it is kept"),
        "CE009": N_("a hunt can last longer than its `cap`"),
        "CE010": N_("an answer is larger than Twilio takes"),
        "CE011": N_("a call walks too many steps at once, or needs too many webhooks"),
        "CE012": N_("calls can come to too many situations to try them all"),
        "CE013": N_("a step, or the check itself, fails"),
        "CE014": N_("an expectation is not met"),
        "CE015": N_("the check does not know what a step does"),
        "CW001": N_("no call reaches a step"),
        "CW002": N_("a sentence is too long to be spoken in one piece"),
        "CW003": N_("callers hear nothing of a text"),
        "CW005": N_("the `cap` leaves telephones that never ring after those that do not answer"),
        "CW007": N_("a caller who stays silent is kept for long"),
        "CW008": N_("a prompt lacks a language that callers can choose"),
        "CW010": N_("a number speaks a language that its `languages` leaves out"),
        "CW011": N_("a voice is none that Twilio's libraries list"),
        "CW012": N_("a voice fails the calls of this Twilio region"),
        "CW013": N_("a telephone's number is in no numbering plan: does its prefix lack?"),
        "CW014": N_("a telephone stands twice in one hunt"),
        "CW015": N_("hours last most of a day and its night: is the closing before the opening?"),
        "CW016": N_("a caller who does nothing waits long for the first useful word"),
        "CW017": N_("a closed office says so only behind a menu that leads to telephones alone"),
        "CW020": N_("what is switched speaks of a day that it outlives"),
        "CW021": N_("nobody can see a number on the pages"),
    }
)
"""The rules that hold whatever kinds of step there are."""


def rules() -> dict[str, str]:
    """Every rule by its id. CE… are errors, which are not served; CW… are warnings."""
    return dict(sorted({**GENERAL, **kinds.rules()}.items()))


RULES = MappingProxyType(rules())
"""Those of Centralino itself."""


@dataclass(frozen=True)
class CallLine:
    """One line of a call on paper: who does what."""

    who: str
    what: str


@dataclass(frozen=True)
class Example:
    """The shortest call that shows a finding. `when` says at what time or under which closure.

    `command` calls the same in the terminal; there is none where no time was found.
    """

    when: str
    lines: tuple[CallLine, ...]
    command: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. `number` is the slug of the flow in which calls meet it."""

    id: str
    file: str
    line: int
    column: int
    place: str
    message: str
    hint: str = ""
    number: str = ""
    example: Example | None = None

    @property
    def is_error(self) -> bool:
        return self.id.startswith("CE")

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """By place; of several at one place, by id."""
        return self.file, self.line, self.column, self.id, self.message

    def as_problem(self) -> Problem:
        """As a loader tells what it refuses."""
        said = f"{self.id}: {self.message}" + (f"; {self.hint}" if self.hint else "")
        return Problem(self.file, self.line, self.column, self.place, said)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        example = self.example
        return {
            "id": self.id,
            "severity": "error" if self.is_error else "warning",
            "rule": rules()[self.id],
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "place": self.place,
            "number": self.number,
            "message": self.message,
            "hint": self.hint,
            "call": example
            and {
                "when": example.when,
                "lines": [{"who": line.who, "what": line.what} for line in example.lines],
                "command": example.command,
            },
        }


def of_problem(problem: Problem) -> Finding:
    return Finding(
        "CE001",
        problem.file,
        problem.line,
        problem.column,
        problem.place,
        problem.expected,
    )
