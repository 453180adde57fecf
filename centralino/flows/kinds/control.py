"""`control`: the service line, by which offices close, reopen and put up notices by telephone."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field, PlainValidator, WithJsonSchema

from centralino.calls import urls
from centralino.calls.ending import Ending
from centralino.core import numbers
from centralino.fields.values import read_each, read_number
from centralino.flows.next_move import End, Move
from centralino.flows.step import Step
from centralino.flows.turn import Turn

ALL = "all"


def read_numbers(value: object) -> tuple[str, ...]:
    """One telephone number or several, as E.164. Raises MisfitError."""
    return read_each(value, read_number)


def read_controlled(value: object) -> tuple[str, ...] | None:
    """The numbers that are controlled; None for all. Raises MisfitError."""
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
    titles: ClassVar[Mapping[str, str]] = {"it": "Linea di servizio", "en": "Service line"}
    is_service: ClassVar[bool] = True

    control: Controlled
    callers: Numbers | None = Field(
        None, description="Telephones that may call it. Default: the ones each office rings."
    )

    def enter(self, turn: Turn) -> Move:
        url = urls.write_service_line(turn.base, turn.number.slug)
        turn.response.redirect(url, method="POST")
        return End(Ending.INFORMATION)

    def controls(self, slug: str) -> bool:
        return self.control is None or slug in map(numbers.slug, self.control)
