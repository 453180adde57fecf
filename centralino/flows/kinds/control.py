"""`control`: the service line, by which offices close, reopen and put up notices by telephone."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import Field, PlainValidator, WithJsonSchema

from centralino.calls import urls
from centralino.calls.ending import Ending
from centralino.core import numbers
from centralino.core.input_errors import nearest
from centralino.core.texts import N_, _
from centralino.fields.values import read_each, read_number, refuse_several_numbers
from centralino.flows.next_move import End, Move
from centralino.flows.number import VirtualNumber
from centralino.flows.step import Step
from centralino.flows.step_facts import Flaw
from centralino.flows.turn import Turn
from centralino.languages.step_words import titles_of

ALL = "all"


def read_numbers(value: object) -> tuple[str, ...]:
    """One telephone number or several, as E.164. Raises InputError."""
    return read_each(value, _read_one)


def _read_one(value: object) -> str:
    refuse_several_numbers(value)
    return read_number(value)


def read_controlled(value: object) -> tuple[str, ...] | None:
    """The numbers that are controlled; None for all. Raises InputError."""
    return None if value == ALL else read_numbers(value)


_NUMBERS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Numbers = Annotated[tuple[str, ...], PlainValidator(read_numbers), WithJsonSchema(_NUMBERS)]
Controlled = Annotated[
    tuple[str, ...] | None, PlainValidator(read_controlled), WithJsonSchema(_NUMBERS)
]


class Control(Step):
    """Hands the caller to the service line: a telephone known to it, an office, and its PIN."""

    kind: ClassVar[str] = "control"
    about: ClassVar[str] = "`all`, or the virtual numbers that can be switched from here"
    titles: ClassVar[Mapping[str, str]] = titles_of("control")
    is_service: ClassVar[bool] = True
    rules: ClassVar[Mapping[str, str]] = {
        "CW009": N_("a service line is for a number that has no flow")
    }

    control: Controlled
    callers: Numbers | None = Field(
        None, description="Telephones that may call it. Default: the ones each office rings."
    )

    def enter(self, turn: Turn) -> Move:
        url = urls.write_service_line(turn.base, turn.number.slug)
        turn.response.redirect(url, method="POST")
        return End(Ending.INFORMATION)

    def switches(self, number: VirtualNumber) -> bool:
        return self.control is None or number.number in self.control

    def admits(self, caller: str | None, number: VirtualNumber) -> bool:
        allowed = self.callers
        if allowed is None:
            allowed = tuple(leg.number for leg in number.ring)
        return caller in allowed

    def flaws(self, number: VirtualNumber, known_numbers: Mapping[str, str]) -> Iterator[Flaw]:
        for other in self.control or ():
            if other not in known_numbers:
                told = numbers.format_number(other)
                message = _("{number} has no flow here that could be switched", number=told)
                hint = nearest(numbers.slug_of_number(other), known_numbers.values())
                yield Flaw("CW009", ("control",), message, hint)
